"""The attendance of one learner in one session."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vocational.attendance.rules.standing import AttendanceState
from vocational.shared.database import Base, Instant
from vocational.shared.tenancy import InstitutionScoped, fenced_key


class AttendanceMark(InstitutionScoped, Base):
    """What was recorded; `missed_minutes` counts for late or left early, `attended_minutes` is
    what the session gives this learner."""

    __tablename__ = "attendance_marks"
    __table_args__ = (
        fenced_key("session_id", "class_sessions"),
        fenced_key("enrolment_id", "enrolments"),
        UniqueConstraint("session_id", "enrolment_id"),
        CheckConstraint("missed_minutes >= 0", name="missed_not_negative"),
        CheckConstraint("attended_minutes >= 0", name="attended_not_negative"),
        Index(None, "enrolment_id", "session_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int]
    enrolment_id: Mapped[int]
    state: Mapped[AttendanceState]
    missed_minutes: Mapped[int] = mapped_column(default=0)
    attended_minutes: Mapped[int]
    note: Mapped[str] = mapped_column(String(200), default="")
    marked_at: Mapped[datetime] = mapped_column(Instant)
    marked_by_name: Mapped[str] = mapped_column(String(100))
