"""Laying out, moving, calling off and making up sessions."""

from collections import Counter
from dataclasses import replace
from datetime import date, time

import pytest

from tests.factories import catalogue, classes, teachers
from vocational.audit.queries import history_of
from vocational.classes import queries as class_queries
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.shared.clock import now_utc
from vocational.shared.errors import Refused, RuleViolation
from vocational.teachers.rules import QualificationRoute
from vocational.timetable import queries
from vocational.timetable.rules.schedule import PracticeMode
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.services import sessions as services
from vocational.timetable.services.requests import ScheduleChoice, SessionRequest

TODAY = date(2026, 9, 20)
LAY = ScheduleChoice()


def laid_out(registrar, **options) -> TrainingClass:
    row = classes.training_class(**options)
    services.schedule_sessions(registrar, row.id, LAY, TODAY)
    return class_queries.class_by_id(row.id)


def request_of(session) -> SessionRequest:
    return SessionRequest(
        module_id=session.module_id,
        kind=session.kind,
        on_date=session.on_date,
        starts_at=session.starts_at,
        minutes=session.minutes,
        group_id=session.group_id,
        teacher_id=session.teacher_id,
        place=session.place,
        topic=session.topic,
    )


def test_every_hour_of_every_module_is_laid_out(home, registrar):
    row = laid_out(registrar, capacity=18)
    totals = queries.minutes_by_kind(row.id)
    assert sum(total.planned for total in totals) == 300 * 60
    assert [total.missing for total in totals] == [0] * 9
    assert history_of("training_classes", row.id)[0].action == "timetable.laid_out"


def test_thirty_five_learners_practise_in_two_groups(home, registrar):
    row = laid_out(registrar, capacity=35)
    sessions = queries.sessions_of_class(row.id)
    practice = {s.group_id for s in sessions if s.kind is SessionKind.PRACTICE}
    theory = {s.group_id for s in sessions if s.kind is SessionKind.THEORY}
    assert practice == {group.id for group in row.groups}
    assert theory == {None}
    assert all(total.missing == 0 for total in queries.minutes_by_kind(row.id))
    places = {s.place for s in sessions if s.group_id == row.groups[1].id}
    assert places == {"Xưởng 2"}


def test_no_session_falls_on_a_public_holiday(home, registrar):
    row = laid_out(registrar, starts_on=date(2026, 12, 28), ends_on=date(2027, 4, 30))
    days = {session.on_date for session in queries.sessions_of_class(row.id)}
    assert date(2026, 12, 31) in days
    assert date(2027, 1, 1) not in days
    proposal = services.propose(row, queries.sessions_of_class(row.id), None, TODAY)
    assert date(2027, 1, 1) in {day.on_date for day in proposal.holidays}


def test_the_law_keeps_theory_to_six_hours_a_day(home, registrar):
    week = tuple((day, time(7, 0), 600) for day in range(1, 7))
    row = laid_out(registrar, week=week, capacity=18)
    per_day: Counter[date] = Counter()
    for session in queries.sessions_of_class(row.id):
        if session.kind is SessionKind.THEORY:
            per_day[session.on_date] += session.minutes
    assert max(per_day.values()) <= 6 * 60


def test_laying_out_again_keeps_what_was_held_and_what_is_past(home, session, registrar):
    row = laid_out(registrar)
    before = queries.sessions_of_class(row.id)
    before[0].attendance_taken_at = now_utc()
    session.commit()
    later = date(2026, 10, 15)
    past = {s.id for s in before if s.on_date < later}
    services.schedule_sessions(registrar, row.id, LAY, later)
    after = {s.id for s in queries.sessions_of_class(row.id)}
    assert past <= after
    assert not {s.id for s in before if s.on_date >= later} & after
    assert all(total.missing == 0 for total in queries.minutes_by_kind(row.id))


def test_laying_out_again_evens_out_the_groups(home, registrar):
    row = laid_out(registrar, capacity=35)
    practised = [s for s in queries.sessions_of_class(row.id) if s.group_id]
    first = next(s for s in practised if s.group_id == row.groups[0].id)
    services.cancel_session(registrar, first.id, "Thầy ốm")
    day_after = date.fromordinal(first.on_date.toordinal() + 1)
    choice = ScheduleChoice(PracticeMode.PARALLEL)
    services.schedule_sessions(registrar, row.id, choice, day_after)
    assert all(total.missing == 0 for total in queries.minutes_by_kind(row.id))


