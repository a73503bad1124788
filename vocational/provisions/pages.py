"""The law as its page shows it: what holds on a day, by text, with what changes next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.law import local
from vocational.law.citations import instrument
from vocational.law.local import LocalLaw, Origin
from vocational.law.parameters import (
    LocalOverride,
    NotInForce,
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
class FigureView:
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
    law_history: tuple[FigureView, ...]
    local: tuple[FigureView, ...]
    local_now: FigureView | None
    coming: FigureView | None

    @property
    def has_history(self) -> bool:
        """Tell whether there is more to read than what the line itself shows."""
        is_gone = any(item.is_withdrawn for item in self.local)
        return is_gone or len(self.law_history) > 1 or len(self.local) > 1 or bool(self.coming)

    @property
    def of_department(self) -> tuple[FigureView, ...]:
        """What the department set and did not take back."""
        return tuple(item for item in self.local if item.is_of_department and not item.is_withdrawn)


@dataclass(frozen=True)
class LawText:
    """A text of law with its figures, in the order of the law."""

    name: str
    lines: tuple[LawLine, ...]


def law_lines(on: date, figures: Sequence[FigureOnFile]) -> list[LawLine]:
    """Show every figure on a day, with the local ones beside."""
    by_key: dict[str, list[FigureOnFile]] = {}
    for figure in figures:
        by_key.setdefault(figure.figure.key, []).append(figure)
    law = local.local_law(standing_figures(figures), on)
    return [_of_law(key, law, by_key.get(key, ())) for key in all_provisions()]


def by_text(lines: Sequence[LawLine]) -> list[LawText]:
    """Put the lines of each text together; texts in the order of their first line."""
    result: dict[str, list[LawLine]] = {}
    for line in lines:
        result.setdefault(line.text, []).append(line)
    return [LawText(name, tuple(of_text)) for name, of_text in result.items()]


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


def _of_law(key: str, law: LocalLaw, files: Sequence[FigureOnFile]) -> LawLine:
    entry, is_in_force = _entry(key, law.on)
    of_law = tuple(_entry_of_law(all_provision) for all_provision in all_provisions()[key])
    is_replaced = is_in_force and local.applied(entry, law) is not entry
    counting = law.figures[key] if is_replaced else None
    of_place = tuple(
        _local_entry(item, entry.unit, counts=item.figure is counting) for item in files
    )
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
        is_open=entry.local_override is not LocalOverride.NONE,
        law_history=of_law,
        local=of_place,
        local_now=next((item for item in of_place if item.counts), None),
        coming=_coming((*of_law, *_that_will_count(files, of_place)), law.on),
    )


def _entry(key: str, on: date) -> tuple[Provision, bool]:
    try:
        return provision(key, on), True
    except NotInForce:
        return nearest(key, on), False


def _that_will_count(
    files: Sequence[FigureOnFile], shown: Sequence[FigureView]
) -> Iterator[FigureView]:
    """Keep the local entries that nothing nearer or higher hides on their first day."""
    standing = standing_figures(files)
    for item, entry in zip(files, shown, strict=True):
        counting = local.local_law(standing, entry.starts_on).figures.get(item.figure.key)
        if counting is item.figure:
            yield entry


def _coming(entries: Iterable[FigureView], on: date) -> FigureView | None:
    later = [entry for entry in entries if entry.starts_on > on]
    return min(later, key=lambda item: item.starts_on, default=None)


def _entry_of_law(entry: Provision) -> FigureView:
    return FigureView(
        amount(entry.value, entry.unit),
        cited(entry.legal_basis),
        entry.effective_from,
        entry.effective_to,
    )


def _local_entry(figure_on_file: FigureOnFile, unit: str, *, counts: bool) -> FigureView:
    figure = figure_on_file.figure
    return FigureView(
        amount(figure.value, unit),
        figure.source,
        figure.effective_from,
        figure.effective_to,
        origin=figure.origin,
        figure_id=figure_on_file.figure_id if figure.origin is Origin.INSTITUTION else None,
        is_withdrawn=not figure_on_file.is_standing,
        counts=counts,
        note=figure_on_file.note,
    )
