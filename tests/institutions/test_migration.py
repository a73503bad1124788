"""What the move to books that go on from paper does to the series that there are."""

import flask_migrate
import pytest
import sqlalchemy as sa

from vocational.extensions import db

ADD = "INSERT INTO counters (institution_id, series, next_value) VALUES (1, 'decision.2026', 32)"
READ = "SELECT next_value, begins_at FROM counters WHERE series = 'decision.2026'"


@pytest.mark.engines
def test_series_in_use_go_on_where_they_are(app):
    with app.app_context():
        flask_migrate.downgrade(revision="0006")
        with db.engine.begin() as connection:
            connection.execute(sa.text(ADD))
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert tuple(connection.execute(sa.text(READ)).one()) == (32, 1)