def test_the_class_may_end_with_its_last_session(home, registrar):
    row = classes.training_class()
    choice = ScheduleChoice(sets_last_day=True)
    proposal = services.schedule_sessions(registrar, row.id, choice, TODAY)
    assert class_queries.class_by_id(row.id).ends_on == proposal.ends_on


def test_a_class_without_times_cannot_be_laid_out(home, registrar):
    row = classes.training_class(week=())
    with pytest.raises(RuleViolation, match=r"timetable\.no_slots"):
        services.schedule_sessions(registrar, row.id, LAY, TODAY)
    assert queries.sessions_of_class(row.id) == []


def test_a_class_that_is_over_keeps_its_timetable(home, registrar):
    row = classes.training_class(state=ClassState.CANCELLED)
    with pytest.raises(RuleViolation, match=r"timetable\.class_over"):
        services.schedule_sessions(registrar, row.id, LAY, TODAY)


def test_a_teacher_lays_nothing_out(home, teacher):
    row = classes.training_class()
    with pytest.raises(Refused):
        services.schedule_sessions(teacher, row.id, LAY, TODAY)


def test_a_moved_session_says_where_it_was(home, registrar):
    row = laid_out(registrar)
    moved = queries.sessions_of_class(row.id)[0]
    wanted = replace(request_of(moved), on_date=date(2026, 10, 10))
    saved = services.change_session(registrar, moved.id, wanted, moved.version).session
    assert (saved.on_date, saved.moved_from) == (date(2026, 10, 10), date(2026, 10, 5))
    assert history_of("class_sessions", moved.id)[0].action == "session.changed"


