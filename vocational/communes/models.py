"""Lists of applications that a commune or an association sent as files."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.classes.models import TrainingClass
from vocational.shared.database import Base, EncryptedText, Instant
from vocational.shared.tenancy import InstitutionScoped, fenced_key


class ApplicationFile(InstitutionScoped, Base):
    """A list of applicants that a commune or association sent as a file, all for one class.

    `sheet` holds the rows as they were read, until they are entered or the file is dropped;
    `consent_signed_on` is the day on which all had signed, `created_count` None before the rows
    were entered.
    """

    __tablename__ = "application_files"
    __table_args__ = (
        fenced_key("class_id", "training_classes"),
        fenced_key("local_body_id", "local_bodies"),
        Index(None, "institution_id", "local_body_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    class_id: Mapped[int]
    local_body_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    sheet: Mapped[str | None] = mapped_column(EncryptedText, info={"sensitive": True})
    row_count: Mapped[int]
    created_count: Mapped[int | None]
    consent_signed_on: Mapped[date]
    consent_brought_by: Mapped[str] = mapped_column(String(100))
    uploaded_at: Mapped[datetime] = mapped_column(Instant)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    uploaded_by_name: Mapped[str] = mapped_column(String(100))
    imported_at: Mapped[datetime | None] = mapped_column(Instant)

    training_class: Mapped[TrainingClass] = relationship(
        primaryjoin="TrainingClass.id == foreign(ApplicationFile.class_id)"
    )
