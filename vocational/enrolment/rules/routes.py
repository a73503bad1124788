"""How a class may be entered at the counter on a day: a seat, an application, or why not. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import SeatOffer, late_entry_until


class Entry(StrEnum):
    """What choosing the class leads to, or why it cannot be chosen."""

    SEAT = "seat"
    LATE_SEAT = "late_seat"
    APPLICATION = "application"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    RANKED_BEGUN = "ranked_begun"
    APPLICATION_OVER = "application_over"

    @property
    def is_open(self) -> bool:
        """Tell whether the class can be chosen."""
        return self in _OPEN


_OPEN = frozenset({Entry.SEAT, Entry.LATE_SEAT, Entry.APPLICATION, Entry.WAITING_LIST})


@dataclass(frozen=True)
class Gate:
    """What decides it; `apply_until` None: as long as one may come in at all."""

    offer: SeatOffer
    admits_by_ranking: bool = False
    apply_until: date | None = None

    @property
    def last_day(self) -> date:
        """Give the last day on which one may come in."""
        return late_entry_until(self.offer.starts_on, self.offer.ends_on)


def entry_of(gate: Gate, on: date) -> Entry:
    """Say how a class that takes learners on a day is entered.

    A class that admits by ranking takes applications alone: with no seat left they wait. Once
    it has begun its free seats belong to who waits.
    """
    if gate.admits_by_ranking:
        return _ranked(gate, on)
    if not gate.offer.left:
        return Entry.FULL
    return Entry.LATE_SEAT if on > gate.offer.starts_on else Entry.SEAT


def _ranked(gate: Gate, on: date) -> Entry:
    if gate.offer.state is not ClassState.OPEN:
        return Entry.RANKED_BEGUN
    if on > (gate.apply_until or gate.last_day):
        return Entry.APPLICATION_OVER
    return Entry.APPLICATION if gate.offer.left else Entry.WAITING_LIST
