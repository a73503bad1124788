"""The states of a training class and what may follow; sizes of practice groups.

Capacity and sizes are numbers of learners.
"""

from collections.abc import Mapping
from enum import StrEnum

from vocational.shared.vietnamese_text import fold


class ClassState(StrEnum):
    """Where a class stands on its way."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FundingSource(StrEnum):
    """Who pays for the class."""

    ORDER = "order"
    TASK = "task"
    PROGRAMME = "programme"
    FEE = "fee"
    ENTERPRISE = "enterprise"


FOLLOWING: Mapping[ClassState, tuple[ClassState, ...]] = {
    ClassState.PLANNED: (ClassState.OPEN, ClassState.CANCELLED),
    ClassState.OPEN: (ClassState.RUNNING, ClassState.PLANNED, ClassState.CANCELLED),
    ClassState.RUNNING: (ClassState.FINISHED, ClassState.CANCELLED),
    ClassState.FINISHED: (ClassState.CLOSED, ClassState.RUNNING),
    ClassState.CLOSED: (),
    ClassState.CANCELLED: (),
}


def may_follow(now: ClassState, following: ClassState) -> bool:
    """Tell whether a class may go from one state to the other."""
    return following in FOLLOWING[now]


def search_text(code: str, course_name: str, place: str) -> str:
    """Write what a class is found by, without tone marks and upper case."""
    return fold(f"{code} {course_name} {place}")


def groups_needed(capacity: int, most: int) -> int:
    """Count the practice groups of equal size that keep each at most `most` learners."""
    return max(1, -(-capacity // most))
