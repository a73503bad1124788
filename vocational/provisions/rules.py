"""What an institution may set for itself beside the law. Pure.

Values are in the unit of the law's own figure; first and last days are inclusive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.law.local import LocalFigure, openness_of
from vocational.law.parameters import Openness, all_provisions
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


def check_figure(new: NewFigure, others: Iterable[LocalFigure]) -> None:
    """Check a figure against the law and against the others of its name.

    Raises `RuleViolation`: `provisions.closed` (the law leaves it to nobody),
    `provisions.value`, `provisions.whole`, `provisions.not_higher`, `provisions.source`,
    `period.reversed`, `provisions.overlap` (two for one day are refused).
    """
    openness = openness_of(new.key)
    if openness is Openness.CLOSED:
        raise RuleViolation("provisions.closed", "key")
    if not new.source:
        raise RuleViolation("provisions.source", "source")
    period = check_period(new.effective_from, new.effective_to, "effective_to")
    _check_value(new)
    if openness is Openness.HIGHER:
        _check_higher(new, period)
    for other in others:
        if period.overlaps(Period(other.effective_from, other.effective_to)):
            raise RuleViolation(
                "provisions.overlap",
                "effective_from",
                first=other.effective_from,
                source=other.source,
            )


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
