"""Weeks of a timetable, Monday to Sunday."""

from datetime import date, timedelta


def week_of(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def shown_week(wanted: date, first: date | None, last: date | None) -> date:
    """Return the Monday of the wanted week, or of the nearest within the timetable."""
    if first is None or last is None:
        return week_of(wanted)[0]
    return week_of(min(max(wanted, first), last))[0]
