"""Reference data that every centre shares: the shapes, and the shipped files read strictly.

Units: dates are calendar days in Việt Nam; a position counts from 1.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from vocational.law.parameters import Certainty
from vocational.shared.data_files import DataFileError, Entry, check_unique, read_toml

DATA = Path(__file__).parent.parent / "data"


class CommuneKind(StrEnum):
    """The kinds of the lowest administrative unit since 01/07/2025."""

    COMMUNE = "xã"
    WARD = "phường"
    SPECIAL_ZONE = "đặc khu"


class HolidayKind(StrEnum):
    """Occasions on which nobody is taught."""

    NEW_YEAR = "new_year"
    TET = "tet"
    HUNG_KINGS = "hung_kings"
    VICTORY_DAY = "victory_day"
    LABOUR_DAY = "labour_day"
    NATIONAL_DAY = "national_day"
    CULTURE_DAY = "culture_day"


@dataclass(frozen=True)
class EthnicGroupEntry:
    """One of the 54 ethnic groups; the name is its key, in every export too."""

    name: str
    position: int
    very_small: bool


@dataclass(frozen=True)
class SchoolingLevelEntry:
    """One level of schooling, lowest first by position."""

    code: str
    name: str
    name_en: str
    position: int


@dataclass(frozen=True)
class HolidayRule:
    """What the law gives: how many days, and for solar feasts which."""

    kind: HolidayKind
    name: str
    name_en: str
    days: int
    month_and_day: tuple[int, int] | None
    source: str
    confidence: Certainty


@dataclass(frozen=True)
class HolidayYear:
    """The dates of one year that no rule alone can tell."""

    year: int
    lunar_new_year: date
    hung_kings: date
    tet: tuple[date, ...]
    national_day: tuple[date, ...]
    confidence: Certainty
    note: str


@dataclass(frozen=True)
class PublicHoliday:
    """One day off for everyone, with the law that gives it."""

    on_date: date
    name: str
    kind: HolidayKind
    source: str
    confidence: Certainty


def ethnic_groups(path: Path = DATA / "ethnic_groups.toml") -> tuple[EthnicGroupEntry, ...]:
    """Read the ethnic groups in the order of selection lists.

    `very_small` marks the groups of fewer than 10,000 people that the decree names; they
    lower the limit of class sizes.

    Raises `DataFileError`. Source: Nghị định 57/2017/NĐ-CP, art. 2.
    """
    table = read_toml(path)
    table.allow("source", "very_small_source", "very_small", "names")
    names, very_small = table.texts("names"), set(table.texts("very_small"))
    check_unique(table.place, list(names))
    if not very_small <= set(names):
        unknown = ", ".join(sorted(very_small - set(names)))
        raise DataFileError(f"{table.place}: very_small names no group of the list: {unknown}")
    return tuple(
        EthnicGroupEntry(name, position, name in very_small)
        for position, name in enumerate(names, start=1)
    )


def schooling_levels(
    path: Path = DATA / "schooling_levels.toml",
) -> tuple[SchoolingLevelEntry, ...]:
    """Read the levels of schooling, lowest first.

    Raises `DataFileError`.
    """
    table = read_toml(path)
    table.allow("level")
    levels = tuple(
        _schooling_level(entry, position)
        for position, entry in enumerate(table.entries("level"), start=1)
    )
    check_unique(table.place, [level.code for level in levels])
    return levels


def holiday_rules(path: Path = DATA / "holidays.toml") -> tuple[HolidayRule, ...]:
    """Read what the law gives, also what is not settled yet.

    Raises `DataFileError`. Source: Bộ luật Lao động 2019, art. 112.
    """
    table = read_toml(path)
    table.allow("rule", "year")
    rules = tuple(_holiday_rule(entry) for entry in table.entries("rule"))
    check_unique(table.place, [rule.kind for rule in rules])
    return rules


def public_holidays(path: Path = DATA / "holidays.toml") -> tuple[PublicHoliday, ...]:
    """Work out every public holiday of the years in the file, by date.

    A rule that is not settled gives none. Days off in lieu of a weekend are not here.

    Raises `DataFileError` when a year does not keep the rules.
    Source: Bộ luật Lao động 2019, art. 112.
    """
    rules = [rule for rule in holiday_rules(path) if rule.confidence != Certainty.UNSETTLED]
    years = [_holiday_year(entry) for entry in read_toml(path).entries("year")]
    check_unique(path.name, [str(year.year) for year in years])
    holidays = [holiday for year in years for rule in rules for holiday in _days_off(rule, year)]
    return tuple(sorted(holidays, key=lambda holiday: holiday.on_date))


def _schooling_level(entry: Entry, position: int) -> SchoolingLevelEntry:
    entry.allow("code", "name", "name_en")
    return SchoolingLevelEntry(
        entry.text("code"), entry.text("name"), entry.text("name_en"), position
    )


def _holiday_rule(entry: Entry) -> HolidayRule:
    entry.allow("kind", "name", "name_en", "days", "month", "day", "source", "status")
    solar = "month" in entry.values
    return HolidayRule(
        kind=_kind(entry),
        name=entry.text("name"),
        name_en=entry.text("name_en"),
        days=entry.integer("days", at_least=1),
        month_and_day=(entry.integer("month"), entry.integer("day")) if solar else None,
        source=entry.text("source"),
        confidence=_confidence(entry),
    )


def _holiday_year(entry: Entry) -> HolidayYear:
    dates = ("lunar_new_year", "hung_kings", "tet", "national_day")
    entry.allow("year", *dates, "status", "note")
    year = HolidayYear(
        year=entry.integer("year", at_least=2000),
        lunar_new_year=entry.day("lunar_new_year"),
        hung_kings=entry.day("hung_kings"),
        tet=entry.days("tet"),
        national_day=entry.days("national_day"),
        confidence=_confidence(entry),
        note=entry.text("note"),
    )
    _check_feast(entry, "tet", year.tet, year.lunar_new_year)
    _check_feast(entry, "national_day", year.national_day, date(year.year, 9, 2))
    return year


def _check_feast(entry: Entry, key: str, days: tuple[date, ...], feast: date) -> None:
    """Days off follow each other and hold the feast itself."""
    run = tuple(days[0] + timedelta(days=step) for step in range(len(days))) if days else ()
    if days != run or feast not in days:
        raise DataFileError(
            f"{entry.place}: {key} must be days in a row that hold {feast.isoformat()}"
        )


def _days_off(rule: HolidayRule, year: HolidayYear) -> list[PublicHoliday]:
    days = _dates(rule, year)
    if len(days) != rule.days:
        raise DataFileError(f"{year.year}: {rule.kind} must have {rule.days} days")
    confidence = rule.confidence if rule.month_and_day else year.confidence
    return [PublicHoliday(day, rule.name, rule.kind, rule.source, confidence) for day in days]


def _dates(rule: HolidayRule, year: HolidayYear) -> tuple[date, ...]:
    if rule.month_and_day:
        month, day = rule.month_and_day
        return (date(year.year, month, day),)
    of_year = {
        HolidayKind.TET: year.tet,
        HolidayKind.HUNG_KINGS: (year.hung_kings,),
        HolidayKind.NATIONAL_DAY: year.national_day,
    }
    if rule.kind not in of_year:
        raise DataFileError(f"{year.year}: nothing tells the date of {rule.kind}")
    return of_year[rule.kind]


def _kind(entry: Entry) -> HolidayKind:
    kind = entry.text("kind")
    if kind not in set(HolidayKind):
        raise DataFileError(f"{entry.place}: {kind} is no kind of holiday")
    return HolidayKind(kind)


def _confidence(entry: Entry) -> Certainty:
    status = entry.text("status")
    if status not in set(Certainty):
        raise DataFileError(f"{entry.place}: status must be V, G or U")
    return Certainty(status)
