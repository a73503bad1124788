"""How connections to SQLite and PostgreSQL are opened and transactions begun.

SQLite writers must say BEGIN IMMEDIATE: a plain BEGIN that later writes fails when another
writer came between. pysqlite would send BEGIN by itself, so it is told not to.
"""

import sqlite3
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 15_000


def engine_options(database_url: str) -> dict[str, Any]:
    """Return the options of `create_engine` for a database address."""
    if database_url.startswith("sqlite"):
        return {"connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}}
    return {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}


def prepare(engine: Engine) -> None:
    """Set an engine's connections up; does nothing the second time."""
    if engine.dialect.name != "sqlite" or event.contains(engine, "connect", _open_sqlite):
        return
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _open_sqlite(connection: sqlite3.Connection, _record: ConnectionPoolEntry) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("write_transaction")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
