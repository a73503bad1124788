"""Certificates: issued once, frozen; what happens to one later is added beside it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.assessment.models import RecognitionEntry
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.classes.models import TrainingClass
from vocational.documents.models import StoredFile
from vocational.jobs.models import Job
from vocational.shared.database import Base, ByteOrderText, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class Certificate(Versioned, InstitutionScoped, Base):
    """One certificate.

    `printed` holds every printed field as frozen at issue, `design` and `design_version` how it
    looks. `registry_sequence` is gapless within `registry_book`; a reissue keeps it and has
    `reissue_number` above 0. `serial_number` is unique in the installation, `token` is what the
    QR code carries and cannot be guessed; `serial_key` is how people may type the number, found
    without signs, spaces and tone marks. The PDF is made by a job after issue.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        fenced_parent(),
        fenced_key("entry_id", "recognition_entries"),
        fenced_key("class_id", "training_classes"),
        fenced_key("learner_id", "learners"),
        UniqueConstraint("institution_id", "registry_book", "registry_sequence", "reissue_number"),
        UniqueConstraint("entry_id", "reissue_number"),
        Index(None, "class_id", "registry_sequence"),
        Index(None, "learner_id", "id"),
        Index(None, "institution_id", "issued_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CertificateKind]
    state: Mapped[CertificateState] = mapped_column(default=CertificateState.ISSUED)
    entry_id: Mapped[int]
    class_id: Mapped[int]
    learner_id: Mapped[int]
    serial_number: Mapped[str] = mapped_column(ByteOrderText(40), unique=True)
    serial_key: Mapped[str] = mapped_column(ByteOrderText(40), unique=True)
    registry_book: Mapped[str] = mapped_column(ByteOrderText(40))
    registry_sequence: Mapped[int]
    registry_number: Mapped[str] = mapped_column(String(60))
    reissue_number: Mapped[int] = mapped_column(default=0)
    token: Mapped[str] = mapped_column(ByteOrderText(40), unique=True)
    design: Mapped[str] = mapped_column(ByteOrderText(40))
    design_version: Mapped[str] = mapped_column(ByteOrderText(20))
    printed: Mapped[dict[str, Any]] = mapped_column(JSON)
    holder_folded_name: Mapped[str] = mapped_column(ByteOrderText(100), index=True)
    holder_sort_name: Mapped[str] = mapped_column(ByteOrderText(400))
    is_specimen: Mapped[bool] = mapped_column(default=False)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by_name: Mapped[str] = mapped_column(String(100))
    pdf_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    render_job_id: Mapped[int | None] = mapped_column(ForeignKey("jobs.id"))
    handed_over_on: Mapped[date | None]
    handed_over_to: Mapped[str] = mapped_column(String(120), default="")
    handed_over_by_proxy: Mapped[bool] = mapped_column(default=False)
    handover_note: Mapped[str] = mapped_column(String(200), default="")
    replaced_on: Mapped[date | None]
    replaced_reason: Mapped[str] = mapped_column(String(300), default="")
    revocation_decision: Mapped[str] = mapped_column(String(60), default="")
    revoked_on: Mapped[date | None]
    revocation_ground: Mapped[RevocationGround | None]
    revocation_reason: Mapped[str] = mapped_column(String(300), default="")

    entry: Mapped[RecognitionEntry] = relationship(
        primaryjoin="RecognitionEntry.id == foreign(Certificate.entry_id)"
    )
    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(Certificate.class_id)"
    )
    pdf_file: Mapped[StoredFile | None] = relationship(
        primaryjoin="StoredFile.id == foreign(Certificate.pdf_file_id)"
    )
    render_job: Mapped[Job | None] = relationship(
        primaryjoin="Job.id == foreign(Certificate.render_job_id)"
    )


class CertificateSettings(Versioned, InstitutionScoped, Base):
    """How an institution numbers and prints one kind of certificate.

    Patterns are those of `rules.check_pattern`; each series restarts every year or runs on.
    `form_decision` names the decision by which the head approved form and wording.
    """

    __tablename__ = "certificate_settings"
    __table_args__ = (UniqueConstraint("institution_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[CertificateKind]
    serial_pattern: Mapped[str] = mapped_column(String(60))
    serial_prefix: Mapped[str] = mapped_column(String(20))
    serial_restarts: Mapped[bool]
    registry_pattern: Mapped[str] = mapped_column(String(60))
    registry_prefix: Mapped[str] = mapped_column(String(20))
    registry_restarts: Mapped[bool]
    bilingual: Mapped[bool]
    photo_frame: Mapped[bool]
    birth_place: Mapped[bool]
    form_decision: Mapped[str] = mapped_column(String(120))
