"""The law as its page shows it: what holds on a day, by text, with what changes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.law import local
from vocational.law.citations import instrument
from vocational.law.local import LocalLaw, Origin
from vocational.law.parameters import (
    NotInForce,
    Openness,
    Provision,
    all_provisions,
    nearest,
    provision,
)
from vocational.provisions.messages.figures import NAMES, UNITS
from vocational.provisions.queries import FigureOnFile, standing_figures
from vocational.shared.vietnamese_text import fold
from vocational.web.formats import show_date, show_number
from vocational.web.language import cited


@dataclass(frozen=True)
class ShownEntry:
    """One entry in the history of a figure, of the law (no `origin`) or set locally.

    Only an institution's own has a `figure_id`: nobody here takes back the department's.
    `counts`: it takes the place of the law's figure on the chosen day.
    """

    value: str
    basis: str
    starts_on: date
    ends_on: date | None
    origin: Origin | None = None
    figure_id: int | None = None
    is_withdrawn: bool = False
    counts: bool = False
    note: str = ""

    @property
    def in_words(self) -> str:
        """Its value, its paper and its days in one line."""
        last = show_date(self.ends_on) if self.ends_on else "…"
        return f"{self.value} ({self.basis}), {show_date(self.starts_on)} – {last}"

    @property
    def is_of_department(self) -> bool:
        """Tell whether the department set it."""
        return self.origin is Origin.DEPARTMENT


@dataclass(frozen=True)
class LawLine:
    """A figure on the chosen day; `basis` and `value` of the entry nearest to it.

    `is_in_force` False: it ended (`ends_on` past) or has yet to begin. `local`: what the
    department and the institution set. `coming`: the next entry of any.
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
    local: tuple[ShownEntry, ...]
    local_now: ShownEntry | None
    coming: ShownEntry | None

    @property
    def has_history(self) -> bool:
        """Tell whether there is more to read than what the line itself shows."""
        is_gone = any(one.is_withdrawn for one in self.local)
        return is_gone or len(self.law_history) > 1 or len(self.local) > 1 or bool(self.coming)

    @property
    def of_department(self) -> tuple[ShownEntry, ...]:
        """What the department set and did not take back."""
        return tuple(one for one in self.local if one.is_of_department and not one.is_withdrawn)


@dataclass(frozen=True)
class LawText:
    """A text of law with its figures, in the order of the law."""

    name: str
    lines: tuple[LawLine, ...]


def law_lines(on: date, figures: Sequence[FigureOnFile]) -> list[LawLine]:
    """Show every figure on a day, with the local ones beside."""
    by_key: dict[str, list[FigureOnFile]] = {}
    for one in figures:
        by_key.setdefault(one.figure.key, []).append(one)
    law = local.local_law(standing_figures(figures), on)
    return [_of_law(key, law, by_key.get(key, ())) for key in all_provisions()]


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


def _of_law(key: str, law: LocalLaw, found: Sequence[FigureOnFile]) -> LawLine:
    entry, is_in_force = _entry(key, law.on)
    of_law = tuple(_entry_of_law(each) for each in all_provisions()[key])
    is_replaced = is_in_force and local.applied(entry, law) is not entry
    counting = law.figures[key] if is_replaced else None
    of_place = tuple(_local_entry(one, entry.unit, counts=one.figure is counting) for one in found)
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
        law_history=of_law,
        local=of_place,
        local_now=next((each for each in of_place if each.counts), None),
        coming=_coming((*of_law, *_that_will_count(found, of_place)), law.on),
    )


def _entry(key: str, on: date) -> tuple[Provision, bool]:
    try:
        return provision(key, on), True
    except NotInForce:
        return nearest(key, on), False


def _that_will_count(
    found: Sequence[FigureOnFile], shown: Sequence[ShownEntry]
) -> Iterator[ShownEntry]:
    """Keep the local entries that nothing nearer or higher hides on their first day."""
    standing = standing_figures(found)
    for one, entry in zip(found, shown, strict=True):
        counting = local.local_law(standing, entry.starts_on).figures.get(one.figure.key)
        if counting is one.figure:
            yield entry


def _coming(entries: Iterable[ShownEntry], on: date) -> ShownEntry | None:
    later = [each for each in entries if each.starts_on > on]
    return min(later, key=lambda each: each.starts_on, default=None)


def _entry_of_law(entry: Provision) -> ShownEntry:
    return ShownEntry(
        amount(entry.value, entry.unit),
        cited(entry.legal_basis),
        entry.effective_from,
        entry.effective_to,
    )


def _local_entry(one: FigureOnFile, unit: str, *, counts: bool) -> ShownEntry:
    figure = one.figure
    return ShownEntry(
        amount(figure.value, unit),
        figure.source,
        figure.effective_from,
        figure.effective_to,
        origin=figure.origin,
        figure_id=one.figure_id if figure.origin is Origin.INSTITUTION else None,
        is_withdrawn=not one.is_standing,
        counts=counts,
        note=one.note,
    )
