"""On which terms a class supports its learners: the scheme, the days, the cost. Pure.

Money is whole đồng, days are full study days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil

from vocational.law.support import Scheme


@dataclass(frozen=True)
class SupportTerms:
    """What a class says of support; `scheme` None: it supports nobody.

    `study_days` are those to come or planned; 0 while nothing says how many.
    """

    scheme: Scheme | None
    starts_on: date
    approved_cost_dong: int
    study_days: int = 0
    fee_dong: int = 0


def planned_study_days(total_minutes: int, minutes_by_weekday: Iterable[tuple[int, int]]) -> int:
    """Estimate the study days of a course from its weekly times, (weekday, minutes) each.

    A day may have several times. 0 without any: nothing is guessed.
    """
    by_day: Mapping[int, int] = _sums(minutes_by_weekday)
    week = sum(by_day.values())
    return ceil(total_minutes * len(by_day) / week) if week else 0


def _sums(minutes_by_weekday: Iterable[tuple[int, int]]) -> dict[int, int]:
    result: dict[int, int] = {}
    for weekday, minutes in minutes_by_weekday:
        result[weekday] = result.get(weekday, 0) + minutes
    return result
