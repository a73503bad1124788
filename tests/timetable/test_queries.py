"""Reading sessions: of a class, a day, a teacher; hours of modules."""

from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import catalogue, classes, teachers
from vocational.classes.rules import ClassState
from vocational.shared.clock import now_utc
from vocational.timetable import queries
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.services import sessions
from vocational.timetable.services.requests import ScheduleChoice

TODAY = date(2026, 9, 20)
FIRST_DAY = date(2026, 10, 5)


@pytest.fixture
def schedule(registrar):
    def make(code="LD-2026-001", **options):
        row = classes.training_class(code, **options)
        sessions.schedule_sessions(registrar, row.id, ScheduleChoice(), TODAY)
        return row

    return make


def test_a_teacher_is_shown_the_own_sessions_of_a_day(home, schedule, teacher):
    mine = teachers.teacher("Lê Văn Bình", user_id=teacher.user_id)
    version = catalogue.course()
    schedule(version=version, homeroom=mine)
    schedule("LD-2026-002", version=version, homeroom=teachers.teacher())
    own = queries.sessions_on(FIRST_DAY, teacher.user_id)
    assert {s.training_class.code for s in own} == {"LD-2026-001"}
    assert {s.training_class.code for s in queries.sessions_on(FIRST_DAY)} == {
        "LD-2026-001", "LD-2026-002"
    }  # fmt: skip
    assert queries.next_day_with_sessions(FIRST_DAY, teacher.user_id) == date(2026, 10, 6)


def test_planned_and_cancelled_classes_are_not_of_the_day(home, schedule):
    schedule(state=ClassState.PLANNED)
    assert queries.sessions_on(FIRST_DAY) == []


def test_hours_held_are_those_with_attendance(home, session, schedule):
    row = schedule(capacity=18)
    first = queries.sessions_of_class(row.id)[0]
    first.attendance_taken_at = now_utc()
    session.commit()
    total = queries.minutes_by_kind(row.id)[0]
    assert (total.kind, total.group_id) == (SessionKind.THEORY, None)
    assert (total.held, total.remaining) == (first.minutes, total.planned - first.minutes)


def test_groups_have_their_own_lines_of_practice(home, schedule):
    row = schedule(capacity=35)
    lines = [t for t in queries.minutes_by_kind(row.id) if t.kind is SessionKind.PRACTICE]
    assert [line.group_id for line in lines] == [group.id for group in row.groups] * 3


def test_hours_of_a_class_without_sessions_are_all_missing(home):
    row = classes.training_class()
    assert sum(total.missing for total in queries.minutes_by_kind(row.id)) == 300 * 60


def test_a_session_of_elsewhere_is_not_found(at_home, at_elsewhere, stranger):
    with at_elsewhere():
        row = classes.training_class("XX-2026-001")
        sessions.schedule_sessions(stranger, row.id, ScheduleChoice(), TODAY)
        session_id = queries.sessions_of_class(row.id)[0].id
    with at_home(), pytest.raises(NoResultFound):
        queries.session_with_class(session_id)


@pytest.mark.parametrize("capacity", [10, 90])
def test_reading_takes_the_same_queries_for_one_group_and_for_five(
    home, schedule, count_queries, capacity
):
    version = catalogue.short_course()
    row = schedule(version=version, capacity=capacity)
    with count_queries() as statements:
        for session in queries.sessions_of_class(row.id):
            assert session.module.name
            assert session.teacher.full_name
            assert session.group is None or session.group.number
        for session in queries.sessions_on(FIRST_DAY):
            assert session.training_class.course_version.name
        queries.minutes_by_kind(row.id)
    assert len(statements) == 5
