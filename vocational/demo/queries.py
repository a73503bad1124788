"""What loading the demonstration reads back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from vocational.accounts.models import User
from vocational.assessment.models import RecognitionDecision
from vocational.attendance.models import AttendanceMark
from vocational.catalogue.models import CourseVersion, VersionState
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.teachers.models import Teacher
from vocational.timetable.models import ClassSession

_COUNTED = {
    "teachers": Teacher,
    "course_versions": CourseVersion,
    "classes": TrainingClass,
    "learners": Learner,
    "enrolments": Enrolment,
    "sessions": ClassSession,
    "attendance_marks": AttendanceMark,
    "recognition_decisions": RecognitionDecision,
    "certificates": Certificate,
}


@dataclass(frozen=True)
class KnownUser:
    """A user as the loader needs him."""

    user_id: int
    full_name: str
    local_body_id: int | None


def teacher_ids() -> Sequence[int]:
    """Return the ids of all teachers, in the order of hiring."""
    return db.session.scalars(select(Teacher.id).order_by(Teacher.id)).all()


def users_by_name(usernames: Sequence[str]) -> dict[str, KnownUser]:
    """Return users by user name."""
    rows = db.session.scalars(
        select(User).where(User.username.in_(usernames)).order_by(User.id)
    ).all()
    return {row.username: KnownUser(row.id, row.full_name, row.local_body_id) for row in rows}


def draft_versions() -> Sequence[CourseVersion]:
    """Return the drafts, in the order of the catalogue."""
    return db.session.scalars(
        select(CourseVersion)
        .where(CourseVersion.state == VersionState.DRAFT)
        .order_by(CourseVersion.id)
    ).all()


def class_codes() -> frozenset[str]:
    """Return the codes of the classes there are."""
    codes = select(TrainingClass.code).order_by(TrainingClass.code)
    return frozenset(db.session.scalars(codes))


def counts() -> dict[str, int]:
    """Count the rows of the institution by kind."""
    return {
        name: db.session.scalar(select(func.count(model.id))) or 0
        for name, model in _COUNTED.items()
    }
