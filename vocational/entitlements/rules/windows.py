"""Windows of calendar months after a day; the last day of a window belongs to it."""

import calendar
from datetime import date
from decimal import Decimal


def is_past(day: date, start: date, months: Decimal) -> bool:
    """Say whether a day lies more than so many months after the start.

    The same day of the month is the last one within, or the month's last day where it has
    no such day. Works at the ends of the calendar, where no later day can be written.
    """
    elapsed = (day.year - start.year) * 12 + day.month - start.month
    if elapsed != months:
        return elapsed > months
    return day.day > min(start.day, calendar.monthrange(day.year, day.month)[1])
