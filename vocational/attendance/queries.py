"""Read attendance: the sheet of a session, the grid of a month, how learners stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from vocational.attendance.models import AttendanceMark
from vocational.attendance.outlook import (
    ClassMinutes,
    LearnerStanding,
    MinutesSoFar,
    ModuleStanding,
    module_standing,
)
from vocational.attendance.rules import AttendanceState, OwnLimits
from vocational.catalogue.models import CourseModule, CourseVersion
from vocational.catalogue.rules import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.provisions import queries as provisions
from vocational.timetable.models import ClassSession
from vocational.timetable.rules import SessionKind
from vocational.timetable.states import SessionState

OWN_THEORY = "under_3_months.attendance.theory_percent_min"
OWN_PRACTICE = "under_3_months.attendance.practice_percent_min"
"""What an institution may ask of attendance where the law asks nothing."""


@dataclass(frozen=True)
class Attendee:
    """A learner who belongs into a class or session; `until` is the last day, None is open."""

    enrolment_id: int
    list_number: int | None
    full_name: str
    group_id: int | None
    since: date
    until: date | None

    def belongs_to(self, session: ClassSession) -> bool:
        """Say whether a session is one of this learner's: own group, not before nor after."""
        if session.group_id not in (None, self.group_id):
            return False
        return self.since <= session.on_date and (
            self.until is None or session.on_date <= self.until
        )


@dataclass(frozen=True)
class RosterLine:
    """A learner on the sheet of a session with what was recorded, None before."""

    attendee: Attendee
    mark: AttendanceMark | None


@dataclass(frozen=True)
class CourseOutline:
    """Level and modules, in their order, of the course version of a class, and its first day."""

    level: CourseLevel
    modules: Sequence[CourseModule]
    starts_on: date


def sessions_for_update(session_ids: Iterable[int]) -> Sequence[ClassSession]:
    """Return sessions with their class, rows locked, by id."""
    return db.session.scalars(
        select(ClassSession)
        .where(ClassSession.id.in_(list(session_ids)))
        .options(joinedload(ClassSession.training_class, innerjoin=True))
        .order_by(ClassSession.id)
        .with_for_update(of=ClassSession)
    ).all()


def rosters(sessions: Sequence[ClassSession]) -> dict[int, list[RosterLine]]:
    """Return who belongs on the sheets of sessions of one class, by session: two queries.

    By list number, then name: who was enrolled on that day (one who left that day still counts)
    in the session's group; who has a mark of the session stays, whatever changed since.
    """
    if not sessions:
        return {}
    attendees = attendees_of_class(sessions[0].class_id)
    marks = marks_of_sessions(session.id for session in sessions)
    return {
        session.id: [
            RosterLine(one, mark)
            for one in attendees
            if (mark := marks.get((session.id, one.enrolment_id))) or one.belongs_to(session)
        ]
        for session in sessions
    }


def attendees_of_class(class_id: int) -> list[Attendee]:
    """Return everyone who is or was in a class, by list number, then name."""
    return [Attendee(*row) for row in db.session.execute(_attendees(class_id))]


def sessions_between(
    class_id: int, first: date, last: date, module_id: int | None = None
) -> Sequence[ClassSession]:
    """Return the sessions held or to be held from day to day (inclusive), by time and group."""
    wanted: list[ColumnElement[bool]] = [
        ClassSession.class_id == class_id,
        ClassSession.state == SessionState.PLANNED,
        ClassSession.on_date.between(first, last),
    ]
    if module_id is not None:
        wanted.append(ClassSession.module_id == module_id)
    return db.session.scalars(
        select(ClassSession)
        .where(*wanted)
        .options(joinedload(ClassSession.module, innerjoin=True), joinedload(ClassSession.group))
        .order_by(
            ClassSession.on_date, ClassSession.starts_at, ClassSession.group_id, ClassSession.id
        )
    ).all()


def months_of_class(class_id: int) -> list[date]:
    """Return the first days of the months in which a class has sessions, in order."""
    days = db.session.scalars(
        select(ClassSession.on_date)
        .where(ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED)
        .distinct()
        .order_by(ClassSession.on_date)
    )
    return sorted({day.replace(day=1) for day in days})


def marks_of_sessions(session_ids: Iterable[int]) -> dict[tuple[int, int], AttendanceMark]:
    """Return the marks of sessions by (session, enrolment)."""
    rows = db.session.scalars(
        select(AttendanceMark)
        .where(AttendanceMark.session_id.in_(list(session_ids)))
        .order_by(AttendanceMark.id)
    )
    return {(row.session_id, row.enrolment_id): row for row in rows}


def recorded_states(enrolment_ids: Iterable[int]) -> dict[int, list[AttendanceState]]:
    """Return what was recorded of each enrolment, in the order of the sessions."""
    found: dict[int, list[AttendanceState]] = {each: [] for each in enrolment_ids}
    if not found:
        return found
    rows = db.session.execute(
        select(AttendanceMark.enrolment_id, AttendanceMark.state)
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(
            ClassSession.state == SessionState.PLANNED,
            AttendanceMark.enrolment_id.in_(list(found)),
        )
        .order_by(ClassSession.on_date, ClassSession.starts_at, ClassSession.id)
    )
    for enrolment_id, state in rows:
        found[enrolment_id].append(state)
    return found


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
            enrolment_id=one.enrolment_id,
            list_number=one.list_number,
            full_name=one.full_name,
            modules=tuple(_standing_in(module, one, minutes, judge) for module in outline.modules),
        )
        for one in attendees_of_class(class_id)
        if one.until is None
    ]


def minutes_of_class(class_id: int) -> ClassMinutes:
    """Return what was held, once its attendance was taken, and attended: two queries."""
    values = {"class_id": class_id}
    held = db.session.execute(_held_minutes(), values)
    attended = db.session.execute(_attended_minutes(), values)
    return ClassMinutes(
        {(group, module, kind): int(minutes) for group, module, kind, minutes in held},
        {(one, module, kind): int(minutes) for one, module, kind, minutes in attended},
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
    """Return the institution's own limits under 3 months; None where it set none.

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
    one: Attendee,
    minutes: ClassMinutes,
    judge: Callable[..., ModuleStanding],
) -> ModuleStanding:
    def so_far(kind: SessionKind, planned: int) -> MinutesSoFar:
        return minutes.so_far(one.enrolment_id, one.group_id, (module.id, kind), planned)

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


def _attendees(class_id: int) -> Select[int, int | None, str, int | None, date, date | None]:
    return (
        select(
            Enrolment.id,
            Enrolment.list_number,
            Learner.full_name,
            Enrolment.practice_group_id,
            Enrolment.enrolled_on,
            Enrolment.withdrawn_on,
        )
        .join(Learner, Learner.id == Enrolment.learner_id)
        .where(
            Enrolment.class_id == class_id,
            or_(
                Enrolment.state == EnrolmentState.ENROLLED,
                Enrolment.withdrawn_on.is_not(None),
            ),
        )
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    )
