"""The migrations make the schema that the models describe, forwards and back, on both engines."""

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from flask import Flask

from tests.architecture.sources import ROOT
from vocational.extensions import db
from vocational.shared.database import Base


def test_there_is_one_newest_migration():
    assert len(_scripts().get_heads()) == 1


def test_every_migration_says_what_it_does_and_can_be_undone():
    scripts = list(_scripts().walk_revisions())
    assert [script.revision for script in scripts if not script.doc] == []
    assert [s.revision for s in scripts if not hasattr(s.module, "downgrade")] == []


@pytest.mark.engines
def test_the_models_describe_the_migrated_schema(app: Flask):
    with app.app_context():
        flask_migrate.check()
        table_names = set(sa.inspect(db.engine).get_table_names())
    assert table_names == {*Base.metadata.tables, "alembic_version"}


@pytest.mark.engines
def test_a_filled_database_can_be_taken_back_and_forwards(app: Flask):
    with app.app_context():
        flask_migrate.downgrade(revision="base")
        assert set(sa.inspect(db.engine).get_table_names()) == {"alembic_version"}
        flask_migrate.upgrade()
        flask_migrate.check()


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    return ScriptDirectory.from_config(config)
