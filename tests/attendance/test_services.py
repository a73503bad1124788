"""Attendance is written by the right people, on the right day, for the right learners."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.factories import attendance, classes, enrolment, teachers
from vocational.access.actor import Actor
from vocational.attendance import services
from vocational.attendance.queries import rosters as queries
from vocational.attendance.rules.marking import MarkLine
from vocational.attendance.rules.standing import AttendanceState
from vocational.attendance.services import SheetRequest
from vocational.audit.queries import history_of
from vocational.shared.errors import Refused, RuleViolation

NOW = attendance.NOW
LATER = NOW + timedelta(days=1)


def sheet(session, enrolments, **changed):
    """All present, save those named by place (`at0=...`)."""
    lines = [MarkLine(item.id, AttendanceState.PRESENT) for item in enrolments]
    for place, line in changed.items():
        lines[int(place[2:])] = replace(line, enrolment_id=enrolments[int(place[2:])].id)
    return SheetRequest(session.id, session.version, tuple(lines))


def late(minutes: int, note: str = "") -> MarkLine:
    return MarkLine(0, AttendanceState.LATE, minutes, note)


@pytest.fixture
def own_class(home, teacher):
    return classes.training_class(homeroom=teachers.teacher(user_id=teacher.user_id))


@pytest.fixture
def learners(own_class):
    return enrolment.filled_class(own_class, 3)


@pytest.fixture
def lesson(own_class):
    return attendance.class_session(own_class)


def test_a_teacher_saves_the_whole_class_at_once(teacher, lesson, learners):
    request = sheet(lesson, learners, at1=late(15, "Đưa con đi tiêm"))
    services.take_attendance(teacher, [request], NOW)
    lines = queries.rosters([lesson])[lesson.id]
    assert [line.mark.attended_minutes for line in lines] == [240, 225, 240]
    assert lines[1].mark.note == "Đưa con đi tiêm"
    assert lesson.attendance_taken_by_name == teacher.name


def test_the_same_sheet_sent_twice_is_saved_once(teacher, lesson, learners):
    request = sheet(lesson, learners)
    services.take_attendance(teacher, [request], NOW)
    services.take_attendance(teacher, [request], NOW)
    assert len(history_of("class_sessions", lesson.id)) == 1


def test_what_another_teacher_saved_meanwhile_is_not_overwritten(teacher, lesson, learners):
    first = sheet(lesson, learners, at0=late(10))
    second = sheet(lesson, learners, at0=late(20))
    services.take_attendance(teacher, [first], NOW)
    with pytest.raises(RuleViolation) as refusal:
        services.take_attendance(teacher, [second], NOW)
    assert refusal.value.code == "record.changed_meanwhile"
    assert queries.rosters([lesson])[lesson.id][0].mark.missed_minutes == 10


def test_after_the_day_only_the_registrar_corrects_with_a_reason(
    teacher, registrar, lesson, learners
):
    services.take_attendance(teacher, [sheet(lesson, learners)], NOW)
    changed = sheet(lesson, learners, at2=MarkLine(0, AttendanceState.EXCUSED))
    assert _code(teacher, changed, LATER, "Nhầm") == "attendance.day_is_over"
    assert _code(registrar, changed, LATER, " ") == "attendance.reason_missing"
    services.take_attendance(registrar, [changed], LATER, "Có giấy khám bệnh")
    record = history_of("class_sessions", lesson.id)[0]
    assert record.action == "attendance.corrected"
    assert record.reason == "Có giấy khám bệnh"
    assert list(record.before.values()) == [{"state": "present"}]
    assert list(record.after.values()) == [{"state": "excused"}]


def test_a_session_to_come_cannot_be_marked(registrar, own_class, learners):
    coming = attendance.class_session(own_class, on=date(2026, 10, 7))
    assert _code(registrar, sheet(coming, learners), NOW) == "attendance.session_in_future"


def test_a_teacher_of_another_class_is_refused(teacher, home):
    other = classes.training_class("LD-2026-002", homeroom=teachers.teacher("Trần Văn Khác"))
    placed = enrolment.filled_class(other, 1)
    foreign = attendance.class_session(other)
    with pytest.raises(Refused):
        services.take_attendance(teacher, [sheet(foreign, placed)], NOW)


def test_a_director_takes_no_attendance(director, lesson, learners):
    with pytest.raises(Refused):
        services.take_attendance(director, [sheet(lesson, learners)], NOW)


def test_a_learner_of_another_class_is_refused_and_nothing_saved(teacher, lesson, learners):
    other = classes.training_class("LD-2026-002")
    strange = enrolment.enrolment(other, number=9)
    request = sheet(lesson, [*learners, strange])
    assert _code(teacher, request, NOW) == "attendance.not_in_session"
    assert queries.marks_of_sessions([lesson.id]) == {}


def test_more_minutes_than_the_session_has_are_refused(teacher, lesson, learners):
    assert _code(teacher, sheet(lesson, learners, at0=late(240)), NOW) == (
        "attendance.missed_too_many"
    )
    assert _code(teacher, sheet(lesson, learners, at0=late(0)), NOW) == (
        "attendance.late_without_minutes"
    )


def test_only_the_group_and_who_had_not_left_stand_on_the_sheet(own_class, home):
    wide = classes.training_class("LD-2026-003", capacity=35, homeroom=own_class.homeroom_teacher)
    first, second = wide.groups
    kept = enrolment.enrolment(wide, number=21, practice_group_id=first.id)
    enrolment.enrolment(wide, number=22, practice_group_id=second.id)
    enrolment.enrolment(wide, number=23, practice_group_id=first.id, withdrawn_on=date(2026, 10, 5))
    last_day = enrolment.enrolment(
        wide, number=24, practice_group_id=first.id, withdrawn_on=attendance.DAY
    )
    of_group = attendance.class_session(wide, group=first)
    lines = queries.rosters([of_group])[of_group.id]
    assert {line.attendee.enrolment_id for line in lines} == {kept.id, last_day.id}


def test_several_sessions_are_saved_together_or_not_at_all(registrar, own_class, learners):
    class_session = attendance.class_session(own_class, on=date(2026, 10, 5))
    two = attendance.class_session(own_class)
    wrong = sheet(two, learners, at0=late(999))
    with pytest.raises(RuleViolation):
        services.take_attendance(registrar, [sheet(class_session, learners), wrong], NOW, "Nhập bù")
    assert queries.marks_of_sessions([class_session.id, two.id]) == {}
    services.take_attendance(
        registrar, [sheet(class_session, learners), sheet(two, learners)], NOW, "Nhập bù"
    )
    assert len(queries.marks_of_sessions([class_session.id, two.id])) == 6


def test_an_unknown_session_is_refused(registrar, home):
    request = SheetRequest(999_999, 1, ())
    assert _code(registrar, request, NOW) == "attendance.session_unknown"


def test_a_registrar_elsewhere_does_not_find_the_session(stranger, lesson, learners, at_elsewhere):
    request = sheet(lesson, learners)
    with at_elsewhere(), pytest.raises(RuleViolation) as refusal:
        services.take_attendance(stranger, [request], NOW)
    assert refusal.value.code == "attendance.session_unknown"


def _code(actor: Actor, request: SheetRequest, now, reason: str = "") -> str:
    with pytest.raises(RuleViolation) as refusal:
        services.take_attendance(actor, [request], now, reason)
    return refusal.value.code
