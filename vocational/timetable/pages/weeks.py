"""Weeks of a timetable, Monday to Sunday."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vocational.timetable.models import ClassSession

DAYS_OF_WORK = 5


@dataclass(frozen=True)
class Day:
    """A day with its sessions by time."""

    on: date
    sessions: Sequence[ClassSession]


@dataclass(frozen=True)
class Week:
    """A week of a timetable; `days` are Monday to Friday, and the weekend where it is used."""

    monday: date
    days: Sequence[Day]
    previous: date | None
    following: date | None

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)


def make_week(
    monday: date, sessions: Iterable[ClassSession], first: date | None, last: date | None
) -> Week:
    """Sort the sessions of a week into its days; neighbours outside the timetable are None."""
    by_day: dict[date, list[ClassSession]] = {
        monday + timedelta(days=offset): [] for offset in range(7)
    }
    for session in sessions:
        by_day[session.on_date].append(session)
    days = [
        Day(on, held)
        for on, held in by_day.items()
        if held or on < monday + timedelta(days=DAYS_OF_WORK)
    ]
    before, after = monday - timedelta(days=7), monday + timedelta(days=7)
    return Week(
        monday=monday,
        days=days,
        previous=before if first is not None and first < monday else None,
        following=after if last is not None and last >= after else None,
    )
