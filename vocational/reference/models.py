"""Reference data shared by all institutions; rows that vanish are ended, never deleted."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.reference.rules.communes import CommuneKind, HolidayKind
from vocational.shared.database import Base, ByteOrderText


class Province(Base):
    """A province or centrally run city (QĐ 19/2025/QĐ-TTg)."""

    __tablename__ = "provinces"

    code: Mapped[str] = mapped_column(ByteOrderText(2), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    folded_name: Mapped[str] = mapped_column(ByteOrderText(60))
    kind: Mapped[str] = mapped_column(String(20))
    valid_to: Mapped[date | None]


class Commune(Base):
    """A commune, ward or special zone; `is_rural` decides who is a rural worker."""

    __tablename__ = "communes"
    __table_args__ = (Index(None, "folded_name", "code"), Index(None, "province_code", "code"))

    code: Mapped[str] = mapped_column(ByteOrderText(5), primary_key=True)
    province_code: Mapped[str] = mapped_column(ForeignKey("provinces.code"))
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[CommuneKind]
    folded_name: Mapped[str] = mapped_column(ByteOrderText(80))
    is_rural: Mapped[bool]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    province: Mapped[Province] = relationship()


class EthnicGroup(Base):
    """One of the 54 ethnic groups; the name is the key, since two official numberings exist."""

    __tablename__ = "ethnic_groups"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    very_small: Mapped[bool] = mapped_column(default=False)


class SchoolingLevel(Base):
    """How far a learner went to school."""

    __tablename__ = "schooling_levels"

    code: Mapped[str] = mapped_column(ByteOrderText(30), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    name_en: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]


class Holiday(Base):
    """A day without sessions."""

    __tablename__ = "holidays"
    __table_args__ = (UniqueConstraint("on_date"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    on_date: Mapped[date]
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[HolidayKind]


class ReferenceState(Base):
    """The fingerprint of each set of reference data as last loaded."""

    __tablename__ = "reference_states"

    name: Mapped[str] = mapped_column(ByteOrderText(40), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
