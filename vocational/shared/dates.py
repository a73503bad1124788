"""Days as people type them and as papers write them."""

import re
from dataclasses import dataclass
from datetime import date

from vocational.shared.errors import RuleViolation

EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{4})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True, order=True)
class BirthDate:
    """A date of birth; `month` and `day` are None when papers give the year alone."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def from_date(cls, day: date) -> "BirthDate":
        """Make one from a day that is known in full."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def recorded(cls, day: date, only_year: bool) -> "BirthDate":
        """Read what tables keep: a day, and whether its year alone is known."""
        return cls(day.year) if only_year else cls.from_date(day)

    @property
    def is_year_alone(self) -> bool:
        """Say whether only the year is known."""
        return self.month is None or self.day is None

    def counts_as(self) -> date:
        """Give the day to reckon with: a year alone counts as 1 January."""
        return date(self.year, self.month or 1, self.day or 1)

    def iso(self) -> str:
        """Write `1955`, or `1981-02-07`."""
        return str(self.year) if self.is_year_alone else self.counts_as().isoformat()

    def shown(self) -> str:
        """Write `1955`, or `07/02/1981`, for screens."""
        return str(self.year) if self.is_year_alone else format_date(self.counts_as())

    def statutory(self) -> str:
        """Write `1955`, or `07/02/1981` as papers do."""
        return str(self.year) if self.is_year_alone else statutory_date(self.counts_as())


def parse_date(text: str, field: str | None = None) -> date:
    """Read dd/mm/yyyy, d/m/yyyy (also with dots or hyphens) or yyyy-mm-dd.

    Raises `RuleViolation`: `date.invalid` (not written so), `date.impossible` (no such
    day), `date.year` (before 1900 or after 2100).
    """
    stripped = text.strip()
    if match := _DAY_FIRST.fullmatch(stripped):
        day, month, year = match.groups()
    elif match := _ISO.fullmatch(stripped):
        year, month, day = match.groups()
    else:
        raise RuleViolation("date.invalid", field)
    return _day(int(year), int(month), int(day), field)


def parse_birth_date(text: str, field: str | None = "birth_date") -> BirthDate:
    """Read a date of birth; a year alone is allowed, as on old papers.

    Raises as `parse_date`.
    """
    stripped = text.strip()
    if _YEAR.fullmatch(stripped):
        return BirthDate(_year(int(stripped), field))
    return BirthDate.from_date(parse_date(stripped, field))


def format_date(day: date) -> str:
    """Write `07/03/1981`, for screens."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def statutory_date(day: date) -> str:
    """Write `07/3/1981`: days below 10 and the months 1 and 2 alone take a leading zero.

    Source: NĐ 30/2020/NĐ-CP annex I; kept on diplomas and certificates.
    """
    return f"{day.day:02}/{_statutory_month(day)}/{day.year}"


def statutory_day(day: date) -> str:
    """Write `ngày 05 tháng 3 năm 2026`, as in the body of a paper.

    Source: NĐ 30/2020/NĐ-CP annex I.
    """
    return f"ngày {day.day:02} tháng {_statutory_month(day)} năm {day.year}"


def statutory_place_and_day(place: str, day: date) -> str:
    """Write `Hà Nội, ngày 05 tháng 3 năm 2026`, the line above a signature."""
    return f"{place}, {statutory_day(day)}"


def completed_years(born: date, on: date) -> int:
    """Count full years of age on a day; a birthday itself counts (29 February: 1 March)."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _statutory_month(day: date) -> str:
    return f"{day.month:02}" if day.month <= 2 else str(day.month)


def _year(year: int, field: str | None) -> int:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise RuleViolation("date.year", field, earliest=EARLIEST_YEAR, latest=LATEST_YEAR)
    return year


def _day(year: int, month: int, day: int, field: str | None) -> date:
    _year(year, field)
    try:
        return date(year, month, day)
    except ValueError:
        raise RuleViolation("date.impossible", field) from None
