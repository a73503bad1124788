"""Certificates: issued once, frozen; what happens to one later is added beside it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.assessment.models import RecognitionEntry
from vocational.documents.models import StoredFile
from vocational.shared.database import Base, ByteOrderText, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped, fenced_key, fenced_parent


class CertificateKind(StrEnum):
    """Elementary certificate, or training certificate (under 3 months)."""

    ELEMENTARY = "elementary"
    TRAINING = "training"


class CertificateState(StrEnum):
    """In force; replaced by a reissue before hand-over; or revoked."""

    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"


class Certificate(Versioned, InstitutionScoped, Base):
    """One certificate.

    `printed` holds every printed field as frozen at issue, `design` and `design_version` how it
    looks. `registry_sequence` is gapless within `registry_book`; a reissue keeps it and has
    `reissue_number` above 0. `serial_number` is unique in the installation, `token` is what the
    QR code carries and cannot be guessed. The PDF is made by a job after issue.
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
    registry_book: Mapped[str] = mapped_column(ByteOrderText(40))
    registry_sequence: Mapped[int]
    registry_number: Mapped[str] = mapped_column(String(60))
    reissue_number: Mapped[int] = mapped_column(default=0)
    token: Mapped[str] = mapped_column(ByteOrderText(40), unique=True)
    design: Mapped[str] = mapped_column(ByteOrderText(40))
    design_version: Mapped[str] = mapped_column(ByteOrderText(20))
    printed: Mapped[dict[str, Any]] = mapped_column(JSON)
    holder_folded_name: Mapped[str] = mapped_column(ByteOrderText(100), index=True)
    is_specimen: Mapped[bool] = mapped_column(default=False)
    issued_on: Mapped[date]
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by_name: Mapped[str] = mapped_column(String(100))
    pdf_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    handed_over_on: Mapped[date | None]
    handed_over_to: Mapped[str] = mapped_column(String(120), default="")
    replaced_reason: Mapped[str] = mapped_column(String(300), default="")
    revocation_decision: Mapped[str] = mapped_column(String(60), default="")
    revoked_on: Mapped[date | None]
    revocation_reason: Mapped[str] = mapped_column(String(300), default="")

    entry: Mapped[RecognitionEntry] = relationship(
        primaryjoin="RecognitionEntry.id == foreign(Certificate.entry_id)"
    )
    pdf_file: Mapped[StoredFile | None] = relationship(
        primaryjoin="StoredFile.id == foreign(Certificate.pdf_file_id)"
    )
