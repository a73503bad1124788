"""An upgrade keeps every row: a database that an earlier version filled, taken to this one.

`data/<revision>.jsonl.gz` was written by `scripts/dump_database.py` from the demonstration centre
of the version at that revision.
"""

import gzip
import hashlib
import json
from collections import defaultdict
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa

from vocational.extensions import db

DUMPS = sorted((Path(__file__).parent / "data").glob("*.jsonl.gz"))
BATCH = 500


@pytest.mark.engines
@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.name.split(".")[0])
def test_an_upgrade_keeps_every_row(app, dump):
    text = gzip.decompress(dump.read_bytes()).decode()
    first, *lines = (json.loads(line) for line in text.splitlines())
    rows_by_table = defaultdict(list)
    for line in lines:
        rows_by_table[line["table"]].append(line["row"])
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        flask_migrate.upgrade(revision=first["revision"])
        _fill(rows_by_table)
        tables = _reflected()
        before = {table.name: _checksum(table, table.columns.keys()) for table in tables}
        flask_migrate.upgrade()
        upgraded = {table.name: table for table in _reflected()}
        after = {
            table.name: _checksum(upgraded[table.name], table.columns.keys()) for table in tables
        }
    assert {name: len(rows) for name, rows in rows_by_table.items()} == {
        name: count for name, (count, _digest) in before.items() if count
    }
    assert after == before


def _reflected() -> list[sa.Table]:
    metadata = sa.MetaData()
    metadata.reflect(db.engine)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def _fill(rows_by_table: dict[str, list[dict[str, object]]]) -> None:
    """Insert the rows; the migrations themselves may have made some of the reference data."""
    tables = _reflected()
    with db.engine.begin() as connection:
        for table in reversed(tables):
            connection.execute(table.delete())
        for table in tables:
            rows = [_typed(table, row) for row in rows_by_table.get(table.name, ())]
            for start in range(0, len(rows), BATCH):
                connection.execute(table.insert(), rows[start : start + BATCH])


def _typed(table: sa.Table, row: dict[str, object]) -> dict[str, object]:
    return {name: _value(table.columns[name].type, value) for name, value in row.items()}


def _value(kind: sa.types.TypeEngine, value: object) -> object:
    """Give a plain value the type of its column: both engines read the same dump."""
    if isinstance(value, dict) and set(value) == {"hex"}:
        return bytes.fromhex(value["hex"])
    if isinstance(kind, sa.JSON) and isinstance(value, str):
        return json.loads(value)
    if value is None or not isinstance(value, str | int):
        return value
    readers = ((sa.DateTime, datetime.fromisoformat), (sa.Date, date.fromisoformat))
    readers += ((sa.Time, time.fromisoformat), (sa.Numeric, Decimal), (sa.Boolean, bool))
    for column_type, read in readers:
        if isinstance(kind, column_type) and not isinstance(kind, sa.Float):
            return read(value)
    return value


def _checksum(table: sa.Table, names: list[str]) -> tuple[int, str]:
    """Count the rows and hash them over the columns that there were, by primary key."""
    columns = [table.columns[name] for name in sorted(names)]
    digest, count = hashlib.sha256(), 0
    with db.engine.connect() as connection:
        for row in connection.execute(sa.select(*columns).order_by(*table.primary_key)):
            count += 1
            digest.update(repr(tuple(row)).encode())
    return count, digest.hexdigest()
