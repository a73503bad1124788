"""A small load of the demonstration centre on a fixed day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from tests.databases import WORLD, Engines, Template
from tests.world import HOME
from vocational.access.actor import Actor
from vocational.demo import loading
from vocational.demo.loading import Options, Report
from vocational.extensions import db
from vocational.jobs.registry import Progress
from vocational.shared import tenancy

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def load(told: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
    """Load a centre of 17 people at home; `told` hears of each class made."""
    with tenancy.institution_scope(db.session(), HOME.institution_id):
        return loading.load(
            Actor.system("tests", HOME.institution_id),
            HOME.institution_id,
            Options(learners=17),
            Progress(told),
            now=NOW,
            today=TODAY,
            base_url="http://localhost:8000",
        )


#: The demonstration centre, loaded without a break.
CENTRE = Template("centre", load, WORLD)


@pytest.fixture
def loaded(engines: Engines, engine_name: str) -> Iterator[Flask]:
    """An open context at home in a centre that is loaded."""
    app = engines.fresh_app(engine_name, CENTRE)
    with app.app_context(), tenancy.institution_scope(db.session(), HOME.institution_id):
        yield app
        db.session.remove()
        db.engine.dispose()
