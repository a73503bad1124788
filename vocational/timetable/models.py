"""The class session: date, time, place, module, teacher, group."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.catalogue.models import CourseModule
from vocational.classes.models import PracticeGroup, TrainingClass
from vocational.shared.database import Base, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent
from vocational.teachers.models import Teacher
from vocational.timetable.rules.sessions import SessionKind, minute_of, time_of
from vocational.timetable.states import SessionState


class ClassSession(Versioned, InstitutionScoped, Base):
    """One meeting of a class or of one practice group (`group_id`; None is the whole class).

    A cancelled session keeps its row and its attendance; the one that makes it up points at it
    with `makes_up_id`. `moved_from` is the date before the last move. Sessions rescheduled
    never take the id of one that was replaced: audit records name them by it.
    """

    __tablename__ = "class_sessions"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        fenced_key("module_id", "course_modules"),
        fenced_key("group_id", "practice_groups"),
        fenced_key("teacher_id", "teachers"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
        Index(None, "class_id", "on_date", "starts_at", "id"),
        Index(None, "institution_id", "on_date", "starts_at", "id"),
        Index(None, "teacher_id", "on_date"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    module_id: Mapped[int]
    group_id: Mapped[int | None]
    teacher_id: Mapped[int | None]
    kind: Mapped[SessionKind]
    state: Mapped[SessionState] = mapped_column(default=SessionState.PLANNED)
    on_date: Mapped[date]
    starts_at: Mapped[time]
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(160), default="")
    topic: Mapped[str] = mapped_column(String(200), default="")
    moved_from: Mapped[date | None]
    makes_up_id: Mapped[int | None] = mapped_column(ForeignKey("class_sessions.id"))
    cancelled_reason: Mapped[str] = mapped_column(String(300), default="")
    attendance_taken_at: Mapped[datetime | None] = mapped_column(Instant)
    attendance_taken_by_name: Mapped[str] = mapped_column(String(100), default="")

    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(ClassSession.class_id)"
    )
    module: Mapped[CourseModule] = relationship(
        primaryjoin="CourseModule.id == foreign(ClassSession.module_id)"
    )
    group: Mapped[PracticeGroup | None] = relationship(
        primaryjoin="PracticeGroup.id == foreign(ClassSession.group_id)"
    )
    teacher: Mapped[Teacher | None] = relationship(
        primaryjoin="Teacher.id == foreign(ClassSession.teacher_id)"
    )

    @property
    def ends_at(self) -> time:
        """When the session ends; sessions end before midnight."""
        return time_of(minute_of(self.starts_at) + self.minutes)

    @property
    def is_cancelled(self) -> bool:
        """Whether the session was called off."""
        return self.state is SessionState.CANCELLED
