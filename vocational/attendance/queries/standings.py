"""Read how the learners of a class stand against the limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from sqlalchemy import Select, bindparam, func, select

from vocational.attendance.models import AttendanceMark
from vocational.attendance.queries.rosters import Attendee, attendees_of_class
from vocational.attendance.rules.risk import (
    ClassMinutes,
    LearnerStanding,
    MinutesSoFar,
    ModuleStanding,
    module_standing,
)
from vocational.attendance.rules.standing import OwnLimits
from vocational.catalogue.models import CourseModule, CourseVersion
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.provisions import queries as provisions
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.states import SessionState

OWN_THEORY = "under_3_months.attendance.theory_percent_min"
OWN_PRACTICE = "under_3_months.attendance.practice_percent_min"
"""What an institution or its department may ask of attendance where the law asks nothing."""


@dataclass(frozen=True)
class CourseOutline:
    """Level and modules, in their order, of the course version of a class, and its first day."""

    level: CourseLevel
    modules: Sequence[CourseModule]
    starts_on: date


def standings_of_class(class_id: int, on: date) -> list[LearnerStanding]:
    """Return how every learner of a class stands in each module: five queries.

    Only who holds a place; in the order of the list. The course's planned minutes are compared
    with what was held for the class and the own group and what the learner attended.
    """
    outline = course_outline(class_id)
    minutes = minutes_of_class(class_id)
    judge = partial(
        module_standing,
        level=outline.level,
        on=on,
        own_limits=own_limits(outline.level, outline.starts_on),
    )
    return [
        LearnerStanding(
            enrolment_id=attendee.enrolment_id,
            list_number=attendee.list_number,
            full_name=attendee.full_name,
            modules=tuple(
                _standing_in(module, attendee, minutes, judge) for module in outline.modules
            ),
        )
        for attendee in attendees_of_class(class_id)
        if attendee.until is None
    ]


def minutes_of_class(class_id: int) -> ClassMinutes:
    """Return what was held, once its attendance was taken, and attended: two queries."""
    values = {"class_id": class_id}
    held = db.session.execute(_held_minutes(), values)
    attended = db.session.execute(_attended_minutes(), values)
    return ClassMinutes(
        {(group, module, kind): int(minutes) for group, module, kind, minutes in held},
        {(item, module, kind): int(minutes) for item, module, kind, minutes in attended},
    )


def course_outline(class_id: int) -> CourseOutline:
    """Return level and modules of a class's course; raises `NoResultFound`."""
    rows = db.session.execute(
        select(CourseVersion.level, CourseModule, TrainingClass.starts_on)
        .join(TrainingClass, TrainingClass.version_id == CourseVersion.id)
        .outerjoin(CourseModule, CourseModule.version_id == CourseVersion.id)
        .where(TrainingClass.id == class_id)
        .order_by(CourseModule.position, CourseModule.id)
    ).all()
    level = rows[0][0] if rows else CourseLevel.UNDER_3_MONTHS
    starts_on = rows[0][2] if rows else date.min
    return CourseOutline(level, [row[1] for row in rows if row[1] is not None], starts_on)


def own_limits(level: CourseLevel, on: date) -> OwnLimits | None:
    """Return the local limits under 3 months; None where nobody set any.

    `on` is the first day of the class: a rule made later changes nothing for who began before.
    """
    if level.is_elementary:
        return None
    figures = provisions.local_law(on).figures
    theory, practice = (figures.get(key) for key in (OWN_THEORY, OWN_PRACTICE))
    if theory is None and practice is None:
        return None
    return OwnLimits(
        theory_percent=theory.value if theory else None,
        practice_percent=practice.value if practice else None,
        theory_source=theory.source if theory else None,
        practice_source=practice.source if practice else None,
    )


def _standing_in(
    module: CourseModule,
    attendee: Attendee,
    minutes: ClassMinutes,
    judge: Callable[..., ModuleStanding],
) -> ModuleStanding:
    def so_far(kind: SessionKind, planned: int) -> MinutesSoFar:
        return minutes.so_far(attendee.enrolment_id, attendee.group_id, (module.id, kind), planned)

    return judge(
        (module.id, module.code),
        so_far(SessionKind.THEORY, module.theory_minutes),
        so_far(SessionKind.PRACTICE, module.practice_minutes),
    )


@cache
def _held_minutes() -> Select[int | None, int, SessionKind, int]:
    """Built once: putting the statement together takes longer than running it."""
    keys = (ClassSession.group_id, ClassSession.module_id, ClassSession.kind)
    return (
        select(*keys, func.sum(ClassSession.minutes))
        .where(
            ClassSession.class_id == bindparam("class_id"),
            ClassSession.state == SessionState.PLANNED,
            ClassSession.attendance_taken_at.is_not(None),
        )
        .group_by(*keys)
        .order_by(ClassSession.module_id)
    )


@cache
def _attended_minutes() -> Select[int, int, SessionKind, int]:
    keys = (AttendanceMark.enrolment_id, ClassSession.module_id, ClassSession.kind)
    return (
        select(*keys, func.sum(AttendanceMark.attended_minutes))
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(
            ClassSession.class_id == bindparam("class_id"),
            ClassSession.state == SessionState.PLANNED,
        )
        .group_by(*keys)
        .order_by(AttendanceMark.enrolment_id)
    )
