from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from vocational.timetable.rules.sessions import (
    BookedSession,
    ClashKind,
    clashes,
    clashes_with,
    minute_of,
    overlap,
    time_of,
)

DAY = date(2026, 3, 2)


def booked(session_id=1, starts_at=time(7, 30), minutes=240, on=DAY, **who):
    return BookedSession(session_id, on, starts_at, minutes, **who)


def test_a_session_that_begins_when_another_ends_does_not_clash():
    morning = booked(1, time(7, 30), 240, teacher_ids=frozenset({5}))
    noon = booked(2, time(11, 30), 60, teacher_ids=frozenset({5}))
    assert clashes([morning, noon]) == ()
    assert not overlap(morning, noon)


def test_everyone_and_everything_in_two_sessions_is_named():
    first = booked(
        1, place="Xưởng 1", teacher_ids=frozenset({5, 6}), learner_ids=frozenset({9, 7, 8})
    )
    second = booked(
        2,
        time(11, 29),
        60,
        place="Xưởng 1",
        teacher_ids=frozenset({5}),
        learner_ids=frozenset({7, 9}),
    )
    result = clashes([second, first])
    assert [(clash.kind, clash.who) for clash in result] == [
        (ClashKind.TEACHER, 5),
        (ClashKind.PLACE, "Xưởng 1"),
        (ClashKind.LEARNER, 7),
        (ClashKind.LEARNER, 9),
    ]
    assert {(clash.first, clash.second) for clash in result} == {(first, second)}


def test_different_days_never_clash():
    item = booked(1, teacher_ids=frozenset({5}))
    other = booked(2, on=date(2026, 3, 3), teacher_ids=frozenset({5}))
    assert clashes([item, other]) == ()


def test_two_sessions_without_a_place_do_not_share_one():
    assert clashes([booked(1), booked(2)]) == ()


def test_a_moved_session_does_not_clash_with_itself():
    before = booked(1, teacher_ids=frozenset({5}))
    moved = booked(1, time(8, 0), teacher_ids=frozenset({5}))
    other = booked(2, time(9, 0), teacher_ids=frozenset({5}))
    assert [clash.second for clash in clashes_with(moved, [before, other])] == [other]


def test_new_sessions_without_a_number_are_all_compared():
    new = booked(None, teacher_ids=frozenset({5}))
    assert len(clashes_with(new, [booked(None, teacher_ids=frozenset({5}))])) == 1


sessions = st.lists(
    st.builds(
        BookedSession,
        st.integers(1, 10_000),
        st.sampled_from([DAY, date(2026, 3, 3)]),
        st.integers(0, 1100).map(time_of),
        st.integers(1, 300),
        st.frozensets(st.integers(1, 3)),
        st.sampled_from([None, "A", "B"]),
    ),
    max_size=8,
)


@given(sessions)
def test_a_clash_is_an_overlap_with_somebody_in_both(booked_sessions):
    for clash in clashes(booked_sessions):
        assert overlap(clash.first, clash.second)
        assert overlap(clash.second, clash.first)
        assert clash.first.starts_at <= clash.second.starts_at
        if clash.kind is ClashKind.TEACHER:
            assert clash.who in clash.first.teacher_ids & clash.second.teacher_ids


@given(sessions)
def test_the_order_of_the_sessions_does_not_matter(booked_sessions):
    def named(result):
        return sorted((clash.kind, str(clash.who)) for clash in result)

    assert named(clashes(booked_sessions)) == named(clashes(booked_sessions[::-1]))


@given(st.integers(0, 1439))
def test_minutes_and_times_say_the_same(minute):
    assert minute_of(time_of(minute)) == minute
