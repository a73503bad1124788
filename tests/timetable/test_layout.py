from collections import Counter
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vocational.catalogue.rules.courses import CourseLevel
from vocational.shared.findings import Severity
from vocational.timetable.rules.loads import LoadLimits, TaughtTime, check_load
from vocational.timetable.rules.schedule import (
    ModulePlan,
    PlannedSession,
    PracticeMode,
    ScheduleRequest,
    WeeklySlot,
    schedule,
)
from vocational.timetable.rules.sessions import SessionKind, minute_of

MONDAY = date(2026, 3, 2)
MORNING, AFTERNOON = time(7, 30), time(13, 30)
ELEMENTARY = LoadLimits.of_law(CourseLevel.ELEMENTARY_1, MONDAY)
SHORT = LoadLimits.of_law(CourseLevel.UNDER_3_MONTHS, MONDAY)
THEORY, PRACTICE, TEST = SessionKind


def slot(weekday=1, starts_at=MORNING, minutes=240):
    return WeeklySlot(weekday, starts_at, minutes)


def plan(module_id=1, theory=0, practice=0, test=0):
    return ModulePlan(module_id, theory, practice, test)


def laid(slots, modules, **changes):
    return schedule(ScheduleRequest(MONDAY, slots, modules, **changes))


def short_form(layout):
    return [
        (session.on.day, session.starts_at.hour, session.kind, session.minutes, session.group)
        for session in layout.sessions
    ]


def codes(layout):
    return [finding.code for finding in layout.findings]


def test_theory_practice_and_tests_follow_one_another_module_by_module():
    layout = laid([slot(1), slot(3)], [plan(1, 240, 240, 60), plan(2, 0, 180, 0)])
    assert layout.sessions == (
        PlannedSession(1, THEORY, date(2026, 3, 2), MORNING, 240),
        PlannedSession(1, PRACTICE, date(2026, 3, 4), MORNING, 240),
        PlannedSession(1, TEST, date(2026, 3, 9), MORNING, 60),
        PlannedSession(2, PRACTICE, date(2026, 3, 9), time(8, 30), 180),
    )
    assert layout.ends_on == date(2026, 3, 9)
    assert layout.findings == ()


def test_holidays_are_skipped():
    layout = laid([slot(1)], [plan(1, 240)], holidays=frozenset({MONDAY}))
    assert [session.on for session in layout.sessions] == [date(2026, 3, 9)]


def test_a_class_may_begin_in_the_middle_of_a_week():
    layout = laid([slot(7)], [plan(1, 60)])
    assert layout.sessions[0].on == date(2026, 3, 8)


def test_less_than_half_an_hour_is_not_begun():
    layout = laid([slot(1)], [plan(1, 220, 240)])
    assert short_form(layout) == [(2, 7, THEORY, 220, None), (9, 7, PRACTICE, 240, None)]


def test_a_test_is_not_torn_apart_when_a_slot_holds_it():
    layout = laid([slot(1)], [plan(1, 120, 0, 180)])
    assert short_form(layout) == [(2, 7, THEORY, 120, None), (9, 7, TEST, 180, None)]


def test_a_test_longer_than_any_slot_is_torn_apart():
    layout = laid([slot(1)], [plan(1, 0, 0, 300)])
    assert short_form(layout) == [(2, 7, TEST, 240, None), (9, 7, TEST, 60, None)]


def test_six_hours_of_theory_a_day_are_the_most():
    slots = [slot(1), slot(1, AFTERNOON)]
    layout = laid(slots, [plan(1, 480)], limits=ELEMENTARY)
    assert short_form(layout) == [
        (2, 7, THEORY, 240, None),
        (2, 13, THEORY, 120, None),
        (9, 7, THEORY, 120, None),
    ]


def test_thirty_hours_of_theory_a_week_are_the_most():
    slots = [slot(day, at) for day in range(1, 7) for at in (MORNING, AFTERNOON)]
    layout = laid(slots, [plan(1, 36 * 60)], limits=ELEMENTARY)
    first_week = sum(session.minutes for session in layout.sessions if session.on.day <= 8)
    assert first_week == 30 * 60
    assert codes(layout) == ["timetable.slots_above_week"]


