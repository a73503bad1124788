"""The states of a class session."""

from enum import StrEnum


class SessionState(StrEnum):
    """A session stands in the timetable or was called off; cancelled ones keep their row."""

    PLANNED = "planned"
    CANCELLED = "cancelled"
