"""The law as its page shows it: what holds on a day, by text, with what changes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.law.citations import instrument
from vocational.law.parameters import (
    NotInForce,
    Openness,
    Provision,
    all_provisions,
    nearest,
    provision,
)
from vocational.provisions.models import LocalProvision
from vocational.provisions.names import NAMES, UNITS
from vocational.shared.vietnamese_text import fold
from vocational.web.formats import show_number
from vocational.web.language import cited


@dataclass(frozen=True)
class ShownEntry:
    """One entry in the history of a figure, of the law or of the institution."""

    value: str
    basis: str
    starts_on: date
    ends_on: date | None
    figure_id: int | None = None
    is_withdrawn: bool = False
    note: str = ""

    def holds(self, on: date) -> bool:
        """Tell whether it counts on a day."""
        is_past = self.ends_on is not None and self.ends_on < on
        return not self.is_withdrawn and self.starts_on <= on and not is_past


@dataclass(frozen=True)
class LawLine:
    """A figure on the chosen day; `basis` and `value` of the entry nearest to it.

    `is_in_force` False: it ended (`ends_on` past) or has yet to begin. `coming`: the next entry
    of the law or of the institution.
    """

    key: str
    name: str
    text: str
    value: str
    unit: str
    basis: str
    is_in_force: bool
    is_unsettled: bool
    starts_on: date | None
    ends_on: date | None
    is_open: bool
    law_history: tuple[ShownEntry, ...]
    own: tuple[ShownEntry, ...]
    own_now: ShownEntry | None
    coming: ShownEntry | None


@dataclass(frozen=True)
class LawText:
    """A text of law with its figures, in the order of the law."""

    name: str
    lines: tuple[LawLine, ...]


def law_lines(on: date, figures: Iterable[LocalProvision]) -> list[LawLine]:
    """Show every figure on a day, with the institution's own beside."""
    own: dict[str, list[LocalProvision]] = {}
    for row in figures:
        own.setdefault(row.key, []).append(row)
    return [_of_law(key, on, own.get(key, ())) for key in all_provisions()]


def by_text(lines: Sequence[LawLine]) -> list[LawText]:
    """Put the lines of each text together; texts in the order of their first line."""
    found: dict[str, list[LawLine]] = {}
    for line in lines:
        found.setdefault(line.text, []).append(line)
    return [LawText(name, tuple(of_text)) for name, of_text in found.items()]


def wanted(lines: Iterable[LawLine], query: str, filters: Mapping[str, str]) -> list[LawLine]:
    """Keep the lines with all the words, and of the filters: unsettled, open, in force."""
    words = fold(query).split()
    return [
        line
        for line in lines
        if all(word in fold(f"{line.name} {line.basis} {line.key}") for word in words)
        and (filters.get("state") != "unsettled" or line.is_unsettled)
        and (filters.get("state") != "open" or line.is_open)
        and (filters.get("state") != "coming" or line.coming is not None)
    ]


def name_of(key: str) -> str:
    """Name a figure; one without a name by its key."""
    return str(NAMES.get(key, key))


def amount(value: Decimal, unit: str) -> str:
    """Write a value with its unit."""
    return f"{show_number(value)} {UNITS.get(unit, unit)}"


def _of_law(key: str, on: date, own: Sequence[LocalProvision]) -> LawLine:
    entries = all_provisions()[key]
    entry, is_in_force = _entry(key, on)
    shown = tuple(_entry_of_law(each) for each in entries)
    owned = tuple(_entry_of_own(row, entry.unit) for row in own)
    return LawLine(
        key=key,
        name=name_of(key),
        text=cited(instrument(entry.legal_basis)),
        value=show_number(entry.value),
        unit=str(UNITS.get(entry.unit, entry.unit)),
        basis=cited(entry.legal_basis),
        is_in_force=is_in_force,
        is_unsettled=entry.is_unsettled,
        starts_on=entry.effective_from,
        ends_on=entry.effective_to,
        is_open=entry.openness is not Openness.CLOSED,
        law_history=shown,
        own=owned,
        own_now=next((each for each in owned if each.holds(on)), None) if is_in_force else None,
        coming=_coming((*shown, *owned), on),
    )


def _entry(key: str, on: date) -> tuple[Provision, bool]:
    try:
        return provision(key, on), True
    except NotInForce:
        return nearest(key, on), False


def _coming(entries: Iterable[ShownEntry], on: date) -> ShownEntry | None:
    later = [each for each in entries if each.starts_on > on and not each.is_withdrawn]
    return min(later, key=lambda each: each.starts_on, default=None)


def _entry_of_law(entry: Provision) -> ShownEntry:
    return ShownEntry(
        amount(entry.value, entry.unit),
        cited(entry.legal_basis),
        entry.effective_from,
        entry.effective_to,
    )


def _entry_of_own(row: LocalProvision, unit: str) -> ShownEntry:
    return ShownEntry(
        amount(Decimal(row.value), unit),
        row.source,
        row.effective_from,
        row.effective_to,
        figure_id=row.id,
        is_withdrawn=row.withdrawn_at is not None,
        note=row.note,
    )
