"""Figures of institutions outlive the migration that makes room for those of departments."""

from datetime import date
from decimal import Decimal

import flask_migrate
import pytest

from vocational.provisions import queries, services
from vocational.provisions.rules import NewFigure

FIRST = date(2026, 7, 1)


@pytest.mark.engines
def test_figures_of_the_institution_outlive_the_migration(app, at_home, director):
    with at_home():
        services.add_figure(director, NewFigure("qd46.meals", Decimal(40_000), FIRST, None, "NQ 1"))
    with app.app_context():
        flask_migrate.downgrade(revision="0008")
        flask_migrate.upgrade()
    with at_home():
        assert queries.provision_on("qd46.meals", FIRST).value == 40_000
