"""Training classes, who teaches them, their practice groups and weekly pattern."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.catalogue.models import CourseVersion
from vocational.classes.rules import ClassState, FundingSource
from vocational.law.support import Scheme
from vocational.reference.models import Commune
from vocational.shared.database import Base, ByteOrderText, EncryptedText, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent
from vocational.teachers.models import Teacher


class TrainingClass(Versioned, InstitutionScoped, Base):
    """One run of a course. `code` is unique in the installation.

    `list_frozen_at` is when the opening decision fixed the list numbers; `search_text` is code,
    course and place without tone marks. `support_scheme` is by which scheme learners are supported
    (None: none) and `support_basis` the paper that says so; `admits_by_ranking`: places are given
    by an admission run, else to who comes first.
    """

    __tablename__ = "training_classes"
    __table_args__ = (
        fenced_parent(),
        fenced_key("version_id", "course_versions"),
        fenced_key("homeroom_teacher_id", "teachers"),
        CheckConstraint("capacity > 0", name="capacity_positive"),
        CheckConstraint("ends_on >= starts_on", name="dates_in_order"),
        Index(None, "institution_id", "state", "starts_on", "id"),
        Index(None, "institution_id", "starts_on", "id"),
        Index(None, "state", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ByteOrderText(30), unique=True)
    version_id: Mapped[int]
    state: Mapped[ClassState] = mapped_column(default=ClassState.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    capacity: Mapped[int]
    place: Mapped[str] = mapped_column(String(160))
    search_text: Mapped[str] = mapped_column(ByteOrderText(400))
    commune_code: Mapped[str] = mapped_column(ForeignKey("communes.code"))
    homeroom_teacher_id: Mapped[int | None]
    funding_source: Mapped[FundingSource]
    funding_detail: Mapped[str] = mapped_column(String(160), default="")
    fee_dong: Mapped[int] = mapped_column(default=0)
    support_scheme: Mapped[Scheme | None]
    support_basis: Mapped[str] = mapped_column(String(160), default="")
    admits_by_ranking: Mapped[bool] = mapped_column(default=False)
    apply_until: Mapped[date | None]
    opening_decision_number: Mapped[str] = mapped_column(String(60), default="")
    opening_decision_on: Mapped[date | None]
    list_frozen_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_on: Mapped[date | None]
    cancelled_reason: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)

    course_version: Mapped[CourseVersion] = relationship(
        primaryjoin="CourseVersion.id == foreign(TrainingClass.version_id)"
    )
    commune: Mapped[Commune] = relationship()
    homeroom_teacher: Mapped[Teacher | None] = relationship(
        primaryjoin="Teacher.id == foreign(TrainingClass.homeroom_teacher_id)"
    )
    teachers: Mapped[list["ClassTeacher"]] = relationship(
        primaryjoin="TrainingClass.id == foreign(ClassTeacher.class_id)",
        order_by="ClassTeacher.id",
        cascade="all, delete-orphan",
    )
    groups: Mapped[list["PracticeGroup"]] = relationship(
        primaryjoin="TrainingClass.id == foreign(PracticeGroup.class_id)",
        order_by="PracticeGroup.number",
        cascade="all, delete-orphan",
    )
    slots: Mapped[list["WeeklySlot"]] = relationship(
        primaryjoin="TrainingClass.id == foreign(WeeklySlot.class_id)",
        order_by="WeeklySlot.weekday, WeeklySlot.starts_at",
        cascade="all, delete-orphan",
    )


class ClassOpening(InstitutionScoped, Base):
    """The opening decision of a class as it was made; the database refuses to change it.

    `printed` is all that the paper says, `learners` the attached list as JSON: it names citizen
    numbers, so only encrypted. `entered_at` is also the moment that the file of the paper bears.
    """

    __tablename__ = "class_openings"
    __table_args__ = (
        fenced_key("class_id", "training_classes"),
        UniqueConstraint("institution_id", "class_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    decided_on: Mapped[date]
    signer_name: Mapped[str] = mapped_column(String(100))
    signer_title: Mapped[str] = mapped_column(String(120))
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by_name: Mapped[str] = mapped_column(String(100))
    printed: Mapped[dict[str, Any]] = mapped_column(JSON)
    learners: Mapped[str] = mapped_column(EncryptedText)


class ClassTeacher(InstitutionScoped, Base):
    """A teacher of a class; the homeroom teacher need not be one."""

    __tablename__ = "class_teachers"
    __table_args__ = (
        fenced_key("class_id", "training_classes"),
        fenced_key("teacher_id", "teachers"),
        UniqueConstraint("class_id", "teacher_id"),
        Index(None, "teacher_id", "class_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    teacher_id: Mapped[int]

    teacher: Mapped[Teacher] = relationship(
        primaryjoin="Teacher.id == foreign(ClassTeacher.teacher_id)"
    )


class PracticeGroup(InstitutionScoped, Base):
    """A part of a class that practises together; the law limits how many."""

    __tablename__ = "practice_groups"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        UniqueConstraint("class_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    number: Mapped[int]
    place: Mapped[str] = mapped_column(String(160), default="")
    teacher_id: Mapped[int | None] = mapped_column(ForeignKey("teachers.id"))

    teacher: Mapped[Teacher | None] = relationship()


class WeeklySlot(InstitutionScoped, Base):
    """A time of the week at which a class meets; weekday 1 is Monday (ISO)."""

    __tablename__ = "weekly_slots"
    __table_args__ = (
        fenced_key("class_id", "training_classes"),
        UniqueConstraint("class_id", "weekday", "starts_at"),
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("minutes > 0", name="minutes_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    weekday: Mapped[int]
    starts_at: Mapped[time]
    minutes: Mapped[int]
