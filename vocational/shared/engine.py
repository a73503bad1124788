"""How connections to SQLite and PostgreSQL are opened and transactions begun.

SQLite writers must say BEGIN IMMEDIATE: a plain BEGIN that later writes fails when another
writer came between. pysqlite would send BEGIN by itself, so it is told not to. Who writes waits
for the one lock of the file; pages wait less long than jobs, so that a lock held for long leaves
threads free for readers.
"""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

BUSY_TIMEOUT_MS = 15_000
PAGE_PATIENCE_MS = 5_000
"""So long does a page wait to write while the file is locked."""
IMPATIENCE_MS = 500
"""So long where others wait already, or gave up waiting just before."""
MOST_PATIENT = 2
"""So many pages of one process wait patiently; its other threads stay free for readers."""
REMEMBERED_SECONDS = 10.0

IS_PAGE: ContextVar[bool] = ContextVar("is_page", default=False)
"""Whether a person waits for what is done now."""


class Queue:
    """The pages of this process that wait to write, and until when waiting is known to be vain."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = 0
        self._vain_until = 0.0

    @contextmanager
    def patience(self) -> Iterator[int]:
        """Give the milliseconds to wait, and keep how it went."""
        with self._lock:
            is_vain = time.monotonic() < self._vain_until
            crowded = self._waiting >= MOST_PATIENT
            self._waiting += 1
        try:
            yield IMPATIENCE_MS if is_vain or crowded else PAGE_PATIENCE_MS
            self._vain_until = 0.0
        except OperationalError:
            self._vain_until = time.monotonic() + REMEMBERED_SECONDS
            raise
        finally:
            with self._lock:
                self._waiting -= 1


_queue = Queue()


def engine_options(database_url: str) -> dict[str, Any]:
    """Return the options of `create_engine` for a database address.

    A statement that fails is written to the log without its values: they are people's.
    """
    if database_url.startswith("sqlite"):
        return {"hide_parameters": True, "connect_args": {"timeout": BUSY_TIMEOUT_MS / 1000}}
    return {"hide_parameters": True, "pool_pre_ping": True, "pool_size": 5, "max_overflow": 10}


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
    if not connection.get_execution_options().get("write_transaction"):
        connection.exec_driver_sql("BEGIN")
    elif not IS_PAGE.get():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        with _queue.patience() as milliseconds:
            _wait_at_most(connection, milliseconds)
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            finally:
                _wait_at_most(connection, BUSY_TIMEOUT_MS)


def _wait_at_most(connection: Connection, milliseconds: int) -> None:
    opened = connection.connection.dbapi_connection
    assert opened is not None
    opened.execute(f"PRAGMA busy_timeout = {milliseconds}")
