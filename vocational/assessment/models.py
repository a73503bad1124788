"""Marks, results of modules and of the course, and the recognition decision."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.assessment.rules.results import Classification
from vocational.assessment.states import DecisionState, MarkKind
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.shared.database import Base, Instant, Mark, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class AssessmentMark(InstitutionScoped, Base):
    """One mark of a learner in a module.

    `position` counts the tests of a kind (regular, periodic) or is the sitting (end of module).
    At elementary level `mark` is given, under 3 months `passed`. `override_reason` says why a
    learner sat although the limits of attendance or process marks were not reached.
    """

    __tablename__ = "assessment_marks"
    __table_args__ = (
        fenced_key("enrolment_id", "enrolments"),
        fenced_key("module_id", "course_modules"),
        UniqueConstraint("enrolment_id", "module_id", "kind", "position"),
        CheckConstraint("mark BETWEEN 0 AND 100", name="mark_in_range"),
        CheckConstraint("mark IS NOT NULL OR passed IS NOT NULL", name="something_given"),
        Index(None, "module_id", "enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int]
    module_id: Mapped[int]
    kind: Mapped[MarkKind]
    position: Mapped[int] = mapped_column(default=1)
    mark: Mapped[Decimal | None] = mapped_column(Mark)
    passed: Mapped[bool | None]
    override_reason: Mapped[str] = mapped_column(String(300), default="")
    entered_at: Mapped[datetime] = mapped_column(Instant)
    entered_by_name: Mapped[str] = mapped_column(String(100))


class ModuleResult(InstitutionScoped, Base):
    """What a learner's marks in a module come to, as last worked out."""

    __tablename__ = "module_results"
    __table_args__ = (
        fenced_key("enrolment_id", "enrolments"),
        fenced_key("module_id", "course_modules"),
        UniqueConstraint("enrolment_id", "module_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    enrolment_id: Mapped[int]
    module_id: Mapped[int]
    mark: Mapped[Decimal | None] = mapped_column(Mark)
    passed: Mapped[bool]
    sitting: Mapped[int] = mapped_column(default=1)


class RecognitionDecision(Versioned, InstitutionScoped, Base):
    """The numbered decision that names who completed a class.

    Prepared by the registrar, decided by the director; a decided one never changes. Several are
    possible for one class (those who pass later). `printed` is all that the paper says, its list
    included; None for decisions made before it was kept.
    """

    __tablename__ = "recognition_decisions"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        CheckConstraint(
            "state = 'prepared' OR (number IS NOT NULL AND decided_on IS NOT NULL"
            " AND decided_at IS NOT NULL AND signer_name <> '')",
            name="decided_is_complete",
        ),
        Index(None, "class_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.PREPARED)
    number: Mapped[str | None] = mapped_column(String(60))
    decided_on: Mapped[date | None]
    signer_name: Mapped[str] = mapped_column(String(100), default="")
    signer_title: Mapped[str] = mapped_column(String(120), default="")
    prepared_by_name: Mapped[str] = mapped_column(String(100))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    decided_by_name: Mapped[str] = mapped_column(String(100), default="")
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    printed: Mapped[dict[str, Any] | None] = mapped_column(JSON, info={"sensitive": True})

    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(RecognitionDecision.class_id)"
    )
    entries: Mapped[list["RecognitionEntry"]] = relationship(
        primaryjoin="RecognitionDecision.id == foreign(RecognitionEntry.decision_id)",
        order_by="RecognitionEntry.position",
        cascade="all, delete-orphan",
        back_populates="decision",
    )


class RecognitionEntry(InstitutionScoped, Base):
    """One learner in the list of a decision, with the result as decided."""

    __tablename__ = "recognition_entries"
    __table_args__ = (
        fenced_parent(),
        fenced_key("decision_id", "recognition_decisions"),
        fenced_key("enrolment_id", "enrolments"),
        UniqueConstraint("decision_id", "position"),
        UniqueConstraint("enrolment_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int]
    enrolment_id: Mapped[int]
    position: Mapped[int]
    course_mark: Mapped[Decimal | None] = mapped_column(Mark)
    classification: Mapped[Classification | None]
    passed: Mapped[bool] = mapped_column(default=True)

    decision: Mapped[RecognitionDecision] = relationship(
        primaryjoin="RecognitionDecision.id == foreign(RecognitionEntry.decision_id)",
        back_populates="entries",
    )
    enrolment: Mapped[Enrolment] = relationship(
        primaryjoin="Enrolment.id == foreign(RecognitionEntry.enrolment_id)"
    )
