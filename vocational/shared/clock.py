"""The only reader of the clock: called by views, jobs and commands, passed down as values."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now_utc() -> datetime:
    """Give the present moment, aware, in UTC: the form in which moments are stored."""
    return datetime.now(UTC)


def today() -> date:
    """Give the calendar day in Việt Nam (Asia/Ho_Chi_Minh), whatever the machine's zone."""
    return local_day(now_utc())


def local_day(moment: datetime) -> date:
    """Give the Vietnamese calendar day of an aware moment.

    Raises `ValueError` for a naive moment: its day would depend on the machine.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no day")
    return moment.astimezone(VIETNAM).date()
