"""The texts of law that decisions rest on by kind, level and day; articles that pages name.

Read once from `data/papers/grounds.toml`. All days are inclusive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from vocational.law.instruments import DATA, Instrument, full_citation, instrument
from vocational.shared.data_files import Entry, check_unique, read_toml

ELEMENTARY, UNDER_3_MONTHS = "elementary", "under_3_months"


class DecisionKind(StrEnum):
    """What a decision decides."""

    OPENING = "opening"
    ADMISSION = "admission"
    RECOGNITION = "recognition"


@dataclass(frozen=True)
class Ground:
    """A text that some decisions cite; `level` empty: at every level; `ends_on` None: still."""

    text: Instrument
    decisions: frozenset[DecisionKind]
    level: str
    starts_on: date
    ends_on: date | None

    def is_cited(self, kind: DecisionKind, level: str, on: date) -> bool:
        """Tell whether a decision of a kind and level cites the text on a day."""
        has_begun = self.starts_on <= on
        has_ended = self.ends_on is not None and self.ends_on < on
        return kind in self.decisions and self.level in ("", level) and has_begun and not has_ended


def legal_grounds(kind: DecisionKind, on: date, *, elementary: bool) -> tuple[str, ...]:
    """Give the recitals of a decision signed on a day, each without its end mark, in order."""
    level = ELEMENTARY if elementary else UNDER_3_MONTHS
    return tuple(
        recital(ground.text, on) for ground in all_grounds() if ground.is_cited(kind, level, on)
    )


def recital(text: Instrument, on: date) -> str:
    """Write the line of a decision that names a text for the first time."""
    return f"Căn cứ {full_citation(text, on)}"


def passage(key: str) -> str:
    """Name an article as figures of the law name theirs: `TT 42/2015 Art 25`.

    Raises `KeyError` for an unknown key.
    """
    return _passages()[key]


@cache
def all_grounds(path: Path = DATA / "grounds.toml") -> tuple[Ground, ...]:
    """Read every ground, in the order of the file.

    Raises `DataFileError`; `KeyError` for an unknown instrument.
    """
    table = read_toml(path)
    table.allow("ground", "passage")
    return tuple(_ground(entry) for entry in table.entries("ground"))


@cache
def _passages(path: Path = DATA / "grounds.toml") -> Mapping[str, str]:
    entries = read_toml(path).entries("passage")
    check_unique(path.name, [entry.text("key") for entry in entries])
    return {entry.text("key"): _passage(entry) for entry in entries}


def _ground(entry: Entry) -> Ground:
    entry.allow("instrument", "decisions", "level", "starts_on", "ends_on")
    return Ground(
        text=instrument(entry.text("instrument")),
        decisions=frozenset(DecisionKind(kind) for kind in entry.texts("decisions")),
        level=entry.text("level") if "level" in entry.values else "",
        starts_on=entry.day("starts_on"),
        ends_on=entry.day("ends_on") if "ends_on" in entry.values else None,
    )


def _passage(entry: Entry) -> str:
    entry.allow("key", "instrument", "article")
    short = instrument(entry.text("instrument")).short
    return f"{short} Art {entry.text('article')}" if "article" in entry.values else short
