"""Read the support of all classes, and what one needs of timetable and attendance: study days."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, and_, func, select

from vocational.attendance.models import AttendanceMark
from vocational.attendance.rules.standing import AttendanceState
from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.entitlements.models import EntitlementDecision
from vocational.entitlements.services.decisions import StudyDays
from vocational.extensions import db
from vocational.law.support import Scheme
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState


@dataclass(frozen=True)
class ClassSupport:
    """A class with a scheme: who holds a place, who is undecided, the sum decided in đồng."""

    code: str
    course_name: str
    scheme: Scheme
    basis: str
    starts_on: date
    state: ClassState
    learners: int
    undecided: int
    total_dong: int


ABSENT = (AttendanceState.EXCUSED, AttendanceState.UNEXCUSED)


def classes_with_support() -> list[ClassSupport]:
    """Return every class with a scheme, the newest first; sums of decisions that stand."""
    stands = and_(
        EntitlementDecision.enrolment_id == Enrolment.id,
        EntitlementDecision.replaced_at.is_(None),
        EntitlementDecision.voided_at.is_(None),
    )
    there = and_(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
    learners = func.count(Enrolment.id)
    rows = db.session.execute(
        select(
            TrainingClass.code,
            CourseVersion.name,
            TrainingClass.support_scheme,
            TrainingClass.support_basis,
            TrainingClass.starts_on,
            TrainingClass.state,
            learners,
            learners - func.count(EntitlementDecision.id),
            func.coalesce(func.sum(EntitlementDecision.total_dong), 0),
        )
        .join(TrainingClass.course_version)
        .outerjoin(Enrolment, there)
        .outerjoin(EntitlementDecision, stands)
        .where(TrainingClass.support_scheme.is_not(None))
        .group_by(TrainingClass.id, CourseVersion.id)
        .order_by(TrainingClass.starts_on.desc(), TrainingClass.id.desc())
    )
    return [_class_support(row) for row in rows]


def _class_support(row: Row[*tuple[Any, ...]]) -> ClassSupport:
    return ClassSupport(*row)


def study_days(class_id: int, people: Sequence[Enrolment]) -> dict[int, StudyDays]:
    """Count the study days of everyone: days with sessions, less those with an absence.

    Days to come count as present. Empty while the class has no timetable. Two queries.
    """
    days = _session_days(class_id)
    if not days:
        return {}
    missed = _missed_days(class_id)
    result = {}
    for person in people:
        own = days[None] | days.get(person.practice_group_id, set())
        result[person.id] = StudyDays(len(own - missed.get(person.id, set())), len(own))
    return result


def _session_days(class_id: int) -> dict[int | None, set[date]]:
    rows = db.session.execute(
        select(ClassSession.group_id, ClassSession.on_date)
        .where(ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED)
        .order_by(ClassSession.on_date, ClassSession.id)
    )
    result: dict[int | None, set[date]] = defaultdict(set)
    for group_id, on_date in rows:
        result[group_id].add(on_date)
    return result


def _missed_days(class_id: int) -> dict[int, set[date]]:
    rows = db.session.execute(
        select(AttendanceMark.enrolment_id, ClassSession.on_date)
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(ClassSession.class_id == class_id, AttendanceMark.state.in_(ABSENT))
        .order_by(ClassSession.on_date, AttendanceMark.id)
    )
    result: dict[int, set[date]] = defaultdict(set)
    for enrolment_id, on_date in rows:
        result[enrolment_id].add(on_date)
    return result
