"""Legal instruments by name: how papers cite them in full, and pages shortly.

Read once from `data/papers/instruments.toml`. Source of the forms of citation: NĐ 30/2020/NĐ-CP
annex I: a law or an ordinance by name and day, without number; other texts by kind, number, day,
body and title.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from vocational.shared.data_files import Entry, check_unique, read_toml
from vocational.shared.dates import statutory_day

DATA = Path(str(files("vocational.law"))) / "data" / "papers"
_UNNUMBERED = frozenset({"Luật", "Pháp lệnh"})


@dataclass(frozen=True)
class Amendment:
    """Which instrument changed another, and the first day on which the change holds."""

    instrument: str
    starts_on: date


@dataclass(frozen=True)
class Instrument:
    """One text of law; `dated` None where its day is not known, `scheme` a scheme of support."""

    id: str
    kind: str
    number: str
    dated: date | None
    body: str
    title: str
    short: str
    informal: str
    scheme: str
    amendments: tuple[Amendment, ...]

    @property
    def name(self) -> str:
        """Name the text as at a later mention: `Quyết định số 46/2015/QĐ-TTg`."""
        return (
            f"{self.kind} {self.title}" if self._is_unnumbered else f"{self.kind} số {self.number}"
        )

    @property
    def heading(self) -> str:
        """Name the text as a list of texts does: `Quyết định 46/2015/QĐ-TTg`."""
        return self.name if self._is_unnumbered else f"{self.kind} {self.number}"

    @property
    def _is_unnumbered(self) -> bool:
        return self.kind in _UNNUMBERED


def instrument(instrument_id: str) -> Instrument:
    """Return one instrument; raises `KeyError` for an unknown one."""
    return all_instruments()[instrument_id]


def instrument_of_scheme(scheme: str) -> Instrument:
    """Return the text behind a scheme of support; raises `KeyError` for an unknown one."""
    return _by_scheme()[scheme]


def full_citation(text: Instrument, on: date) -> str:
    """Cite a text as a recital does at its first mention, with what amended it by the day."""
    amendments = [change for change in text.amendments if change.starts_on <= on]
    cited = _with_day(text)
    if text.body:
        cited += f" của {text.body}"
    if not text._is_unnumbered:
        cited += f" {text.title}"
    if not amendments:
        return cited
    changed_by = ", ".join(_with_day(instrument(change.instrument)) for change in amendments)
    return f"{cited} (được sửa đổi, bổ sung bởi {changed_by})"


def _with_day(text: Instrument) -> str:
    return f"{text.name} {statutory_day(text.dated)}" if text.dated else text.name


@cache
def all_instruments(path: Path = DATA / "instruments.toml") -> Mapping[str, Instrument]:
    """Read every instrument by its id, in the order of the file.

    Raises `DataFileError`, also for an amendment by an unknown instrument.
    """
    table = read_toml(path)
    table.allow("instrument")
    entries = table.entries("instrument")
    check_unique(path.name, [entry.text("id") for entry in entries])
    return {entry.text("id"): _instrument(entry) for entry in entries}


@cache
def _by_scheme() -> Mapping[str, Instrument]:
    return {text.scheme: text for text in all_instruments().values() if text.scheme}


def _instrument(entry: Entry) -> Instrument:
    entry.allow(
        "id",
        "kind",
        "number",
        "dated",
        "body",
        "title",
        "short",
        "informal",
        "scheme",
        "amended_by",
    )
    return Instrument(
        id=entry.text("id"),
        kind=entry.text("kind"),
        number=entry.text("number"),
        dated=entry.day("dated") if "dated" in entry.values else None,
        body=_optional(entry, "body"),
        title=entry.text("title"),
        short=entry.text("short"),
        informal=_optional(entry, "informal"),
        scheme=_optional(entry, "scheme"),
        amendments=_amendments(entry),
    )


def _amendments(entry: Entry) -> tuple[Amendment, ...]:
    if "amended_by" not in entry.values:
        return ()
    changes = entry.entries("amended_by")
    return tuple(Amendment(change.text("instrument"), change.day("from")) for change in changes)


def _optional(entry: Entry, key: str) -> str:
    return entry.text(key) if key in entry.values else ""
