"""Who gets a place, in which order, and why: admission by priority. Pure.

A tier and a rank count from 1. Days are Vietnamese calendar days; the last day of a
category counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from vocational.admission.rules.seating import Reserved, Seating
from vocational.learners.rules.categories import PriorityCategory, category_of
from vocational.learners.rules.counting import CategoryEntry, counting_on
from vocational.shared.clock import local_day
from vocational.shared.dates import format_date

Tiers = Sequence[Sequence[str]]

DEFAULT_TIERS: Tiers = (
    (
        PriorityCategory.DISABILITY,
        PriorityCategory.POOR_HOUSEHOLD,
        PriorityCategory.NEAR_POOR_HOUSEHOLD,
        PriorityCategory.ETHNIC_MINORITY,
        PriorityCategory.MERIT,
        PriorityCategory.LAND_RECOVERED,
        PriorityCategory.WOMAN_JOB_LOST,
        PriorityCategory.FISHER,
    ),
    (
        PriorityCategory.DISCHARGED_SOLDIER,
        PriorityCategory.DISCHARGED_POLICE,
        PriorityCategory.YOUTH_VOLUNTEER,
        PriorityCategory.LOWER_SECONDARY_LEAVER,
        PriorityCategory.INDUSTRIAL_ZONE_WORKER,
        PriorityCategory.OLDER_WORKER,
    ),
)
"""The product's own, after QĐ 46/2015/QĐ-TTg art. 2 and plan 177/KH-UBND III.7."""

INCOMPLETE = "incomplete"

_WITHOUT_PAPER = frozenset({PriorityCategory.WOMAN.value})
_NAMING_ORDER = {category.value: place for place, category in enumerate(PriorityCategory)}


@dataclass(frozen=True)
class Candidate:
    """An application as it is ranked; `submitted_at` is when it became complete, aware."""

    id: str
    submitted_at: datetime
    is_complete: bool = True
    categories: tuple[CategoryEntry, ...] = ()


@dataclass(frozen=True)
class Place:
    """A ranked application; `category` decided its tier, None in the last one."""

    id: str
    rank: int
    tier: int
    category: str | None
    submitted_on: date

    @property
    def reason(self) -> str:
        """Say in one Vietnamese sentence why it stands there."""
        day = format_date(self.submitted_on)
        if self.category is None:
            return f"Không thuộc diện ưu tiên, xét theo ngày nộp hồ sơ đầy đủ: {day}."
        name = _name_within_sentence(self.category)
        return f"Ưu tiên {self.tier}: {name}; hồ sơ đầy đủ ngày {day}."


@dataclass(frozen=True)
class Unranked:
    """An application that cannot be ranked, and the code of the reason."""

    id: str
    code: str


@dataclass(frozen=True)
class Ranking:
    """Who has a place, who waits (ranks go on), and who could not be ranked, by id."""

    admitted: tuple[Place, ...]
    waiting: tuple[Place, ...]
    not_ranked: tuple[Unranked, ...]


@dataclass(frozen=True, order=True)
class _Standing:
    """Sorts by tier, then day, then id by code points."""

    tier: int
    submitted_on: date
    id: str
    category: str | None = field(compare=False)


def rank(
    candidates: Iterable[Candidate],
    *,
    on: date,
    capacity: int,
    tiers: Tiers = DEFAULT_TIERS,
    reserved: Iterable[Reserved] = (),
    held: Iterable[int] = (),
) -> Ranking:
    """Rank applications and give out the seats; the order of the input never matters.

    Within a tier the earlier day of the complete application comes first, then the id. A
    category counts when in force on the day with evidence. Before its day a reserved seat goes
    to its tiers alone and stays empty when none of them is left. `held` are the tiers of those
    who have a seat of `capacity` already.

    Source: QĐ 46/2015/QĐ-TTg art. 2; plan 177/KH-UBND III.7.
    """
    order = {code: tier for tier, code in reversed(_numbered(tiers))}
    everyone_else = len(tiers) + 1
    everybody = tuple(candidates)
    complete = (item for item in everybody if item.is_complete)
    incomplete = sorted(item.id for item in everybody if not item.is_complete)
    seating = Seating(capacity, [item for item in reserved if on < item.until])
    for tier in held:
        seating.hold(tier)
    seated: list[_Standing] = []
    unseated: list[_Standing] = []
    for standing in sorted(_standing(item, on, order, everyone_else) for item in complete):
        (seated if seating.take(standing.tier) else unseated).append(standing)
    return Ranking(
        admitted=_places(seated, first_rank=1),
        waiting=_places(unseated, first_rank=len(seated) + 1),
        not_ranked=tuple(Unranked(id_, INCOMPLETE) for id_ in incomplete),
    )


def _numbered(tiers: Tiers) -> list[tuple[int, str]]:
    return [(tier, code) for tier, codes in enumerate(tiers, start=1) for code in codes]


def _standing(
    candidate: Candidate, on: date, order: dict[str, int], everyone_else: int
) -> _Standing:
    counting = counting_on(on, candidate.categories, without_paper=_WITHOUT_PAPER)
    ranked = [(order[code], _naming(code), code) for code in counting.entries if code in order]
    tier, _, category = min(ranked, default=(everyone_else, (0, ""), None))
    return _Standing(tier, local_day(candidate.submitted_at), candidate.id, category)


def _naming(code: str) -> tuple[int, str]:
    """Order the categories of one tier: of several, the same one is named every time."""
    return _NAMING_ORDER.get(code, len(_NAMING_ORDER)), code


def _places(standings: Sequence[_Standing], first_rank: int) -> tuple[Place, ...]:
    return tuple(
        Place(standing.id, number, standing.tier, standing.category, standing.submitted_on)
        for number, standing in enumerate(standings, start=first_rank)
    )


def _name_within_sentence(code: str) -> str:
    category = category_of(code)
    name = category.name if category is not None else code
    return name[0].lower() + name[1:]