def test_practice_may_fill_eight_hours_a_day():
    slots = [slot(1), slot(1, AFTERNOON)]
    layout = laid(slots, [plan(1, 0, 480)], limits=ELEMENTARY)
    assert {session.on for session in layout.sessions} == {MONDAY}


def test_groups_in_parallel_have_the_same_slots():
    layout = laid(
        [slot(1)],
        [plan(1, 60, 300)],
        groups=2,
        practice_mode=PracticeMode.PARALLEL,
    )
    assert short_form(layout) == [
        (2, 7, THEORY, 60, None),
        (2, 8, PRACTICE, 180, 1),
        (2, 8, PRACTICE, 180, 2),
        (9, 7, PRACTICE, 120, 1),
        (9, 7, PRACTICE, 120, 2),
    ]


def test_groups_that_alternate_take_turns():
    layout = laid(
        [slot(1), slot(2)],
        [plan(1, 0, 480, 60)],
        groups=2,
        practice_mode=PracticeMode.ALTERNATING,
    )
    assert short_form(layout) == [
        (2, 7, PRACTICE, 240, 1),
        (3, 7, PRACTICE, 240, 2),
        (9, 7, PRACTICE, 240, 1),
        (10, 7, PRACTICE, 240, 2),
        (16, 7, TEST, 60, None),
    ]


def test_alternating_groups_use_a_day_longer_than_one_learner_may():
    slots = [slot(1, time(7), 300), slot(1, time(13), 300)]
    layout = laid(
        slots,
        [plan(1, 0, 300)],
        limits=SHORT,
        groups=2,
        practice_mode=PracticeMode.ALTERNATING,
    )
    assert short_form(layout) == [(2, 7, PRACTICE, 300, 1), (2, 13, PRACTICE, 300, 2)]
    assert layout.findings == ()


def test_a_class_that_ends_too_late_warns():
    layout = laid([slot(1)], [plan(1, 480)], must_end_by=date(2026, 3, 8))
    (finding,) = layout.findings
    assert (finding.code, finding.severity) == ("timetable.ends_late", Severity.WARNING)
    assert finding.params == {"ends_on": date(2026, 3, 9), "must_end_by": date(2026, 3, 8)}
    assert layout.sessions


@pytest.mark.parametrize(
    ("slots", "modules", "changes", "code"),
    [
        ([], [plan(1, 60)], {}, "timetable.no_slots"),
        ([slot()], [], {}, "timetable.nothing_to_teach"),
        ([slot()], [plan()], {}, "timetable.nothing_to_teach"),
        ([slot()], [plan(1, -60, 120)], {}, "timetable.nothing_to_teach"),
        ([slot(minutes=0)], [plan(1, 60)], {}, "timetable.slot_length"),
        ([slot(minutes=29)], [plan(1, 60)], {}, "timetable.slot_length"),
        ([slot(starts_at=time(22), minutes=120)], [plan(1, 60)], {}, "timetable.slot_length"),
        ([slot(), slot(1, time(9))], [plan(1, 60)], {}, "timetable.slots_overlap"),
        ([slot(minutes=301)], [plan(1, 60)], {"limits": SHORT}, "timetable.slot_above_session"),
        ([slot()], [plan(1, 60)], {"groups": 0}, "timetable.groups"),
        ([slot()], [plan(1, 60)], {"groups": 11}, "timetable.groups"),
        ([slot()], [plan(1, 10**7)], {}, "timetable.no_room"),
        (
            [slot()],
            [plan(1, 60)],
            {"holidays": frozenset(MONDAY + timedelta(days) for days in range(2000))},
            "timetable.no_room",
        ),
    ],
)
def test_what_cannot_be_laid_out_is_an_error_and_gives_no_sessions(slots, modules, changes, code):
    layout = laid(slots, modules, **changes)
    assert code in codes(layout)
    assert layout.sessions == ()
    assert layout.ends_on is None


quarters = st.integers(0, 40).map(lambda quarter: quarter * 15)


