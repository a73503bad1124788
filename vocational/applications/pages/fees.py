"""What one pays in a class, by category: the real rules, put together for readers. Pure.

Money is whole đồng.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vocational.entitlements.rules.estimates import CategoryEstimate
from vocational.entitlements.services.estimates import ClassEstimates


@dataclass(frozen=True)
class PayLine:
    """Categories that pay and get the same: of the fee, and for meals a study day."""

    codes: tuple[str, ...]
    state_pays_dong: int
    learner_pays_dong: int
    meals_per_day_dong: int


@dataclass(frozen=True)
class TravelLine:
    """Categories that get the same for the way, from so many kilometres on."""

    codes: tuple[str, ...]
    amount_dong: int
    distance_km: int
    legal_basis: str


def pay_lines(estimates: ClassEstimates) -> list[PayLine]:
    """Give who pays what, the least first; categories of equal sums together, in their order."""
    fee = estimates.terms.fee_dong
    groups: dict[tuple[int, int], list[str]] = {}
    for category in estimates.categories:
        key = (category.cost.amount_dong if category.cost else 0, meals_per_day(category))
        state_pays = min(key[0], fee) if fee else key[0]
        groups.setdefault((state_pays, key[1]), []).append(category.code)
    return [
        PayLine(tuple(codes), state_pays, max(0, fee - state_pays), meals)
        for (state_pays, meals), codes in sorted(
            groups.items(), key=lambda item: (-item[0][0], -item[0][1])
        )
        if state_pays or meals
    ]


def travel_lines(estimates: ClassEstimates) -> list[TravelLine]:
    """Give who gets what for the way, the nearest first."""
    groups: dict[tuple[int, int, str], list[str]] = {}
    for category in estimates.categories:
        if category.travel is not None:
            rule = category.travel.rule
            key = (int(rule.distance_km_min or 0), category.travel.amount_dong, rule.legal_basis)
            groups.setdefault(key, []).append(category.code)
    return [
        TravelLine(tuple(codes), amount, distance, basis)
        for (distance, amount, basis), codes in sorted(groups.items())
    ]


def meals_per_day(estimate: CategoryEstimate) -> int:
    """Give what a category gets for each day present; 0 without."""
    return int(estimate.meals.rule.value) if estimate.meals else 0


def legal_bases(estimates: ClassEstimates) -> Sequence[str]:
    """Name each article that decides something, once, in the order of the lines."""
    lines = [line for category in estimates.categories for line in category.lines]
    return list(dict.fromkeys(line.rule.legal_basis for line in lines))


def is_unsettled(estimates: ClassEstimates) -> bool:
    """Tell whether a contested rule decides something."""
    return any(category.is_unsettled for category in estimates.categories)
