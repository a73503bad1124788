"""What an institution or its department may set beside the law. Pure.

Values are in the unit of the law's own figure; first and last days are inclusive.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.law.local import LocalFigure, Origin, local_override_of
from vocational.law.parameters import LocalOverride, all_provisions
from vocational.shared.errors import RuleViolation
from vocational.shared.periods import Period, check_period

MOST = Decimal(1_000_000_000)
PERCENT_WHOLE = Decimal(100)
WHOLE_UNITS = ("VND", "learners", "months", "completed years", "earlier times")


@dataclass(frozen=True)
class NewFigure:
    """A figure as it is asked for: which, how much, on which days, by which paper."""

    key: str
    value: Decimal
    effective_from: date
    effective_to: date | None
    source: str
    note: str = ""


def check_figure(new: NewFigure, origin: Origin, others: Sequence[LocalFigure]) -> None:
    """Check a figure against the law and against the others of its name.

    `others` are those of the same origin and, for an institution, of its department too: where
    only higher figures are allowed, an institution stays at or above what the department gives.

    Raises `RuleViolation`: `provisions.closed` (the law leaves it to nobody),
    `provisions.value`, `provisions.whole`, `provisions.not_higher`,
    `provisions.below_department`, `provisions.source`, `period.reversed`,
    `provisions.overlap` (two for one day are refused).
    """
    local_override = local_override_of(new.key)
    if local_override is LocalOverride.NONE:
        raise RuleViolation("provisions.closed", "key")
    if not new.source.strip():
        raise RuleViolation("provisions.source", "source")
    period = check_period(new.effective_from, new.effective_to, "effective_to")
    _check_value(new)
    if local_override is LocalOverride.RAISE_ONLY:
        _check_higher(new, period)
        if origin is Origin.INSTITUTION:
            _check_above_department(new, period, others)
    _check_overlap(period, (other for other in others if other.origin is origin))


def unit_of(key: str) -> str:
    """Give the unit of a figure; empty for an unknown name."""
    entries = all_provisions().get(key)
    return entries[0].unit if entries else ""


def _check_value(new: NewFigure) -> None:
    unit = unit_of(new.key)
    is_percent = unit.startswith("percent")
    most = PERCENT_WHOLE if is_percent else MOST
    if not 0 <= new.value <= most:
        raise RuleViolation("provisions.value", "value", most=most)
    if unit.startswith(WHOLE_UNITS) and new.value != new.value.to_integral_value():
        raise RuleViolation("provisions.whole", "value")


def _check_higher(new: NewFigure, period: Period) -> None:
    """Compare with every entry of the law that shares a day with the figure."""
    for entry in all_provisions()[new.key]:
        shares = period.overlaps(Period(entry.effective_from, entry.effective_to))
        if shares and new.value < entry.value:
            raise RuleViolation("provisions.not_higher", "value", least=entry.value)


def _check_above_department(new: NewFigure, period: Period, others: Iterable[LocalFigure]) -> None:
    for other in others:
        is_floor = other.origin is Origin.DEPARTMENT and _shares_a_day(period, other)
        if is_floor and new.value < other.value:
            raise RuleViolation(
                "provisions.below_department", "value", least=other.value, source=other.source
            )


def _check_overlap(period: Period, others: Iterable[LocalFigure]) -> None:
    for other in others:
        if _shares_a_day(period, other):
            raise RuleViolation(
                "provisions.overlap",
                "effective_from",
                first=other.effective_from,
                source=other.source,
            )


def _shares_a_day(period: Period, other: LocalFigure) -> bool:
    return period.overlaps(Period(other.effective_from, other.effective_to))
