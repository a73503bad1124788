"""The texts of law that an opening decision rests on, by level and day of signing."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

from vocational.shared.data_files import Entry, read_toml

DATA = Path(str(files("vocational.class_opening"))) / "data"
ANY, ELEMENTARY, UNDER_3_MONTHS = "any", "elementary", "under_3_months"


@dataclass(frozen=True)
class Ground:
    """One text; `ends_on` None: still in force. First and last day are inclusive."""

    level: str
    text: str
    starts_on: date
    ends_on: date | None


def opening_grounds(on: date, *, elementary: bool) -> tuple[str, ...]:
    """Give the texts in force on a day for a level, in the order of the paper."""
    level = ELEMENTARY if elementary else UNDER_3_MONTHS
    return tuple(
        ground.text
        for ground in all_grounds()
        if ground.level in (ANY, level)
        and ground.starts_on <= on
        and (ground.ends_on is None or on <= ground.ends_on)
    )


@cache
def all_grounds(path: Path = DATA / "opening_grounds.toml") -> tuple[Ground, ...]:
    """Read every ground, in the order of the file.

    Raises `DataFileError`.
    """
    table = read_toml(path)
    table.allow("ground")
    return tuple(_ground(entry) for entry in table.entries("ground"))


def _ground(entry: Entry) -> Ground:
    entry.allow("level", "text", "starts_on", "ends_on")
    return Ground(
        level=entry.text("level"),
        text=entry.text("text"),
        starts_on=entry.day("starts_on"),
        ends_on=entry.day("ends_on") if "ends_on" in entry.values else None,
    )
