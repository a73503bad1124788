"""Class sessions and what was recorded in them, as rows: no rule is asked."""

from datetime import UTC, date, datetime, time

from vocational.attendance.models import AttendanceMark
from vocational.attendance.rules.standing import AttendanceState, attended_minutes
from vocational.classes.models import PracticeGroup, TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.sessions import SessionKind

DAY = date(2026, 10, 6)
NOW = datetime(2026, 10, 6, 2, 0, tzinfo=UTC)
MINUTES = 240


def class_session(
    training_class: TrainingClass,
    *,
    on: date = DAY,
    starts_at: time = time(7, 30),
    minutes: int = MINUTES,
    kind: SessionKind = SessionKind.PRACTICE,
    group: PracticeGroup | None = None,
    module_place: int = 0,
) -> ClassSession:
    """Save a session of a class's module, counted from 0 in the order of the course."""
    modules = training_class.course_version.modules
    row = ClassSession(
        class_id=training_class.id,
        module_id=modules[module_place].id,
        group_id=group.id if group else None,
        teacher_id=training_class.homeroom_teacher_id,
        kind=kind,
        on_date=on,
        starts_at=starts_at,
        minutes=minutes,
        place="Xưởng 1",
    )
    db.session.add(row)
    db.session.commit()
    return row


def taken(
    session: ClassSession,
    enrolments: list[Enrolment],
    *,
    state: AttendanceState = AttendanceState.PRESENT,
    missed_minutes: int = 0,
) -> list[AttendanceMark]:
    """Save the same state for all these learners and mark the session as taken."""
    rows = [
        AttendanceMark(
            session_id=session.id,
            enrolment_id=enrolment.id,
            state=state,
            missed_minutes=missed_minutes,
            attended_minutes=attended_minutes(state, session.minutes, missed_minutes),
            marked_at=NOW,
            marked_by_name="teacher",
        )
        for enrolment in enrolments
    ]
    session.attendance_taken_at = NOW
    session.attendance_taken_by_name = "teacher"
    db.session.add_all(rows)
    db.session.commit()
    return rows
