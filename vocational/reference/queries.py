"""Reads of reference data: places found by what people type, and the lists of forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, or_, select

from vocational.extensions import db
from vocational.reference.models import (
    Commune,
    EthnicGroup,
    Holiday,
    Province,
    ReferenceState,
    SchoolingLevel,
)
from vocational.reference.rules.communes import CommuneKind
from vocational.reference.rules.places import PlaceReading, readings


@dataclass(frozen=True)
class CommuneChoice:
    """One commune as a list of choices shows it."""

    code: str
    name: str
    province_code: str
    province_name: str
    kind: CommuneKind
    is_rural: bool

    @property
    def label(self) -> str:
        """Name the commune with its province: "Xã Phúc Thọ, Hà Nội"."""
        return f"{self.name}, {self.province_name}"


def provinces() -> Sequence[Province]:
    """List the provinces in force, by code."""
    return db.session.scalars(
        select(Province).where(Province.valid_to.is_(None)).order_by(Province.code)
    ).all()


def commune(code: str) -> CommuneChoice | None:
    """Find a commune by its code, also one that has ended; None when there is none."""
    row = db.session.execute(_CHOICE, {"code": code}).one_or_none()
    return None if row is None else CommuneChoice(*row)


def commune_names() -> dict[str, str]:
    """Name every commune by its code, also those that have ended."""
    return dict(db.session.execute(select(Commune.code, Commune.name).order_by(Commune.code)).all())


def communes_named(text: str) -> list[CommuneChoice]:
    """Find the communes in force of exactly the name that was typed, in one cheap statement.

    A province behind the name is not understood: ask `communes_matching` when nothing is found.
    """
    names = [reading.folded_name for reading in readings(text, {})]
    if not names:
        return []
    return [CommuneChoice(*row) for row in db.session.execute(_NAMED, {"names": names})]


def communes_matching(
    text: str, province_code: str | None = None, limit: int = 20
) -> list[CommuneChoice]:
    """Find communes in force by what was typed, tone marks optional.

    "phuc tho", "xã Phúc Thọ" and "phúc thọ hà nội" are understood. The order: the province
    `province_code` (the institution's) first, then whole names, beginnings and the rest,
    then the kind that was typed, then by name. Nothing typed finds nothing.
    """
    typed = readings(text, _province_names())
    if not typed:
        return []
    first = case((Commune.province_code == province_code, 0), else_=1)
    ranked = _choices().where(Commune.valid_to.is_(None), or_(*map(_holds, typed)))
    order = (first, _closeness(typed), _kind_rank(typed), Commune.folded_name, Commune.code)
    rows = db.session.execute(ranked.order_by(*order).limit(limit))
    return [CommuneChoice(*row) for row in rows]


def ethnic_groups() -> Sequence[EthnicGroup]:
    """List the ethnic groups in the order of forms."""
    return db.session.scalars(
        select(EthnicGroup).order_by(EthnicGroup.position, EthnicGroup.name)
    ).all()


def ethnic_group_names() -> Sequence[str]:
    """List the names of the ethnic groups in the order of forms."""
    return db.session.scalars(_ETHNIC_GROUP_NAMES).all()


def schooling_levels() -> Sequence[SchoolingLevel]:
    """List the levels of schooling, lowest first."""
    return db.session.scalars(_SCHOOLING_LEVELS).all()


def holidays_between(first: date, last: date) -> Sequence[Holiday]:
    """List the public holidays from `first` to `last`, both included, by date."""
    return db.session.scalars(
        select(Holiday).where(Holiday.on_date.between(first, last)).order_by(Holiday.on_date)
    ).all()


def holidays_of_years(years: frozenset[int]) -> Sequence[Holiday]:
    """List the public holidays of whole years, by date."""
    if not years:
        return []
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    return [day for day in holidays_between(first, last) if day.on_date.year in years]


def all_provinces() -> Sequence[Province]:
    """List every province ever known, by code."""
    return db.session.scalars(select(Province).order_by(Province.code)).all()


def province_for_update(code: str) -> Province | None:
    """Return a province with its row locked; None when there is none of that code."""
    return db.session.scalars(
        select(Province).where(Province.code == code).with_for_update()
    ).one_or_none()


def all_communes() -> Sequence[Commune]:
    """List every commune ever known, by code."""
    return db.session.scalars(select(Commune).order_by(Commune.code)).all()


def fingerprints() -> dict[str, str]:
    """Map each set of reference data to the fingerprint of what was last loaded."""
    states = db.session.scalars(select(ReferenceState).order_by(ReferenceState.name))
    return {state.name: state.fingerprint for state in states}


def _choices() -> Select[str, str, str, str, CommuneKind, bool]:
    return select(
        Commune.code,
        Commune.name,
        Commune.province_code,
        Province.name,
        Commune.kind,
        Commune.is_rural,
    ).join(Province, Province.code == Commune.province_code)


def _province_names() -> dict[str, str]:
    return dict(db.session.execute(_PROVINCE_NAMES).all())


def _holds(reading: PlaceReading) -> ColumnElement[bool]:
    return _in_province(reading, Commune.folded_name.contains(reading.folded_name, autoescape=True))


def _in_province(reading: PlaceReading, name: ColumnElement[bool]) -> ColumnElement[bool]:
    if reading.province_code is None:
        return name
    return and_(name, Commune.province_code == reading.province_code)


def _closeness(typed: Sequence[PlaceReading]) -> ColumnElement[int]:
    """Rank whole names, then beginnings, then beginnings of a later word, then the rest."""
    name = Commune.folded_name
    whole = [_in_province(r, name == r.folded_name) for r in typed]
    beginning = [_in_province(r, name.startswith(r.folded_name, autoescape=True)) for r in typed]
    word = [_in_province(r, name.contains(f" {r.folded_name}", autoescape=True)) for r in typed]
    return case((or_(*whole), 0), (or_(*beginning), 1), (or_(*word), 2), else_=3)


def _kind_rank(typed: Sequence[PlaceReading]) -> ColumnElement[int]:
    kinds = {reading.kind for reading in typed if reading.kind}
    return case((Commune.kind.in_(kinds), 0), else_=1)


#: Built once: every form about a person asks them.
_CHOICE = _choices().where(Commune.code == bindparam("code"))
_NAMED = (
    _choices()
    .where(Commune.valid_to.is_(None), Commune.folded_name.in_(bindparam("names", expanding=True)))
    .order_by(Commune.code)
)
_ETHNIC_GROUP_NAMES = select(EthnicGroup.name).order_by(EthnicGroup.position, EthnicGroup.name)
_PROVINCE_NAMES = (
    select(Province.code, Province.folded_name)
    .where(Province.valid_to.is_(None))
    .order_by(Province.code)
)
_SCHOOLING_LEVELS = select(SchoolingLevel).order_by(SchoolingLevel.position, SchoolingLevel.code)
