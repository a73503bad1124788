"""Ranges of days: the first and the last day both belong to the range."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from vocational.shared.errors import RuleViolation


@dataclass(frozen=True, order=True)
class Period:
    """Days from `starts_on` to `ends_on`, both included; without an end when it is None.

    Raises `ValueError` when it would end before it starts.
    """

    starts_on: date
    ends_on: date | None = None

    def __post_init__(self) -> None:
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("a period cannot end before it starts")

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: "Period") -> bool:
        """Say whether the two share a day; touching on one day is an overlap."""
        return self.starts_on <= other._last_day and other.starts_on <= self._last_day

    def days(self) -> int:
        """Count its days.

        Raises `ValueError` for a period without an end.
        """
        if self.ends_on is None:
            raise ValueError("a period without an end has no number of days")
        return (self.ends_on - self.starts_on).days + 1

    @property
    def _last_day(self) -> date:
        return date.max if self.ends_on is None else self.ends_on


def check_period(starts_on: date, ends_on: date | None, field: str | None = "ends_on") -> Period:
    """Make a period of two days that a person typed.

    Raises `RuleViolation` `period.reversed` when it would end before it starts.
    """
    if ends_on is not None and ends_on < starts_on:
        raise RuleViolation("period.reversed", field, starts_on=starts_on, ends_on=ends_on)
    return Period(starts_on, ends_on)


def add_months(day: date, months: int) -> date:
    """Give the same day of the month so many months later, or that month's last day."""
    years, month_index = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last_day = calendar.monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last_day))


def day_after(day: date) -> date:
    """Give the next calendar day."""
    return day + timedelta(days=1)
