"""Bring the shipped reference data into the database without losing a reference."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Insert, Update, delete, insert, update
from vietnam_provinces import NESTED_DIVISIONS_JSON_PATH

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.extensions import db
from vocational.reference import queries
from vocational.reference.models import (
    Commune,
    EthnicGroup,
    Holiday,
    Province,
    ReferenceState,
    SchoolingLevel,
)
from vocational.reference.rules import communes as rules
from vocational.reference.rules import places
from vocational.reference.rules.places import CommuneEntry, ProvinceEntry
from vocational.shared.database import Base
from vocational.shared.errors import Refused

SHAPE = "1"
"""Raised when the loaders read the same files differently: everything is loaded again."""

BATCH = 500
"""Rows a statement; small enough for every database."""

Columns = dict[str, Any]
"""One row for the database, by column: the edge where values lose their types."""


@dataclass(frozen=True)
class ReferenceFiles:
    """Where each set of reference data is read from."""

    places: Path = NESTED_DIVISIONS_JSON_PATH
    ethnic_groups: Path = rules.DATA / "ethnic_groups.toml"
    schooling_levels: Path = rules.DATA / "schooling_levels.toml"
    holidays: Path = rules.DATA / "holidays.toml"


SHIPPED = ReferenceFiles()


@dataclass(frozen=True)
class SetChange:
    """What loading one set did, in rows."""

    name: str
    added: int = 0
    changed: int = 0
    ended: int = 0


def sync_reference(
    actor: Actor, on: date, files: ReferenceFiles = SHIPPED
) -> tuple[SetChange, ...]:
    """Load what changed in the shipped reference data; nothing when nothing did.

    For the system alone. Names are brought up to date under the same key; a province or
    commune that vanished from the list gets the day before `on` as its last day, and one
    that comes back is in force again. `is_rural` is set for new communes only: later it
    belongs to the person who edited it. The years of holidays in the file are mirrored exactly.
    Empty when everything was up to date.

    Raises `Refused` for anyone but the system, `DataFileError` for a faulty file.
    """
    if not actor.is_system:
        raise Refused("reference data is loaded by the system alone")
    if _stale(files):
        return _load_stale(actor, on, files)
    return ()


@command(None)
def _load_stale(actor: Actor, on: date, files: ReferenceFiles) -> tuple[SetChange, ...]:
    """Load each stale set and remember its fingerprint, all or nothing."""
    changes = []
    for name, fingerprint in _stale(files).items():
        changes.append(_LOADERS[name](files, on))
        db.session.merge(ReferenceState(name=name, fingerprint=fingerprint))
    return tuple(changes)


def _stale(files: ReferenceFiles) -> dict[str, str]:
    """Map the sets whose files differ from what was last loaded to their fingerprints."""
    known = queries.fingerprints()
    now = {
        "places": _fingerprint(files.places),
        "ethnic_groups": _fingerprint(files.ethnic_groups),
        "schooling_levels": _fingerprint(files.schooling_levels),
        "holidays": _fingerprint(files.holidays),
    }
    return {name: value for name, value in now.items() if known.get(name) != value}


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(SHAPE.encode() + path.read_bytes()).hexdigest()


def _load_places(files: ReferenceFiles, on: date) -> SetChange:
    provinces = [_province_row(entry) for entry in places.read_provinces(files.places)]
    known_provinces = {row.code: row for row in queries.all_provinces()}
    communes = places.read_communes(files.places)
    known_communes = {row.code: row for row in queries.all_communes()}
    since = on if known_communes else places.IN_FORCE_FROM
    at_first = {c.code: {"is_rural": c.is_rural, "valid_from": since} for c in communes}
    commune_rows = [_commune_row(entry) for entry in communes]
    total = _Counts()
    total.write(Province, "code", provinces, known_provinces, {})
    total.write(Commune, "code", commune_rows, known_communes, at_first)
    total.end(Province, known_provinces, {row["code"] for row in provinces}, on)
    total.end(Commune, known_communes, {row["code"] for row in commune_rows}, on)
    return total.change("places")


def _load_ethnic_groups(files: ReferenceFiles, on: date) -> SetChange:
    rows = [asdict(entry) for entry in rules.ethnic_groups(files.ethnic_groups)]
    known = {row.name: row for row in queries.ethnic_groups()}
    counts = _Counts()
    counts.write(EthnicGroup, "name", rows, known, {})
    return counts.change("ethnic_groups")


def _load_schooling_levels(files: ReferenceFiles, on: date) -> SetChange:
    rows = [asdict(entry) for entry in rules.schooling_levels(files.schooling_levels)]
    known = {row.code: row for row in queries.schooling_levels()}
    counts = _Counts()
    counts.write(SchoolingLevel, "code", rows, known, {})
    return counts.change("schooling_levels")


def _load_holidays(files: ReferenceFiles, on: date) -> SetChange:
    """Mirror the years of the file: a Tết day that was moved leaves no day off behind."""
    wanted: list[Columns] = [
        {"on_date": holiday.on_date, "name": holiday.name, "kind": holiday.kind}
        for holiday in rules.public_holidays(files.holidays)
    ]
    years = frozenset(holiday.on_date.year for holiday in rules.public_holidays(files.holidays))
    known = {row.on_date: row for row in queries.holidays_of_years(years)}
    kept = [row["on_date"] for row in wanted if _agrees(known.get(row["on_date"]), row)]
    gone = [row.id for day, row in known.items() if day not in kept]
    if gone:
        db.session.execute(delete(Holiday).where(Holiday.id.in_(gone)))
    new = [row for row in wanted if row["on_date"] not in kept]
    _in_batches(insert(Holiday), new)
    return SetChange("holidays", added=len(new), ended=len(gone))


class _Counts:
    """Writes rows of one set and counts them."""

    def __init__(self) -> None:
        self.added = self.changed = self.ended = 0

    def write(
        self,
        model: type[Base],
        key: str,
        rows: Sequence[Columns],
        known: Mapping[str, Base],
        at_first: Mapping[str, Columns],
    ) -> None:
        """Insert rows with a new key, update those that differ; `at_first` is for new ones."""
        new = [row | at_first.get(row[key], {}) for row in rows if row[key] not in known]
        differing = [row for row in rows if row[key] in known and not _agrees(known[row[key]], row)]
        _in_batches(insert(model), new)
        _in_batches(update(model), differing)
        self.added += len(new)
        self.changed += len(differing)

    def end(
        self,
        model: type[Base],
        known: Mapping[str, Province] | Mapping[str, Commune],
        wanted: set[str],
        on: date,
    ) -> None:
        """Give places that vanished from the list the day before `on` as their last day."""
        last = on - timedelta(days=1)
        gone = [
            {"code": row.code, "valid_to": last}
            for row in known.values()
            if row.code not in wanted and row.valid_to is None
        ]
        _in_batches(update(model), gone)
        self.ended += len(gone)

    def change(self, name: str) -> SetChange:
        """Say what was done to the set."""
        return SetChange(name, self.added, self.changed, self.ended)


def _in_batches(statement: Insert | Update, rows: Sequence[Columns]) -> None:
    for start in range(0, len(rows), BATCH):
        db.session.execute(statement, rows[start : start + BATCH])


def _agrees(row: Base | None, wanted: Columns) -> bool:
    return row is not None and all(getattr(row, name) == value for name, value in wanted.items())


def _province_row(entry: ProvinceEntry) -> Columns:
    return asdict(entry) | {"valid_to": None}


def _commune_row(entry: CommuneEntry) -> Columns:
    return asdict(entry) | {"valid_to": None}


_LOADERS: dict[str, Callable[[ReferenceFiles, date], SetChange]] = {
    "places": _load_places,
    "ethnic_groups": _load_ethnic_groups,
    "schooling_levels": _load_schooling_levels,
    "holidays": _load_holidays,
}
