"""What public pages say in words: weekly times, months, names in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from flask_babel import gettext as _

from vocational.classes.models import WeeklySlot
from vocational.web.formats import weekday_name
from vocational.web.language import is_english

LEAST_RUN = 3
"""From so many days in a row on, a week is told by its first and last day."""


@dataclass(frozen=True)
class Times:
    """Days of the week with the same times, such as (`Thứ Hai đến thứ Sáu`, `07:30 – 11:30`)."""

    days: str
    hours: str


def inside(name: str) -> str:
    """Write a name as it stands within a Vietnamese sentence: its first letter small."""
    return name if is_english() else name[:1].lower() + name[1:]


def week_in_words(slots: Sequence[WeeklySlot]) -> list[Times]:
    """Tell the weekly times, days with the same times together; slots by weekday and start."""
    by_day = {
        day: ", ".join(_hours(slot) for slot in rows)
        for day, rows in groupby(slots, key=lambda slot: slot.weekday)
    }
    by_hours: dict[str, list[int]] = {}
    for day, hours in by_day.items():
        by_hours.setdefault(hours, []).append(day)
    return [Times(_days(days), hours) for hours, days in by_hours.items()]


def coming_months(on: date, count: int = 12) -> list[tuple[str, str]]:
    """List months from that of `on` as (YYYY-MM, MM/YYYY)."""
    months = [
        (on.year + (on.month - 1 + n) // 12, (on.month - 1 + n) % 12 + 1) for n in range(count)
    ]
    return [(f"{year}-{month:02}", f"{month:02}/{year}") for year, month in months]


def _hours(slot: WeeklySlot) -> str:
    begins = datetime.combine(date(2000, 1, 3), slot.starts_at)
    ends = begins + timedelta(minutes=slot.minutes)
    return f"{begins:%H:%M} – {ends:%H:%M}"


def _days(days: Sequence[int]) -> str:
    if len(days) >= LEAST_RUN and days[-1] - days[0] == len(days) - 1:
        first, last = weekday_name(days[0]), inside(weekday_name(days[-1]))
        return str(_("%(first)s to %(last)s", first=first, last=last))
    return ", ".join([weekday_name(days[0]), *(inside(weekday_name(day)) for day in days[1:])])
