"""The states of an enrolment, who may still come into a class, and the list of a class.

Days are calendar days, both ends inclusive; list numbers count from 1.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vocational.classes.rules import ClassState
from vocational.law.parameters import NotInForce
from vocational.law.provisions import attendance_limits
from vocational.shared.dates import format_date
from vocational.shared.errors import RuleViolation


class EnrolmentState(StrEnum):
    """A place in a class is held or was given up."""

    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


class WithdrawalReason(StrEnum):
    """Why a learner left."""

    PERSONAL = "personal"
    ILLNESS = "illness"
    WORK = "work"
    MILITARY_CALL = "military_call"
    TRANSFER = "transfer"
    DISMISSED = "dismissed"
    REGISTERED_BY_MISTAKE = "registered_by_mistake"
    OTHER = "other"


@dataclass(frozen=True)
class SeatOffer:
    """What decides whether a class takes one more: its state, days and seats."""

    state: ClassState
    starts_on: date
    ends_on: date
    capacity: int
    taken: int

    @property
    def left(self) -> int:
        """Count the free seats."""
        return seats_left(self.capacity, self.taken)


@dataclass(frozen=True)
class ListLine:
    """Who stands on the list of a class: names in Vietnamese order by `sort_name`."""

    enrolment_id: int
    sort_name: str
    learner_id: int


def seats_left(capacity: int, taken: int) -> int:
    """Count the free seats of a class, never below 0: a class may be made smaller."""
    return max(0, capacity - taken)


def late_entry_until(starts_on: date, ends_on: date) -> date:
    """Give the last day on which a learner may come into a class that has begun.

    Anyone who misses more days can no longer reach the hours of practice that the law asks, at
    elementary level; under 3 months by analogy. Both days of the class are inclusive; at least
    its first day, and no other before the law.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    try:
        least = attendance_limits(starts_on).practice_percent
    except NotInForce:
        return starts_on
    days = (ends_on - starts_on).days + 1
    missed = int(days * (100 - least.value) // 100)
    return starts_on + timedelta(days=max(0, missed - 1))


def takes_learners(offer: SeatOffer, on: date) -> bool:
    """Tell whether a class is open, or began so lately that a learner may still come in."""
    if offer.state not in (ClassState.OPEN, ClassState.RUNNING):
        return False
    return on <= late_entry_until(offer.starts_on, offer.ends_on)


def check_offer(offer: SeatOffer, on: date, field: str | None = "class_id") -> None:
    """Check that a class takes one more learner on a day.

    Raises `RuleViolation`: `enrolment.class_not_open`, `enrolment.too_late`,
    `enrolment.class_full`.
    """
    if offer.state not in (ClassState.OPEN, ClassState.RUNNING):
        raise RuleViolation("enrolment.class_not_open", field)
    if not takes_learners(offer, on):
        last = late_entry_until(offer.starts_on, offer.ends_on)
        raise RuleViolation("enrolment.too_late", field, last=format_date(last))
    if offer.taken >= offer.capacity:
        raise RuleViolation("enrolment.class_full", field, capacity=offer.capacity)


def emptiest_group(sizes: Mapping[int, int]) -> int | None:
    """Choose the practice group with the fewest learners; None when there are no groups.

    `sizes` are learners by group, in the order of the groups: the first of equals wins.
    """
    return min(sizes, key=lambda group: sizes[group], default=None)


def numbered(lines: Iterable[ListLine], first: int = 1) -> dict[int, int]:
    """Number the list of a class from `first` on in Vietnamese name order, by enrolment id.

    Equal names keep the order in which the learners were registered.
    """
    ordered = sorted(lines, key=lambda line: (line.sort_name, line.learner_id))
    return {line.enrolment_id: number for number, line in enumerate(ordered, start=first)}


def check_withdrawal(on: date, *, enrolled_on: date, today: date) -> None:
    """Check the day of a withdrawal: not before the enrolment, not after today.

    Raises `RuleViolation`: `enrolment.withdrawn_too_early`, `enrolment.withdrawn_in_future`.
    """
    if on < enrolled_on:
        raise RuleViolation(
            "enrolment.withdrawn_too_early", "withdrawn_on", first=format_date(enrolled_on)
        )
    if on > today:
        raise RuleViolation("enrolment.withdrawn_in_future", "withdrawn_on")
