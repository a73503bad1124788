"""How admission is set up, who takes part in a ranking, and until when an offer holds. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from vocational.admission.rules import ranking
from vocational.admission.rules.ranking import Candidate, Ranking, Tiers
from vocational.admission.rules.seating import Reserved, Seating
from vocational.enrolment.rules.seats import seats_left
from vocational.learners.rules.categories import category_of
from vocational.shared.clock import VIETNAM, local_day
from vocational.shared.errors import RuleViolation

DEFAULT_ANSWER_DAYS = 2
MOST_ANSWER_DAYS = 30
MOST_TIERS = 6


class UnrankedReason(StrEnum):
    """Why an application is not ranked."""

    NOT_REVIEWED = "not_reviewed"
    INCOMPLETE = "incomplete"
    REFUSED = "refused"
    HAS_SEAT = "has_seat"


@dataclass(frozen=True)
class Settings:
    """How an institution admits on a day; `since` and `source` None: the product's own order."""

    tiers: Tiers = ranking.DEFAULT_TIERS
    answer_days: int = DEFAULT_ANSWER_DAYS
    since: date | None = None
    source: str | None = None

    @property
    def last_tier(self) -> int:
        """Return the tier of everyone who belongs to none of the listed categories."""
        return len(self.tiers) + 1


@dataclass(frozen=True)
class UnrankedApplication:
    """An application that is not ranked, why, and what the applicant was told."""

    application_id: int
    code: UnrankedReason
    told: str = ""


@dataclass(frozen=True)
class Inputs:
    """All that decides a ranking: `capacity` counts every seat, `held` those taken by tier."""

    capacity: int
    candidates: tuple[Candidate, ...]
    unranked: tuple[UnrankedApplication, ...] = ()
    held: tuple[int, ...] = ()
    settings: Settings = Settings()
    reserved: tuple[Reserved, ...] = ()

    @property
    def free(self) -> int:
        """Count the seats to give out."""
        return seats_left(self.capacity, len(self.held))


def ranked(inputs: Inputs, on: date) -> Ranking:
    """Rank as `ranking.rank` does on a day."""
    return ranking.rank(
        inputs.candidates,
        on=on,
        capacity=inputs.capacity,
        tiers=inputs.settings.tiers,
        reserved=inputs.reserved,
        held=inputs.held,
    )


def candidate_id(application_id: int) -> str:
    """Write an id so that its code points stand in the order of arrival."""
    return f"{application_id:012}"


def check_tiers(tiers: Sequence[Sequence[str]]) -> None:
    """Check an order of tiers: known categories, none of them twice, no tier empty.

    Raises `RuleViolation`: `admission.tier_unknown`, `admission.tier_twice`,
    `admission.tier_empty`, `admission.too_many_tiers`.
    """
    if not tiers or not all(tiers):
        raise RuleViolation("admission.tier_empty", "tiers")
    if len(tiers) > MOST_TIERS:
        raise RuleViolation("admission.too_many_tiers", "tiers", most=MOST_TIERS)
    seen: set[str] = set()
    for code in (code for codes in tiers for code in codes):
        category = category_of(code)
        if category is None:
            raise RuleViolation("admission.tier_unknown", "tiers", category=code)
        if code in seen:
            raise RuleViolation("admission.tier_twice", "tiers", category=category.name)
        seen.add(code)


def check_reserved(reserved: Reserved, *, last_tier: int, capacity: int, starts_on: date) -> None:
    """Check seats kept for tiers: known tiers, no more than the class has, released in time.

    Raises `RuleViolation`: `admission.reserved_tiers`, `admission.reserved_seats`,
    `admission.reserved_until`.
    """
    if not reserved.tiers or not all(1 <= tier <= last_tier for tier in reserved.tiers):
        raise RuleViolation("admission.reserved_tiers", "tiers")
    if not 1 <= reserved.seats <= capacity:
        raise RuleViolation("admission.reserved_seats", "seats", capacity=capacity)
    if reserved.until > starts_on:
        raise RuleViolation("admission.reserved_until", "until", starts_on=starts_on)


def answer_until(offered_at: datetime, days: int) -> datetime:
    """Give the moment until which an offer holds: the end of the Vietnamese day `days` later."""
    last_day = local_day(offered_at) + timedelta(days=days)
    return datetime.combine(last_day, time(23, 59, 59), VIETNAM)


def next_in_line(
    waiting: Iterable[tuple[int, int]], seating: Seating, at_most: int
) -> tuple[int, ...]:
    """Choose whom to offer the free seats: (id, tier) by rank in, ids by rank out.

    Who may not take a seat that is left, since it is kept for others, is passed over.
    """
    chosen: list[int] = []
    for application_id, tier in waiting:
        if len(chosen) == at_most:
            break
        if seating.take(tier):
            chosen.append(application_id)
    return tuple(chosen)
