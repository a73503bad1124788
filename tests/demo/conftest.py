"""A small load of the demonstration centre on a fixed day."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tests.world import HOME
from vocational.access.actor import Actor
from vocational.demo import loading
from vocational.demo.loading import Options, Report
from vocational.jobs.registry import Progress

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def load() -> Callable[..., Report]:
    """A function that loads a centre of 17 people; `told` hears of each class made."""

    def run(told: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
        return loading.load(
            Actor.system("tests", HOME.institution_id),
            HOME.institution_id,
            Options(learners=17),
            Progress(told),
            now=NOW,
            today=TODAY,
            base_url="http://localhost:8000",
        )

    return run
