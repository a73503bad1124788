"""An institution's own figures beside those of the law: which one counts on a day. Pure.

Values are in the unit of the law's own figure; first and last days are inclusive.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from vocational.law.parameters import (
    Openness,
    Provision,
    all_provisions,
    provision,
)
from vocational.law.support import Scheme, SchemeLaw, SupportKind, scheme_law


@dataclass(frozen=True)
class LocalFigure:
    """A figure that an institution set, and the paper that says so."""

    key: str
    value: Decimal
    effective_from: date
    effective_to: date | None
    source: str

    def is_in_force(self, on: date) -> bool:
        """Tell whether it counts on a day."""
        return self.effective_from <= on and (self.effective_to is None or on <= self.effective_to)


@dataclass(frozen=True)
class LocalLaw:
    """The figures of an institution in force on one day, by key."""

    on: date
    figures: Mapping[str, LocalFigure]


def openness_of(key: str) -> Openness:
    """Say whether an institution may set a figure of that name; unknown names are closed."""
    entries = all_provisions().get(key)
    return entries[0].openness if entries else Openness.CLOSED


def local_law(figures: Iterable[LocalFigure], on: date) -> LocalLaw:
    """Keep the figures that count on a day; those of closed names never do."""
    kept = {
        figure.key: figure
        for figure in figures
        if figure.is_in_force(on) and openness_of(figure.key) is not Openness.CLOSED
    }
    return LocalLaw(on, kept)


def figure(key: str, own: LocalLaw) -> Provision:
    """Find the figure in force on the day: the institution's own, else that of the law.

    Where only a higher one is allowed, one that the law has overtaken counts no more.

    Raises `NotInForce` when the law's own is not in force: an institution's figure cannot
    outlive it. Raises `KeyError` for an unknown name.
    """
    return applied(provision(key, own.on), own)


def applied(rule: Provision, own: LocalLaw) -> Provision:
    """Put the institution's figure in the place of the law's, where there is one."""
    found = own.figures.get(rule.key)
    if found is None or (rule.openness is Openness.HIGHER and found.value < rule.value):
        return rule
    return replace(
        rule,
        value=found.value,
        effective_from=found.effective_from,
        effective_to=found.effective_to,
        local_source=found.source,
    )


def local_scheme_law(scheme: Scheme, own: LocalLaw) -> SchemeLaw:
    """Give the rules of a scheme on the day with the institution's figures in their places.

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
