"""Dated figures of the law, read once from `data/*.toml`, found by key and day.

A provision is a series of entries in date order; an entry is valid from its first day until
the next entry begins or, where it names one, to its last day, both included. A changed figure
is a new entry, never an edit of an old one. What may be set locally is
marked so: see `LocalOverride`.
"""

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import pairwise


class Certainty(StrEnum):
    """How well a figure is known: read in a text, general knowledge, or contested."""

    VERIFIED = "V"
    GENERAL = "G"
    UNSETTLED = "U"


class LocalOverride(StrEnum):
    """Whether an institution or its department may set a figure beside that of the law."""

    NONE = "closed"
    RAISE_ONLY = "higher"
    ANY = "any"


@dataclass(frozen=True)
class Provision:
    """One figure as it stood on a day, with what says so.

    `rule_id` names the entry in answers and stored outcomes; `effective_to` None is open.
    Figures of support also name their `scheme`. Those that pay a sum have its `kind` and, in
    `categories`, who gets it: codes joined by `+` (both) and `|` (any), `@` with that
    attribute; `distance_km_min` is the least way from home that gives it. Of a local figure
    `local_source` names the paper that sets it, and the days are that figure's.
    """

    key: str
    rule_id: str
    unit: str
    value: Decimal
    legal_basis: str
    certainty: Certainty
    effective_from: date
    effective_to: date | None = None
    note: str = ""
    scheme: str = ""
    kind: str = ""
    categories: str = ""
    distance_km_min: Decimal | None = None
    local_override: LocalOverride = LocalOverride.NONE
    local_source: str = ""

    @property
    def is_unsettled(self) -> bool:
        """Say whether the figure is contested: applied all the same, never as settled law."""
        return self.certainty is Certainty.UNSETTLED


class NotInForce(Exception):
    """No entry of a provision is in force on the day."""

    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"{key} is not in force on {on.isoformat()}")
        self.key = key
        self.on = on


def provision(key: str, on: date) -> Provision:
    """Find the figure in force on a day; first and last days are inclusive.

    Raises `NotInForce` when none is, `KeyError` when the law has no such provision.
    """
    entries = all_provisions()[key]
    place = bisect_right(entries, on, key=lambda entry: entry.effective_from)
    if place == 0:
        raise NotInForce(key, on)
    entry = entries[place - 1]
    if entry.effective_to is not None and entry.effective_to < on:
        raise NotInForce(key, on)
    return entry


def nearest(key: str, on: date) -> Provision:
    """Find what to name when a figure is not in force: the entry that ended last, or the first.

    Raises `KeyError` when the law has no such provision.
    """
    entries = all_provisions()[key]
    place = bisect_right(entries, on, key=lambda entry: entry.effective_from)
    return entries[max(place - 1, 0)]


@cache
def all_provisions() -> Mapping[str, Sequence[Provision]]:
    """Give all entries by key, in the order of the files; entries of a key by date."""
    result: dict[str, Sequence[Provision]] = {}
    for text in _texts():
        for series in parse(text):
            if series[0].key in result:
                raise ValueError(f"{series[0].key} stands twice")
            result[series[0].key] = series
    return result


def _texts() -> list[str]:
    folder = files("vocational.law").joinpath("data")
    iterdir = sorted(folder.iterdir(), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in iterdir if file.name.endswith(".toml")]


def parse(text: str) -> list[tuple[Provision, ...]]:
    """Read the TOML of one file.

    Raises `ValueError` for entries out of date order, that overlap, or without a field.
    """
    tables = tomllib.loads(text, parse_float=Decimal)["provision"]
    return [_series(table) for table in tables]


def _series(table: Mapping[str, object]) -> tuple[Provision, ...]:
    entries = table["entry"]
    if not isinstance(entries, list) or not entries:
        raise ValueError(f"{table['key']} has no entry")
    series = tuple(_entry(table, entry) for entry in entries)
    for earlier, later in pairwise(series):
        ends_on = earlier.effective_to or earlier.effective_from
        if later.effective_from <= ends_on:
            raise ValueError(f"entries of {earlier.key} are not in date order")
    return series


def _entry(table: Mapping[str, object], fields: Mapping[str, object]) -> Provision:
    key = str(table["key"])
    starts_on, ends_on = fields.get("effective_from"), fields.get("effective_to")
    if not isinstance(starts_on, date) or not isinstance(ends_on, date | None):
        raise ValueError(f"the dates of {key} are no dates")
    return Provision(
        key=key,
        rule_id=str(fields["id"]),
        unit=str(table["unit"]),
        value=_number(key, fields.get("value")),
        legal_basis=str(fields["legal_basis"]),
        certainty=Certainty(str(fields["status"])),
        effective_from=starts_on,
        effective_to=ends_on,
        note=str(fields.get("note", "")),
        scheme=str(table.get("scheme", "")),
        kind=str(table.get("kind", "")),
        categories=str(fields.get("categories", "")),
        distance_km_min=_distance(key, fields),
        local_override=LocalOverride(str(table.get("local", LocalOverride.NONE))),
    )


def _distance(key: str, fields: Mapping[str, object]) -> Decimal | None:
    distance = fields.get("distance_km_min")
    return None if distance is None else _number(key, distance)


def _number(key: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(f"the value of {key} is no number")
    return Decimal(value)
