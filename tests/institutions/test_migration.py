"""What the moves of numbers do to the numbers that there are."""

import flask_migrate
import pytest
import sqlalchemy as sa

from tests.factories import classes
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


TAKEN = (
    "INSERT INTO recognition_decisions (institution_id, class_id, version, state, number,"
    " decided_on, signer_name, signer_title, prepared_by_name, prepared_at, decided_by_name,"
    " decided_at) VALUES (1, {class_id}, 1, 'decided', '125/QĐ-X', '2026-10-01', 'A', 'B', 'C',"
    " '2026-10-01', 'D', '2026-10-01')"
)
NUMBERS = "SELECT year, number FROM decision_numbers WHERE institution_id = 1"
CHANGE = "UPDATE recognition_decisions SET number = '126/QĐ-X'"


@pytest.mark.engines
def test_numbers_of_decisions_are_kept_by_year_and_decided_ones_stay_frozen(app, at_home):
    with at_home():
        class_id = classes.training_class().id
        db.session.commit()
    with app.app_context():
        flask_migrate.downgrade(revision="0009")
        with db.engine.begin() as connection:
            connection.execute(sa.text(TAKEN.format(class_id=class_id)))
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert tuple(connection.execute(sa.text(NUMBERS)).one()) == (2026, "125/QĐ-X")
        with pytest.raises(sa.exc.DBAPIError, match="never changes"), db.engine.begin() as change:
            change.execute(sa.text(CHANGE))