@st.composite
def requests(draw):
    """Draw slots in a morning and an afternoon that cannot overlap, and any modules."""
    weekdays = draw(st.sets(st.integers(1, 7), min_size=1))
    slots = []
    for weekday in sorted(weekdays):
        slots.append(slot(weekday, time(7), draw(st.sampled_from([45, 180, 240, 300]))))
        if draw(st.booleans()):
            slots.append(slot(weekday, time(13), draw(st.sampled_from([45, 180, 300]))))
    count = draw(st.integers(1, 4))
    modules = [
        plan(number, draw(quarters), draw(quarters), draw(quarters)) for number in range(count)
    ]
    return ScheduleRequest(
        starts_on=MONDAY + timedelta(draw(st.integers(0, 9))),
        slots=slots,
        modules=modules,
        limits=draw(st.sampled_from([LoadLimits(), ELEMENTARY, SHORT])),
        holidays=frozenset(draw(st.sets(st.dates(MONDAY, date(2026, 4, 30)), max_size=9))),
        groups=draw(st.integers(1, 3)),
        practice_mode=draw(st.sampled_from(PracticeMode)),
    )


def view_of(layout, group):
    return [session for session in layout.sessions if session.group in (None, group)]


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(requests())
def test_what_each_learner_gets_never_differs_from_the_module_hours(request):
    layout = schedule(request)
    if not layout.sessions:
        assert "timetable.nothing_to_teach" in codes(layout)
        return
    planned = Counter()
    for module in request.modules:
        planned[module.module_id, THEORY] = module.theory_minutes
        planned[module.module_id, PRACTICE] = module.practice_minutes
        planned[module.module_id, TEST] = module.test_minutes
    for group in range(1, request.groups + 1):
        given_minutes = Counter()
        for session in view_of(layout, group):
            given_minutes[session.module_id, session.kind] += session.minutes
        assert +given_minutes == +planned


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(requests())
def test_every_session_lies_in_a_slot_no_holiday_and_within_the_limits(request):
    layout = schedule(request)
    slots = [
        (s.weekday, minute_of(s.starts_at), minute_of(s.starts_at) + s.minutes)
        for s in request.slots
    ]
    for session in layout.sessions:
        begins = minute_of(session.starts_at)
        assert session.minutes > 0
        assert session.on >= request.starts_on
        assert session.on not in request.holidays
        assert any(
            weekday == session.on.isoweekday()
            and start <= begins
            and begins + session.minutes <= end
            for weekday, start, end in slots
        )
    for group in range(1, request.groups + 1):
        view = view_of(layout, group)
        taught = [TaughtTime(session.on, session.kind, session.minutes) for session in view]
        assert check_load(taught, request.limits) == ()
        ends = [(s.on, minute_of(s.starts_at), minute_of(s.starts_at) + s.minutes) for s in view]
        for (day, _, end), (next_day, start, _) in pairwise(ends):
            assert (day, end) <= (next_day, start)


def test_a_day_a_week_and_a_session_above_the_limit_are_named():
    sessions = [TaughtTime(MONDAY, THEORY, 400), TaughtTime(MONDAY, PRACTICE, 100)]
    assert [
        (finding.code, finding.params["required"], finding.params["actual"])
        for finding in check_load(sessions, ELEMENTARY)
    ] == [
        ("timetable.all_per_day_above", 8, Decimal("8.33")),
        ("timetable.theory_per_day_above", 6, Decimal("6.67")),
    ]
    week = [TaughtTime(MONDAY + timedelta(day), PRACTICE, 480) for day in range(6)]
    (finding,) = check_load(week, ELEMENTARY)
    assert finding.code == "timetable.all_per_week_above"
    assert finding.params == {"on": MONDAY, "required": 40, "actual": 48}
    (finding,) = check_load([TaughtTime(MONDAY, PRACTICE, 330)], SHORT)
    assert finding.code == "timetable.session_above"
    assert finding.legal_basis == "TT 43/2015 Art 9"


def test_the_limits_themselves_are_allowed():
    day = [TaughtTime(MONDAY, THEORY, 360), TaughtTime(MONDAY, PRACTICE, 120)]
    assert check_load(day, ELEMENTARY) == ()
    assert check_load([TaughtTime(MONDAY, PRACTICE, 300)], SHORT) == ()