def test_whoever_is_given_a_session_may_see_the_class(home, registrar, teacher):
    row = laid_out(registrar)
    substitute = teachers.teacher("Lê Văn Bình", user_id=teacher.user_id)
    first = queries.sessions_of_class(row.id)[0]
    wanted = replace(request_of(first), teacher_id=substitute.id)
    services.change_session(registrar, first.id, wanted, first.version)
    assert class_queries.is_own_class(row.id, teacher.user_id)
    assert [s.id for s in queries.sessions_on(first.on_date, teacher.user_id)] == [first.id]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"minutes": 0}, "timetable.session_length", "ends_at"),
        ({"minutes": 1200}, "timetable.session_length", "ends_at"),
        ({"module_id": 999}, "timetable.module", "module_id"),
        ({"group_id": 999}, "timetable.group", "group_id"),
        ({"teacher_id": 999}, "timetable.teacher", "teacher_id"),
        ({"on_date": date(2026, 10, 4)}, "timetable.before_class", "on_date"),
        ({"on_date": date(2027, 1, 1)}, "timetable.holiday", "on_date"),
        ({"on_date": date(2026, 10, 6)}, "timetable.clash_group", "starts_at"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(home, registrar, change, code, field):
    row = laid_out(registrar)
    first = queries.sessions_of_class(row.id)[0]
    with pytest.raises(RuleViolation) as caught:
        services.change_session(
            registrar, first.id, replace(request_of(first), **change), first.version
        )
    assert (caught.value.code, caught.value.field) == (code, field)


def test_a_teacher_cannot_be_in_two_classes(home, registrar):
    homeroom, version = teachers.teacher(), catalogue.course()
    laid_out(registrar, homeroom=homeroom, version=version)
    other = laid_out(
        registrar,
        code="LD-2026-002",
        version=version,
        homeroom=teachers.teacher("Lê Văn Bình"),
        place="Xưởng may",
    )
    session = queries.sessions_of_class(other.id)[0]
    wanted = replace(request_of(session), teacher_id=homeroom.id)
    with pytest.raises(RuleViolation, match=r"timetable\.clash_teacher") as caught:
        services.change_session(registrar, session.id, wanted, session.version)
    assert caught.value.params["name"] == "Đỗ Thị Lan"
    assert caught.value.params["class_code"] == "LD-2026-001"


def test_a_place_used_twice_is_only_pointed_out(home, registrar):
    version = catalogue.course()
    laid_out(registrar, version=version)
    other = laid_out(
        registrar,
        code="LD-2026-002",
        version=version,
        place="Xưởng may",
        homeroom=teachers.teacher("Lê Văn Bình"),
    )
    session = queries.sessions_of_class(other.id)[0]
    wanted = replace(request_of(session), place=classes.PLACE)
    saved = services.change_session(registrar, session.id, wanted, session.version)
    assert [finding.code for finding in saved.findings] == ["timetable.clash_place"]


def test_a_proposal_names_its_clashes_with_other_classes(home, registrar):
    homeroom, version = teachers.teacher(), catalogue.course()
    laid_out(registrar, homeroom=homeroom, version=version)
    other = classes.training_class("LD-2026-002", homeroom=homeroom, version=version)
    proposal = services.propose(class_queries.class_by_id(other.id), [], None, TODAY)
    assert {clash.other_code for clash in proposal.clashes} == {"LD-2026-001"}


def test_a_session_called_off_is_missing_until_made_up(home, registrar):
    row = laid_out(registrar)
    first = queries.sessions_of_class(row.id)[0]
    with pytest.raises(RuleViolation, match=r"timetable\.reason"):
        services.cancel_session(registrar, first.id, "")
    services.cancel_session(registrar, first.id, "Mưa lũ")
    assert max(total.missing for total in queries.minutes_by_kind(row.id)) == first.minutes
    wanted = replace(request_of(first), on_date=date(2026, 10, 10))
    made_up = services.add_session(registrar, row.id, wanted, first.id).session
    assert [s.id for s in queries.made_up_by(first.id)] == [made_up.id]
    assert max(total.missing for total in queries.minutes_by_kind(row.id)) == 0
    again = services.add_session(registrar, row.id, wanted, first.id).session
    assert again.id == made_up.id


def test_a_make_up_beyond_the_law_is_saved_with_the_article(home, registrar):
    row = laid_out(registrar)
    first = queries.sessions_of_class(row.id)[0]
    services.cancel_session(registrar, first.id, "Mưa lũ")
    wanted = replace(request_of(first), on_date=date(2026, 10, 6), starts_at=time(13, 30))
    saved = services.add_session(registrar, row.id, wanted, first.id)
    assert "timetable.all_per_day_above" in {finding.code for finding in saved.findings}
    assert {finding.legal_basis for finding in saved.findings} == {"TT 42 Art 17"}


def test_a_held_session_keeps_its_time_but_may_get_a_topic(home, session, registrar):
    row = laid_out(registrar)
    held = queries.sessions_of_class(row.id)[0]
    held.attendance_taken_at = now_utc()
    session.commit()
    moved = replace(request_of(held), on_date=date(2026, 10, 10))
    with pytest.raises(RuleViolation, match=r"timetable\.held"):
        services.change_session(registrar, held.id, moved, held.version)
    with pytest.raises(RuleViolation, match=r"timetable\.held"):
        services.cancel_session(registrar, held.id, "Mưa lũ")
    named = replace(request_of(held), topic="Làm đất")
    assert services.change_session(registrar, held.id, named, held.version)


def test_of_two_who_change_a_session_the_second_is_told(home, registrar):
    row = laid_out(registrar)
    first = queries.sessions_of_class(row.id)[0]
    named = replace(request_of(first), topic="Làm đất")
    services.change_session(registrar, first.id, named, 1)
    with pytest.raises(RuleViolation, match=r"record\.changed_meanwhile"):
        services.change_session(registrar, first.id, request_of(first), 1)


def test_a_session_is_not_given_to_who_may_not_teach_its_level(home, registrar):
    row = laid_out(registrar)
    session = queries.sessions_of_class(row.id)[0]
    farmer = teachers.teacher("Bùi Văn Đất", route=QualificationRoute.GOOD_FARMER)
    asked = replace(request_of(session), teacher_id=farmer.id)
    with pytest.raises(RuleViolation, match=r"teachers\.route"):
        services.change_session(registrar, session.id, asked, session.version)
