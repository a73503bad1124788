"""Rules that are asked for many people at once: support for 20,000, a ranking of 5,000."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from bench.measuring import Measurement
from vocational.admission.rules.ranking import Candidate, rank
from vocational.admission.rules.seating import Reserved
from vocational.entitlements.rules.assess import assess
from vocational.entitlements.rules.cases import Attribute, Beneficiary, Case, PriorSupport
from vocational.law.support import Scheme
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex

ASSESSED = 20_000
RANKED = 5_000
CAPACITY = 2_000
MOST_GROWTH = 1.25  # what noise may add to the cost of a case
NO_DATABASE = "none"
CODES = tuple(category.value for category in PriorityCategory if category.value != "woman")


def measurements() -> list[Measurement]:
    """Measure both; no database takes part.

    Among twice as many cases one must not cost more: that is the limit of the whole.
    """
    cases = [case(number) for number in range(ASSESSED)]
    candidates = [candidate(number) for number in range(RANKED)]
    half = _measured(
        f"support of {ASSESSED // 2} assessed", lambda: _assess(cases[: ASSESSED // 2])
    )
    whole = _measured(f"support of {ASSESSED} assessed", lambda: _assess(cases))
    return [
        half,
        replace(whole, ratios={"vs_limit": _growth(half, whole) / MOST_GROWTH}),
        replace(whole, name=f"each of {ASSESSED} assessed", cpu_ms=_cost(whole) / ASSESSED),
        _measured(
            f"{RANKED} applications ranked",
            lambda: rank(
                candidates,
                on=date(2026, 3, 1),
                capacity=CAPACITY,
                reserved=[Reserved(frozenset({1}), CAPACITY // 2, date(2026, 4, 1))],
            ),
        ),
    ]


def _assess(cases: Sequence[Case]) -> None:
    for item in cases:
        assess(item)


def _growth(half: Measurement, whole: Measurement) -> float:
    """Return by how much a case costs more among twice as many; 1 is linear."""
    return _cost(whole) / (2 * _cost(half))


def _cost(measurement: Measurement) -> float:
    return measurement.cpu_ms or 0.0


def case(number: int) -> Case:
    """Make one of many different cases; the same number gives the same case."""
    return Case(
        Scheme("QD46"),
        date(2026, 3, 2 + number % 20),
        3_500_000,
        Beneficiary(
            Sex.FEMALE if number % 2 else Sex.MALE,
            date(1970 + number % 36, 1, 1),
            entries(number),
            frozenset({Attribute.DIFFICULT_AREA}) if number % 3 == 0 else frozenset(),
            Decimal(number % 30),
            (PriorSupport(date(2020, 1, 1), "QD46"),) if number % 11 == 0 else (),
        ),
        number % 60,
    )


def entries(number: int) -> tuple[CategoryEntry, ...]:
    """Give a case one to three categories, some without a paper."""
    return tuple(
        CategoryEntry(
            CODES[(number * 7 + place) % len(CODES)],
            date(2024, 1, 1),
            date(2026, 12, 31) if place else None,
            bool((number + place) % 5),
        )
        for place in range(1 + number % 3)
    )


def candidate(number: int) -> Candidate:
    """Make one of many applications, in no order."""
    return Candidate(
        f"HS{number * 7919 % RANKED:05}",
        datetime(2026, 2, 1, tzinfo=UTC) + timedelta(minutes=number * 37 % 90_000),
        number % 13 != 0,
        entries(number),
    )


def _measured(name: str, act: Callable[[], object]) -> Measurement:
    costs = []
    for _ in range(3):
        before = time.process_time()
        act()
        costs.append((time.process_time() - before) * 1000)
    return Measurement(name, NO_DATABASE, cpu_ms=sorted(costs)[1])
