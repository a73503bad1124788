"""The institution, its names and signatories by date, and the numbers it gives."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vocational.shared.database import Base, ByteOrderText, Instant, Versioned
from vocational.shared.tenancy import InstitutionScoped


class Institution(Versioned, Base):
    """A centre or school that owns its data.

    `code` begins every class and course code. A demonstration institution issues certificates
    that always carry the mark MẪU.
    """

    __tablename__ = "institutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(ByteOrderText(12), unique=True)
    short_name: Mapped[str] = mapped_column(String(80))
    place_name: Mapped[str] = mapped_column(String(60))
    address: Mapped[str] = mapped_column(String(200), default="")
    commune_code: Mapped[str | None] = mapped_column(ForeignKey("communes.code"))
    phone: Mapped[str] = mapped_column(String(20), default="")
    opening_hours: Mapped[str] = mapped_column(String(100), default="")
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)


class InstitutionName(InstitutionScoped, Base):
    """What the institution and its superior body are called from a day on."""

    __tablename__ = "institution_names"
    __table_args__ = (UniqueConstraint("institution_id", "effective_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    effective_from: Mapped[date]
    name: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    superior_body: Mapped[str] = mapped_column(String(200), default="")
    superior_body_en: Mapped[str] = mapped_column(String(200), default="")
    document_symbol: Mapped[str] = mapped_column(String(40), default="")


class Signatory(InstitutionScoped, Base):
    """Who signs from a day to a day (None: open), and how the signature is titled.

    `title` is the head's title (GIÁM ĐỐC, HIỆU TRƯỞNG). A deputy signs with KT. before the head's
    title and the own title below (`own_title`, PHÓ GIÁM ĐỐC).
    """

    __tablename__ = "signatories"

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(60))
    title_en: Mapped[str] = mapped_column(String(60), default="")
    own_title: Mapped[str] = mapped_column(String(60), default="")
    own_title_en: Mapped[str] = mapped_column(String(60), default="")
    is_head: Mapped[bool] = mapped_column(default=True)
    effective_from: Mapped[date]
    effective_to: Mapped[date | None]

    @property
    def paper_titles(self) -> tuple[str, str]:
        """The titles above a signature in capitals: the head's, and a deputy's own below it.

        Source: NĐ 30/2020/NĐ-CP annex I (KT. before the head's title).
        """
        title = self.title.upper()
        return (title, "") if self.is_head else (f"KT. {title}", self.own_title.upper())


class DecisionNumber(InstitutionScoped, Base):
    """A number that a decision of any kind took in a year; numbers restart each year."""

    __tablename__ = "decision_numbers"
    __table_args__ = (UniqueConstraint("institution_id", "year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))


class Counter(InstitutionScoped, Base):
    """The next number of a series; its row is locked while numbers are taken.

    `begins_at` is its first: 1, or what goes on from the paper books of before.
    """

    __tablename__ = "counters"
    __table_args__ = (UniqueConstraint("institution_id", "series"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series: Mapped[str] = mapped_column(ByteOrderText(60))
    next_value: Mapped[int] = mapped_column(default=1)
    begins_at: Mapped[int] = mapped_column(default=1)
