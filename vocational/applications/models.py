"""Applications for a place, the categories claimed in them, and lists sent as files."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.accounts.models import LocalBody
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.classes.models import TrainingClass
from vocational.documents.models import StoredFile
from vocational.learners.models import EvidenceColumns, PersonColumns
from vocational.shared.database import Base, ByteOrderText, EncryptedText, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent

_SENSITIVE = {"sensitive": True}


class Application(PersonColumns, Versioned, InstitutionScoped, Base):
    """One request for a place in one class.

    `receipt_code` is what the applicant keeps; it cannot be guessed. `completed_at` is the
    moment from which it is ranked. `learner_id` and `enrolment_id` are known once admitted.
    `consent_purposes` are those agreed to, in the wording `consent_version`. `decided_reason`
    tells the applicant what is missing, or why the application was refused. `local_body_id` is the
    commune or association that brought it; `consent_brought_by` who brought the paper that the
    applicant signed on `consent_signed_on`.
    """

    __tablename__ = "applications"
    __table_args__ = (
        fenced_parent(),
        fenced_key("class_id", "training_classes"),
        fenced_key("learner_id", "learners"),
        fenced_key("enrolment_id", "enrolments"),
        fenced_key("local_body_id", "local_bodies"),
        UniqueConstraint("class_id", "form_token"),
        Index(None, "class_id", "state", "completed_at", "id"),
        Index(None, "class_id", "citizen_number_hash"),
        Index(None, "institution_id", "state", "submitted_at", "id"),
        Index(None, "institution_id", "entered_by_id", "id"),
        Index(None, "institution_id", "local_body_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    receipt_code: Mapped[str] = mapped_column(ByteOrderText(24), unique=True, info=_SENSITIVE)
    form_token: Mapped[str | None] = mapped_column(ByteOrderText(40), info=_SENSITIVE)
    way: Mapped[IntakeChannel]
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.SUBMITTED)
    submitted_at: Mapped[datetime] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    citizen_number: Mapped[str] = mapped_column(EncryptedText, info=_SENSITIVE)
    citizen_number_hash: Mapped[str] = mapped_column(ByteOrderText(64), info=_SENSITIVE)
    citizen_number_tail: Mapped[str] = mapped_column(String(4))
    cannot_read: Mapped[bool] = mapped_column(default=False)
    consent_version: Mapped[str] = mapped_column(ByteOrderText(20), default="")
    consent_purposes: Mapped[list[str]] = mapped_column(JSON, default=list)
    consent_at: Mapped[datetime | None] = mapped_column(Instant)
    consent_signed_on: Mapped[date | None]
    consent_brought_by: Mapped[str] = mapped_column(String(100), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    entered_by_name: Mapped[str] = mapped_column(String(100), default="")
    local_body_id: Mapped[int | None]
    decided_reason: Mapped[str] = mapped_column(String(300), default="")
    learner_id: Mapped[int | None]
    enrolment_id: Mapped[int | None]

    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(Application.class_id)"
    )
    local_body: Mapped[LocalBody | None] = relationship(
        primaryjoin="LocalBody.id == foreign(Application.local_body_id)"
    )
    categories: Mapped[list["ApplicationCategory"]] = relationship(
        primaryjoin="Application.id == foreign(ApplicationCategory.application_id)",
        order_by="ApplicationCategory.id",
        cascade="all, delete-orphan",
    )


class ApplicationCategory(EvidenceColumns, InstitutionScoped, Base):
    """A category claimed in an application; the paper is empty until it was seen."""

    __tablename__ = "application_categories"
    __table_args__ = (
        fenced_key("application_id", "applications"),
        Index(None, "application_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int]

    file: Mapped[StoredFile | None] = relationship()
