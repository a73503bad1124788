"""Local figures: what an institution or the department sets where the law lets it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vocational.shared.database import Base, ByteOrderText, Instant
from vocational.shared.tenancy import InstitutionScoped


class LocalProvision(InstitutionScoped, Base):
    """A figure of the institution for a key of the law from a day to a day (None: open).

    `value` is a decimal number in plain digits, in the unit of the law's own figure. A row is
    never changed: a withdrawn one keeps its moment, a new figure is a new row.
    """

    __tablename__ = "local_provisions"
    __table_args__ = (Index(None, "institution_id", "key", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(ByteOrderText(80))
    value: Mapped[str] = mapped_column(ByteOrderText(30))
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(300), default="")
    entered_by_name: Mapped[str] = mapped_column(String(100))
    entered_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by_name: Mapped[str] = mapped_column(String(100), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class DepartmentProvision(Base):
    """A figure of the department for all institutions of its province; else as `LocalProvision`.

    It belongs to no institution, so that the reason why it was taken back stands here.
    """

    __tablename__ = "department_provisions"
    __table_args__ = (Index(None, "province_code", "key", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("provinces.code"))
    key: Mapped[str] = mapped_column(ByteOrderText(80))
    value: Mapped[str] = mapped_column(ByteOrderText(30))
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(300), default="")
    entered_by_name: Mapped[str] = mapped_column(String(100))
    entered_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by_name: Mapped[str] = mapped_column(String(100), default="")
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawal_reason: Mapped[str] = mapped_column(String(300), default="")
