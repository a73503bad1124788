"""An installation in which nothing has been set up yet."""

import pytest

from tests import databases
from vocational.app import create_app
from vocational.extensions import db


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
def empty_app(engines, engine_name):
    """The application on a migrated database without any institution."""
    made = engines.fresh_app(engine_name, databases.MIGRATED)
    (made.config["SETTINGS"].var_dir / "setup_code").unlink(missing_ok=True)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()
