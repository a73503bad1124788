"""Figures of the department and of the institution beside the law: which counts on a day. Pure.

The nearest counts: the institution's, else the department's, else that of the law. Where the law
allows only a higher figure, it and the department's are floors: a lower one never counts.

Values are in the unit of the law's own figure; first and last days are inclusive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vocational.law.parameters import (
    LocalOverride,
    Provision,
    all_provisions,
    provision,
)
from vocational.law.support import Scheme, SchemeLaw, SupportKind, scheme_law


class Origin(StrEnum):
    """Who set a local figure."""

    DEPARTMENT = "department"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class LocalFigure:
    """A figure that an institution or its department set, and the paper that says so."""

    key: str
    value: Decimal
    effective_from: date
    effective_to: date | None
    source: str
    origin: Origin = Origin.INSTITUTION

    def is_in_force(self, on: date) -> bool:
        """Tell whether it counts on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True)
class LocalLaw:
    """The local figures that count on one day, by key."""

    on: date
    figures: Mapping[str, LocalFigure]


def local_override_of(key: str) -> LocalOverride:
    """Say whether a figure of that name may be set locally; unknown names are closed."""
    entries = all_provisions().get(key)
    return entries[0].local_override if entries else LocalOverride.NONE


def local_law(figures: Iterable[LocalFigure], on: date) -> LocalLaw:
    """Keep the figure of each name that counts on a day; those of closed names never do."""
    kept: dict[str, LocalFigure] = {}
    for item in sorted(figures, key=_is_own):
        local_override = local_override_of(item.key)
        if not item.is_in_force(on) or local_override is LocalOverride.NONE:
            continue
        floor = kept.get(item.key)
        if floor is None or not _is_too_low(item, local_override, floor.value):
            kept[item.key] = item
    return LocalLaw(on, kept)


def figure(key: str, own: LocalLaw) -> Provision:
    """Find the figure in force on the day: the local one, else that of the law.

    Where only a higher one is allowed, one that the law has overtaken counts no more.

    Raises `NotInForce` when the law's own is not in force: a local figure cannot outlive it.
    Raises `KeyError` for an unknown name.
    """
    return applied(provision(key, own.on), own)


def applied(rule: Provision, own: LocalLaw) -> Provision:
    """Put the local figure in the place of the law's, where there is one."""
    result = own.figures.get(rule.key)
    if result is None or _is_too_low(result, rule.local_override, rule.value):
        return rule
    return replace(
        rule,
        value=result.value,
        effective_from=result.effective_from,
        effective_to=result.effective_to,
        local_source=result.source,
    )


def local_scheme_law(scheme: Scheme, own: LocalLaw) -> SchemeLaw:
    """Give the rules of a scheme on the day with the local figures in their places.

    Raises `NotInForce` as `scheme_law` does.
    """
    law = scheme_law(scheme, own.on)
    if not own.figures:
        return law
    return replace(
        law,
        lines={kind: tuple(applied(rule, own) for rule in law.lines[kind]) for kind in SupportKind},
        times_max=_applied(law.times_max, own),
        window=_applied(law.window, own),
        age_max={sex: applied(rule, own) for sex, rule in law.age_max.items()},
    )


def _applied(rule: Provision | None, own: LocalLaw) -> Provision | None:
    return None if rule is None else applied(rule, own)


def _is_own(figure: LocalFigure) -> bool:
    return figure.origin is Origin.INSTITUTION


def _is_too_low(figure: LocalFigure, local_override: LocalOverride, floor: Decimal) -> bool:
    return local_override is LocalOverride.RAISE_ONLY and figure.value < floor
