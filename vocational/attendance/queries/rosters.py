"""Read sessions, who is to be there, and what was recorded of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from vocational.attendance.models import AttendanceMark
from vocational.attendance.rules.standing import AttendanceState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState


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
            RosterLine(attendee, mark)
            for attendee in attendees
            if (mark := marks.get((session.id, attendee.enrolment_id)))
            or attendee.belongs_to(session)
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
    result: dict[int, list[AttendanceState]] = {
        enrolment_id_: [] for enrolment_id_ in enrolment_ids
    }
    if not result:
        return result
    rows = db.session.execute(
        select(AttendanceMark.enrolment_id, AttendanceMark.state)
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(
            ClassSession.state == SessionState.PLANNED,
            AttendanceMark.enrolment_id.in_(list(result)),
        )
        .order_by(ClassSession.on_date, ClassSession.starts_at, ClassSession.id)
    )
    for enrolment_id, state in rows:
        result[enrolment_id].append(state)
    return result


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
