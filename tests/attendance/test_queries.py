"""How learners stand, worked out of what was held and attended, in four queries."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import attendance, catalogue, classes, enrolment
from vocational.access.actor import Actor
from vocational.attendance.queries import standings as queries
from vocational.attendance.rules.risk import AttendanceRisk
from vocational.attendance.rules.standing import AttendanceState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.provisions import services as provisions
from vocational.provisions.rules import NewFigure
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.states import SessionState

DAY = attendance.DAY
HOUR = 60


@pytest.fixture
def one_class(home):
    return classes.training_class(capacity=35)


@pytest.fixture
def placed(one_class):
    return enrolment.filled_class(one_class, 4)


def held(one_class, learners, hours, **options):
    session = attendance.class_session(one_class, minutes=hours * HOUR, **options)
    attendance.taken(session, learners)
    return session


def standing_of(one_class, place):
    return queries.standings_of_class(one_class.id, DAY)[place]


def test_attended_and_remaining_hours_are_kept_apart_by_kind(one_class, placed):
    held(one_class, placed[:1], 5, kind=SessionKind.THEORY)
    attended, absent = (standing_of(one_class, place).modules[0] for place in (0, 1))
    assert (attended.theory.planned, attended.theory.attended) == (20 * HOUR, 5 * HOUR)
    assert attended.theory.remaining == 15 * HOUR
    assert absent.theory.attended == 0
    assert attended.practice.remaining == 70 * HOUR


def test_practice_of_the_other_group_is_not_held_against_a_learner(one_class, placed):
    first, second = one_class.groups
    held(one_class, [placed[0], placed[2]], 10, group=first)
    held(one_class, [placed[1], placed[3]], 6, group=second)
    assert standing_of(one_class, 0).modules[0].practice.remaining == 60 * HOUR
    assert standing_of(one_class, 1).modules[0].practice.remaining == 64 * HOUR


def test_tests_and_cancelled_sessions_count_for_nothing(one_class, placed, session):
    held(one_class, placed, 5, kind=SessionKind.TEST)
    cancelled = held(one_class, placed, 7)
    cancelled.state = SessionState.CANCELLED
    session.commit()
    module = standing_of(one_class, 0).modules[0]
    assert (module.practice.held, module.practice.attended) == (0, 0)


def test_what_may_still_be_missed_ends_at_the_limit(one_class, placed):
    missed = attendance.class_session(one_class, minutes=14 * HOUR)
    attendance.taken(missed, placed[:2], state=AttendanceState.UNEXCUSED)
    attendance.taken(missed, placed[2:])
    at_limit = standing_of(one_class, 0).modules[0]
    assert at_limit.practice_to_miss == 0
    assert at_limit.risk is AttendanceRisk.AT_RISK
    assert standing_of(one_class, 2).risk is AttendanceRisk.ON_TRACK
    more = attendance.class_session(one_class, minutes=60, on=date(2026, 10, 7))
    attendance.taken(more, placed[:1], state=AttendanceState.EXCUSED)
    attendance.taken(more, placed[1:])
    lost = standing_of(one_class, 0)
    assert (lost.risk, lost.worst.module_code) == (AttendanceRisk.FAILED, "MĐ01")
    assert standing_of(one_class, 1).risk is AttendanceRisk.AT_RISK


def test_under_three_months_nothing_limits(home):
    short = classes.training_class("LD-2026-050", version=catalogue.short_course())
    placed = enrolment.filled_class(short, 1)
    attendance.taken(attendance.class_session(short, minutes=30 * HOUR), placed[:0])
    standing = queries.standings_of_class(short.id, DAY)[0]
    assert standing.risk is AttendanceRisk.ON_TRACK
    assert standing.modules[0].practice_to_miss is None


def test_who_left_is_not_listed(one_class, placed, session):
    enrolment.enrolment(one_class, number=9, withdrawn_on=date(2026, 10, 1))
    assert len(queries.standings_of_class(one_class.id, DAY)) == 4


def test_standings_cost_the_same_for_3_and_35_learners(home, count_queries):
    counted = []
    for code, count in (("LD-2026-020", 3), ("LD-2026-021", 35)):
        row = classes.training_class(code, capacity=35)
        placed = enrolment.filled_class(row, count, first=count * 10)
        held(row, placed, 4)
        with count_queries() as statements:
            queries.standings_of_class(row.id, DAY)
        counted.append(len(statements))
    assert counted == [4, 4]


def test_an_own_limit_under_3_months_counts_with_its_paper(home, director):
    row = classes.training_class(version=catalogue.short_course())
    person, there = enrolment.filled_class(row, 2)
    module = standing_of(row, 0).modules[0]
    assert module.standing.can_still_miss is None
    for key in (queries.OWN_THEORY, queries.OWN_PRACTICE):
        provisions.add_figure(
            director, NewFigure(key, Decimal(80), date(2026, 1, 1), None, "QĐ 5/QĐ-TTGDNN")
        )
    held(row, [there], module.theory.planned // HOUR, kind=SessionKind.THEORY)
    module = standing_of(row, 0).modules[0]
    assert (standing_of(row, 0).enrolment_id, module.risk) == (person.id, AttendanceRisk.FAILED)
    assert {reason.legal_basis for reason in module.standing.reasons} == {"QĐ 5/QĐ-TTGDNN"}
    row.starts_on = date(2025, 12, 31)
    assert standing_of(row, 0).modules[0].standing.reasons == ()
    before = queries.own_limits(CourseLevel.UNDER_3_MONTHS, row.starts_on)
    assert before is None
    assert queries.own_limits(CourseLevel.ELEMENTARY_1, DAY) is None


def test_a_limit_of_the_department_counts_under_3_months(home):
    figure = NewFigure(queries.OWN_THEORY, Decimal(70), date(2026, 1, 1), None, "QĐ 9/QĐ-SGDĐT")
    provisions.add_department_figure(Actor.system("console"), "01", figure)
    own_limits = queries.own_limits(CourseLevel.UNDER_3_MONTHS, DAY)
    assert (own_limits.theory_percent, own_limits.theory_source) == (70, "QĐ 9/QĐ-SGDĐT")
