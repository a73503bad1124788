"""Read what support of a class needs of timetable and attendance: full study days."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from vocational.attendance.models import AttendanceMark
from vocational.attendance.rules import AttendanceState
from vocational.enrolment.models import Enrolment
from vocational.entitlements.services import StudyDays
from vocational.extensions import db
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState

ABSENT = (AttendanceState.EXCUSED, AttendanceState.UNEXCUSED)


def study_days(class_id: int, people: Sequence[Enrolment]) -> dict[int, StudyDays]:
    """Count the study days of everyone: days with sessions, less those with an absence.

    Days to come count as present. Empty while the class has no timetable. Two queries.
    """
    days = _session_days(class_id)
    if not days:
        return {}
    missed = _missed_days(class_id)
    found = {}
    for one in people:
        own = days[None] | days.get(one.practice_group_id, set())
        found[one.id] = StudyDays(len(own - missed.get(one.id, set())), len(own))
    return found


def _session_days(class_id: int) -> dict[int | None, set[date]]:
    rows = db.session.execute(
        select(ClassSession.group_id, ClassSession.on_date)
        .where(ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED)
        .order_by(ClassSession.on_date, ClassSession.id)
    )
    found: dict[int | None, set[date]] = defaultdict(set)
    for group_id, on_date in rows:
        found[group_id].add(on_date)
    return found


def _missed_days(class_id: int) -> dict[int, set[date]]:
    rows = db.session.execute(
        select(AttendanceMark.enrolment_id, ClassSession.on_date)
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(ClassSession.class_id == class_id, AttendanceMark.state.in_(ABSENT))
        .order_by(ClassSession.on_date, AttendanceMark.id)
    )
    found: dict[int, set[date]] = defaultdict(set)
    for enrolment_id, on_date in rows:
        found[enrolment_id].add(on_date)
    return found
