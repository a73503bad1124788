"""An installation in which nothing has been set up yet."""

import shutil
from pathlib import Path

import flask_migrate
import pytest

from vocational.access.actor import Actor
from vocational.app import create_app
from vocational.extensions import db
from vocational.reference import services as reference
from vocational.shared.clock import today

MIGRATED = "migrated.sqlite3"


@pytest.fixture
def second_app(app):
    """A second process's application on the same database."""
    made = create_app(app.config["SETTINGS"])
    made.config["WTF_CSRF_ENABLED"] = False
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def empty_app(engines, engine_name, app):
    """The application on a migrated database without any institution."""
    settings = engines.settings(engine_name, "empty")
    (settings.var_dir / "setup_code").unlink(missing_ok=True)
    if engine_name == "sqlite":
        is_new = copy_migrated(settings.var_dir)
    else:
        is_new = True
        engines._administer("DROP DATABASE IF EXISTS empty WITH (FORCE)", "CREATE DATABASE empty")
    made = create_app(settings)
    made.config["WTF_CSRF_ENABLED"] = False
    with made.app_context():
        if is_new:
            flask_migrate.upgrade()
            reference.sync_reference(Actor.system("tests"), today())
        db.session.remove()
        db.engine.dispose()
    if engine_name == "sqlite" and is_new:
        shutil.copyfile(settings.var_dir / "empty.sqlite3", settings.var_dir / MIGRATED)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def copy_migrated(folder: Path) -> bool:
    """Put an empty migrated database in place; True when it must be made first."""
    for file in folder.glob("empty.sqlite3*"):
        file.unlink()
    if not (folder / MIGRATED).exists():
        return True
    shutil.copyfile(folder / MIGRATED, folder / "empty.sqlite3")
    return False
