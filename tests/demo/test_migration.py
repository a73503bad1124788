"""What the moves since the first release do to a whole centre, there and back."""

import flask_migrate
import pytest
import sqlalchemy as sa

from vocational.extensions import db
from vocational.institutions.models import DecisionNumber

FIRST_RELEASE = "0004"
OF_NOW_ALONE = {"memberships"}
"""The officer of a commune is a role that the first release does not know."""


def counts():
    """Count the rows of every table."""
    with db.engine.connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        return {
            name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name)))
            for name in tables
        }


def numbers():
    """Return the numbers of decisions by year."""
    chosen = sa.select(DecisionNumber.year, DecisionNumber.number)
    return {(year, number) for year, number in db.session.execute(chosen)}


@pytest.mark.engines
def test_a_centre_goes_back_to_the_first_release_and_forth(loaded):
    now, taken = counts(), numbers()
    db.session.close()
    flask_migrate.downgrade(revision=FIRST_RELEASE)
    released = counts()
    flask_migrate.upgrade()
    kept = released.keys() - OF_NOW_ALONE
    assert {name: released[name] for name in kept} == {name: now[name] for name in kept}
    assert {name: counts()[name] for name in kept} == {name: now[name] for name in kept}
    assert numbers() == taken
    assert taken
