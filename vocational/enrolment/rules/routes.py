"""How a class may be entered at the counter on a day: a seat, an application, or why not. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import SeatOffer, late_entry_until


class EnrolmentRoute(StrEnum):
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


_OPEN = frozenset(
    {
        EnrolmentRoute.SEAT,
        EnrolmentRoute.LATE_SEAT,
        EnrolmentRoute.APPLICATION,
        EnrolmentRoute.WAITING_LIST,
    }
)


@dataclass(frozen=True)
class EnrolmentWindow:
    """What decides it; `apply_until` None: as long as one may come in at all."""

    offer: SeatOffer
    admits_by_ranking: bool = False
    apply_until: date | None = None

    @property
    def last_day(self) -> date:
        """Give the last day on which one may come in."""
        return late_entry_until(self.offer.starts_on, self.offer.ends_on)


def enrolment_route(window: EnrolmentWindow, on: date) -> EnrolmentRoute:
    """Say how a class that takes learners on a day is entered.

    A class that admits by ranking takes applications alone: with no seat left they wait. Once
    it has begun its free seats belong to who waits.
    """
    if window.admits_by_ranking:
        return _ranked(window, on)
    if not window.offer.left:
        return EnrolmentRoute.FULL
    return EnrolmentRoute.LATE_SEAT if on > window.offer.starts_on else EnrolmentRoute.SEAT


def _ranked(window: EnrolmentWindow, on: date) -> EnrolmentRoute:
    if window.offer.state is not ClassState.OPEN:
        return EnrolmentRoute.RANKED_BEGUN
    if on > (window.apply_until or window.last_day):
        return EnrolmentRoute.APPLICATION_OVER
    return EnrolmentRoute.APPLICATION if window.offer.left else EnrolmentRoute.WAITING_LIST
