"""Write every row of a database as JSON Lines, compressed: what a test of upgrades begins with.

`python -m scripts.dump_database URL FILE` writes one line `{"table", "row"}` for each row, tables
in the order of their foreign keys, rows by primary key; the first line holds the schema revision.
Run it with the version whose upgrade is to be proved, on a database that holds no real person.
"""

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import sqlalchemy as sa


def main(url: str, file: str) -> None:
    """Write the dump of the database at a URL to a file."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        lines = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in _lines(connection))
    # Without a time in its head the same rows make the same file.
    Path(file).write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def _lines(connection: sa.Connection) -> Iterator[dict[str, object]]:
    metadata = sa.MetaData()
    metadata.reflect(connection)
    revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one()
    yield {"revision": revision}
    for table in metadata.sorted_tables:
        if table.name == "alembic_version":
            continue
        names = ", ".join(column.name for column in table.columns)
        order = ", ".join(column.name for column in table.primary_key)
        rows = connection.execute(sa.text(f"SELECT {names} FROM {table.name} ORDER BY {order}"))  # noqa: S608
        for row in rows.mappings():
            yield {"table": table.name, "row": {key: _plain(row[key]) for key in row}}


def _plain(value: object) -> object:
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    if isinstance(value, date | datetime | time | Decimal):
        return str(value)
    return value


if __name__ == "__main__":
    main(*sys.argv[1:])
