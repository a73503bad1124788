"""The audit record."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vocational.shared.database import Base, Instant
from vocational.shared.tenancy import InstitutionScoped


class AuditRecord(InstitutionScoped, Base):
    """One act on one row. Triggers of the database refuse any change or deletion."""

    __tablename__ = "audit_records"
    __table_args__ = (
        Index(None, "institution_id", "subject_type", "subject_id", "id"),
        Index(None, "institution_id", "id"),
        Index(None, "institution_id", "action"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    actor_name: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    subject_label: Mapped[str] = mapped_column(String(200), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(500), default="")
    request_id: Mapped[str] = mapped_column(String(36), default="")
