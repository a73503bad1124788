"""The law of support: which rules of a scheme are in force on a day.

Amounts are whole đồng, distances kilometres, windows calendar months.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from vocational.law.instruments import Instrument, instrument_of_scheme
from vocational.law.parameters import NotInForce, Provision, all_provisions, nearest, provision
from vocational.shared.sex import Sex

_DAYS_REMEMBERED = 1024


class Scheme(StrEnum):
    """The legal bases of support that a class can be opened under."""

    QD46 = "QD46"
    ND338 = "ND338"
    ND61 = "ND61"
    QD12 = "QD12"
    TT52 = "TT52"

    @property
    def instrument(self) -> Instrument:
        """Return the text that the scheme is laid down in."""
        return instrument_of_scheme(self.value)

    @property
    def citation(self) -> str:
        """Cite the text shortly, as pages do: `QĐ 46/2015`."""
        return self.instrument.short


class SupportKind(StrEnum):
    """What a sum is for; in the order in which a ceiling pays them."""

    TRAINING_COST = "training_cost"
    MEALS = "meals"
    TRAVEL = "travel"


class SupportUnit(StrEnum):
    """What the figure of a rule that pays counts in."""

    DONG_AT_MOST = "VND per course, at most"
    PERCENT_OF_COST = "percent of the approved cost, at most"
    BASE_SALARIES = "times the base salary, at most"
    DONG_PER_DAY = "VND per study day"
    DONG_PER_COURSE = "VND per course"


@dataclass(frozen=True)
class SchemeLaw:
    """All that one scheme needs on one day.

    `lines` pay sums, in the order that decides ties; `lapsed` would, but are not in force
    that day. Figures that the scheme does not know, or that are not in force, are None.
    `window` counts months from the first day of its categories.
    """

    scheme: Scheme
    on: date
    lines: Mapping[SupportKind, tuple[Provision, ...]]
    lapsed: Mapping[SupportKind, tuple[Provision, ...]]
    base_salary: Provision
    once: Provision
    times_max: Provision | None
    window: Provision | None
    card_months: Provision | None
    months_worked_min: Provision | None
    age_min: Provision | None
    age_max: Mapping[Sex, Provision]


@lru_cache(maxsize=_DAYS_REMEMBERED)
def scheme_law(scheme: Scheme, on: date) -> SchemeLaw:
    """Give the rules of a scheme on a day, usually the first day of the class.

    QĐ 12/2024 pays by the rules of QĐ 46/2015. Raises `NotInForce` when the scheme is not in
    force, or a figure without which it pays nobody.
    """
    _check_in_force(scheme, on)
    prefix = scheme.lower()
    ages = {sex: _if_in_force(f"age.max.{sex}", on) for sex in Sex}
    return SchemeLaw(
        scheme=scheme,
        on=on,
        lines={kind: _lines(scheme, kind, on) for kind in SupportKind},
        lapsed={kind: _lapsed(scheme, kind, on) for kind in SupportKind},
        base_salary=provision("base_salary", on),
        once=provision(f"{prefix}.once", on),
        times_max=_if_in_force("qd46.times_max", on),
        window=_if_in_force(f"{prefix}.window_months", on),
        card_months=_if_in_force(f"{prefix}.card_months", on),
        months_worked_min=_if_in_force(f"{prefix}.months_worked_min", on),
        age_min=_if_in_force("age.min", on),
        age_max={sex: age for sex, age in ages.items() if age is not None},
    )


def _check_in_force(scheme: Scheme, on: date) -> None:
    """Raise `NotInForce` unless one of the rules that pay training cost is in force."""
    if scheme is Scheme.QD12:
        provision("qd12.window_months", on)
    if not _lines(scheme, SupportKind.TRAINING_COST, on):
        raise NotInForce(_line_keys(scheme)[0], on)


def _lines(scheme: Scheme, kind: SupportKind, on: date) -> tuple[Provision, ...]:
    line_keys = (_if_in_force(key, on) for key in _line_keys(scheme))
    return tuple(rule for rule in line_keys if rule is not None and rule.kind == kind)


def _lapsed(scheme: Scheme, kind: SupportKind, on: date) -> tuple[Provision, ...]:
    gone = (nearest(key, on) for key in _line_keys(scheme) if _if_in_force(key, on) is None)
    return tuple(rule for rule in gone if rule.kind == kind)


@cache
def _line_keys(scheme: Scheme) -> tuple[str, ...]:
    paying = Scheme.QD46 if scheme is Scheme.QD12 else scheme
    return tuple(
        key
        for key, series in all_provisions().items()
        if series[0].scheme == paying and series[0].kind
    )


def _if_in_force(key: str, on: date) -> Provision | None:
    """Find a figure; None when the law has none of that name or none on that day."""
    if key not in all_provisions():
        return None
    try:
        return provision(key, on)
    except NotInForce:
        return None
