"""What the page of admission shows: seats, who is left out, offers, two rankings compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vocational.access.guards import current_actor
from vocational.access.permissions import Permission
from vocational.admission.messages import ANSWER_MARKS, ANSWER_NAMES, UNRANKED_REASON_NAMES
from vocational.admission.models import AdmissionPlace, SeatOffer
from vocational.admission.queries import runs as queries
from vocational.admission.rules.admission import Inputs, UnrankedApplication
from vocational.admission.rules.ranking import Place, Ranking
from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.audit.pages import actor_label
from vocational.shared.clock import local_day


@dataclass(frozen=True)
class Seats:
    """The seats of a class: all, taken, offered, free."""

    capacity: int
    taken: int
    offered: int
    free: int


@dataclass(frozen=True)
class UnrankedLine:
    """An application that is not ranked, and why."""

    application: Application
    reason: str
    told: str


@dataclass(frozen=True)
class OfferLine:
    """An offer: `is_open` waits for an answer; `is_overdue` is past its deadline."""

    offer: SeatOffer
    rank: int | None
    last_day: date
    is_open: bool
    is_overdue: bool
    mark: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class Compared:
    """An application in two rankings: the real one and the tried one, by the tried rank."""

    application: Application
    real: Place | None
    real_seat: bool
    tried: Place
    tried_seat: bool

    @property
    def changes(self) -> bool:
        """Tell whether the seat depends on what was tried."""
        return self.real_seat is not self.tried_seat


def seat_counts(inputs: Inputs, offers: Sequence[SeatOffer]) -> Seats:
    """Count the seats of a class."""
    offered = sum(offer.answer is None for offer in offers)
    return Seats(inputs.capacity, len(inputs.held) - offered, offered, inputs.free)


def review_url(code: str, application_id: int) -> str:
    """Lead to the page where an application is reviewed; empty for who may not go there."""
    if not current_actor().may(Permission.APPLICATION_REVIEW):
        return ""
    return f"/classes/{code}/applications/{application_id}"


def unranked_lines(unranked: Sequence[UnrankedApplication]) -> list[UnrankedLine]:
    """Name who is not ranked."""
    applications = queries.applications_by_id(item.application_id for item in unranked)
    return [
        UnrankedLine(
            applications[item.application_id], str(UNRANKED_REASON_NAMES[item.code]), item.told
        )
        for item in unranked
    ]


def offer_lines(
    offers: Sequence[SeatOffer], places: Mapping[int, AdmissionPlace], now: datetime
) -> list[OfferLine]:
    """Say how each offer stands at a moment, open ones first."""
    lines = [_offer_line(offer, places.get(offer.application_id), now) for offer in offers]
    return sorted(lines, key=lambda line: not line.is_open)


def compared(
    real: Ranking, tried: Ranking, applications: Mapping[int, Application]
) -> list[Compared]:
    """Lay two rankings of the same applications side by side."""
    before = {place.id: place for place in (*real.admitted, *real.waiting)}
    seated = {place.id for place in real.admitted}
    now_seated = {place.id for place in tried.admitted}
    return [
        Compared(
            application=applications[int(place.id)],
            real=before.get(place.id),
            real_seat=place.id in seated,
            tried=place,
            tried_seat=place.id in now_seated,
        )
        for place in (*tried.admitted, *tried.waiting)
        if int(place.id) in applications
    ]


def _offer_line(offer: SeatOffer, place: AdmissionPlace | None, now: datetime) -> OfferLine:
    is_overdue = offer.answer is None and offer.answer_until < now
    answer = OfferAnswer.LAPSED if is_overdue else offer.answer
    return OfferLine(
        offer=offer,
        rank=place.rank if place else None,
        last_day=local_day(offer.answer_until),
        is_open=offer.answer is None and not is_overdue,
        is_overdue=is_overdue,
        mark=ANSWER_MARKS[answer] if answer else "soon",
        answer=str(ANSWER_NAMES[answer]) if answer else "",
        answered_by=actor_label(offer.answered_by_name),
    )
