"""What the moves of numbers do to the numbers that there are."""

import flask_migrate
import pytest
import sqlalchemy as sa

from tests.factories import assessment, classes, enrolment
from vocational.classes.rules import ClassState
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


NUMBERS = "SELECT year, number FROM decision_numbers WHERE institution_id = 1"
LISTED = "SELECT count(*) FROM recognition_entries"
CHANGE = "UPDATE recognition_decisions SET number = '126/QĐ-X'"


@pytest.mark.engines
def test_numbers_of_decisions_are_kept_by_year_and_decided_ones_stay_frozen(app, at_home):
    with at_home():
        row = classes.training_class(state=ClassState.FINISHED)
        assessment.decision(row, enrolment.filled_class(row, 2), number="125/QĐ-X")
    with app.app_context():
        flask_migrate.downgrade(revision="0009")
        flask_migrate.upgrade()
        with db.engine.connect() as connection:
            assert tuple(connection.execute(sa.text(NUMBERS)).one()) == (2027, "125/QĐ-X")
            assert connection.execute(sa.text(LISTED)).scalar_one() == 2
        with pytest.raises(sa.exc.DBAPIError, match="never changes"), db.engine.begin() as change:
            change.execute(sa.text(CHANGE))
