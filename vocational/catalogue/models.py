"""Occupations, courses, their versions and modules."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.catalogue.rules.courses import CourseLevel, OccupationKind
from vocational.shared.database import Base, ByteOrderText, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class VersionState(StrEnum):
    """A draft may be edited; an approved version never changes; a retired one opens no class."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


class Occupation(Versioned, InstitutionScoped, Base):
    """The trade; `group_code` groups trades in the public catalogue and chooses the motif."""

    __tablename__ = "occupations"
    __table_args__ = (fenced_parent(), UniqueConstraint("institution_id", "code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ByteOrderText(20))
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[OccupationKind]
    group_code: Mapped[str] = mapped_column(ByteOrderText(30))


class Course(InstitutionScoped, Base):
    """A catalogue item; what it contains stands in its versions. `code` is unique everywhere."""

    __tablename__ = "courses"
    __table_args__ = (
        fenced_parent(),
        fenced_key("occupation_id", "occupations"),
        Index(None, "institution_id", "code"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ByteOrderText(30), unique=True)
    occupation_id: Mapped[int]
    is_offered: Mapped[bool] = mapped_column(default=True)

    occupation: Mapped[Occupation] = relationship(
        primaryjoin="Occupation.id == foreign(Course.occupation_id)"
    )
    versions: Mapped[list["CourseVersion"]] = relationship(
        primaryjoin="Course.id == foreign(CourseVersion.course_id)",
        order_by="CourseVersion.number",
        back_populates="course",
    )


class CourseVersion(Versioned, InstitutionScoped, Base):
    """What a course is: a class keeps the version it began with; at most one is approved.

    Times in minutes; `approved_cost_dong` is the approved cost per learner. `outcomes`,
    `entry_conditions` and `to_bring` hold one item a line. `search_text` is code, names and
    occupation without tone marks.
    """

    __tablename__ = "course_versions"
    __table_args__ = (
        fenced_parent(),
        fenced_key("course_id", "courses"),
        UniqueConstraint("course_id", "number"),
        CheckConstraint("approved_cost_dong >= 0", name="cost_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    course_id: Mapped[int]
    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    name: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(160), default="")
    search_text: Mapped[str] = mapped_column(ByteOrderText(640), default="")
    level: Mapped[CourseLevel]
    summary: Mapped[str] = mapped_column(String(300), default="")
    entry_conditions: Mapped[str] = mapped_column(Text, default="")
    outcomes: Mapped[str] = mapped_column(Text, default="")
    to_bring: Mapped[str] = mapped_column(Text, default="")
    approved_cost_dong: Mapped[int] = mapped_column(default=0)
    decision_number: Mapped[str] = mapped_column(String(60), default="")
    approved_on: Mapped[date | None]
    theory_minutes: Mapped[int] = mapped_column(default=0)
    practice_minutes: Mapped[int] = mapped_column(default=0)
    test_minutes: Mapped[int] = mapped_column(default=0)
    module_count: Mapped[int] = mapped_column(default=0)

    course: Mapped[Course] = relationship(
        primaryjoin="Course.id == foreign(CourseVersion.course_id)", back_populates="versions"
    )
    modules: Mapped[list["CourseModule"]] = relationship(
        primaryjoin="CourseVersion.id == foreign(CourseModule.version_id)",
        order_by="CourseModule.position",
        back_populates="version",
        cascade="all, delete-orphan",
    )

    @property
    def total_minutes(self) -> int:
        """Theory, practice and tests together."""
        return self.theory_minutes + self.practice_minutes + self.test_minutes


class CourseModule(InstitutionScoped, Base):
    """A module of a course version: hours kept in minutes, credits whole."""

    __tablename__ = "course_modules"
    __table_args__ = (
        fenced_parent(),
        fenced_key("version_id", "course_versions"),
        UniqueConstraint("version_id", "code"),
        Index(None, "version_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int]
    position: Mapped[int]
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(160))
    name_en: Mapped[str] = mapped_column(String(160), default="")
    theory_minutes: Mapped[int] = mapped_column(default=0)
    practice_minutes: Mapped[int] = mapped_column(default=0)
    test_minutes: Mapped[int] = mapped_column(default=0)
    credits: Mapped[int] = mapped_column(default=0)

    version: Mapped[CourseVersion] = relationship(
        primaryjoin="CourseVersion.id == foreign(CourseModule.version_id)",
        back_populates="modules",
    )

    @property
    def total_minutes(self) -> int:
        """Theory, practice and tests together."""
        return self.theory_minutes + self.practice_minutes + self.test_minutes
