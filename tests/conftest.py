"""Fixtures: a real database for every test, the cast, clients, a query counter.

Template databases are made once in a run and copied for each test (`databases`): commits are
real, threads may be used, nothing leaks. Tests of services, queries, jobs, migrations and
concurrency run on SQLite and PostgreSQL; tests of pages on SQLite.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests import bytecode, databases, once, pages
from tests.world import ELSEWHERE, HOME, Place
from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.extensions import db
from vocational.jobs import worker
from vocational.shared import tenancy
from vocational.shared.clock import VIETNAM

#: What is imported and collected stays, and is much: looking for garbage as often as Python does by
#: itself takes an eighth of the time of all tests.
SELDOM = (20_000, 20, 20)
BOTH_ENGINES = ("test_services", "test_queries", "test_jobs", "test_concurrency", "test_isolation")


once.use_memory_for_files()
gc.set_threshold(*SELDOM)


def pytest_collection_finish() -> None:
    """Keep the garbage collector off the tests themselves."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests of data on both engines."""
    if "engine_name" in metafunc.fixturenames:
        module = Path(metafunc.definition.path).stem
        both = module.startswith(BOTH_ENGINES) or metafunc.definition.get_closest_marker("engines")
        names = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("engine_name", names, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the browser, which takes longest: the other workers do the rest meanwhile."""
    items.sort(key=lambda item: "test_pages_of_others" in item.path.name)
    items.sort(key=lambda item: "test_pages_of_" not in item.path.name)
    items.sort(key=lambda item: item.path.parent.name != "browser")


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all workers of this run see."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(shared_folder: Path) -> None:
    """Let every process of the run find the templates that one has compiled."""
    bytecode.share(shared_folder / "bytecode")


@pytest.fixture(scope="session")
def engines(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path, worker_id: str
) -> Iterator[databases.Engines]:
    """The databases of this worker, made when first asked for."""
    made = databases.Engines(shared_folder, tmp_path_factory.mktemp("engines"), worker_id)
    yield made
    made.stop()


@pytest.fixture
def app(engines: databases.Engines, engine_name: str) -> Iterator[Flask]:
    """The application on a fresh copy of the template database; no context is open."""
    application = engines.fresh_app(engine_name)
    yield application
    with application.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def home(app: Flask) -> Iterator[Place]:
    """An open application context inside the home institution, for tests without HTTP."""
    with app.app_context(), tenancy.institution_scope(db.session(), HOME.institution_id):
        yield HOME


@pytest.fixture
def session(home: Place) -> Session:
    """The session of the open context."""
    return db.session()


@pytest.fixture
def registrar() -> Actor:
    """The registrar at home."""
    return HOME.actor(Role.REGISTRAR)


@pytest.fixture
def teacher() -> Actor:
    """The teacher at home."""
    return HOME.actor(Role.TEACHER)


@pytest.fixture
def director() -> Actor:
    """The director at home."""
    return HOME.actor(Role.DIRECTOR)


@pytest.fixture
def administrator() -> Actor:
    """The administrator at home."""
    return HOME.actor(Role.ADMINISTRATOR)


@pytest.fixture
def stranger() -> Actor:
    """The registrar of the other institution."""
    return ELSEWHERE.actor(Role.REGISTRAR)


@pytest.fixture
def at_home(app: Flask) -> Callable[[], object]:
    """A context manager for rows made or read between requests: `with at_home(): ...`."""
    return lambda: inside(app, HOME)


@pytest.fixture
def at_elsewhere(app: Flask) -> Callable[[], object]:
    """The same in the other institution."""
    return lambda: inside(app, ELSEWHERE)


@contextmanager
def inside(app: Flask, place: Place) -> Iterator[Session]:
    """Open a context in an institution and give its session."""
    with app.app_context(), tenancy.institution_scope(db.session(), place.institution_id):
        yield db.session()


@pytest.fixture
def client_of(app: Flask) -> Callable[..., pages.CheckedClient]:
    """A function from role (None: the public) to a client that is signed in."""

    def make(role: Role | None, place: Place = HOME) -> pages.CheckedClient:
        client = pages.CheckedClient(app)
        if role is not None:
            client.sign_in(place.actor(role))
        return client

    return make


@pytest.fixture
def freeze() -> Iterator[Callable[[date], None]]:
    """A function that stops the clock: at a moment, or at nine in the morning of a day.

    Called again it moves the clock. Sign in after it: a session that was begun later than the
    moment is refused, as is one that ended before it.
    """
    travellers: list[time_machine.travel] = []

    def stop_at(moment: date) -> None:
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time(9), VIETNAM)
        traveller = time_machine.travel(moment, tick=False)
        traveller.start()
        travellers.append(traveller)

    yield stop_at
    for traveller in reversed(travellers):
        traveller.stop()


@pytest.fixture
def run_jobs(app: Flask) -> Callable[[], int]:
    """A function that does all waiting jobs here and now."""
    return lambda: worker.run_all(app)


@pytest.fixture
def count_queries(app: Flask) -> Callable[[], object]:
    """A context manager that counts statements: `with count_queries() as statements: ...`."""

    @contextmanager
    def counted() -> Iterator[list[str]]:
        with app.app_context():
            engine = db.engine
        statements: list[str] = []

        def note(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]
            if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "COMMIT")):
                statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counted
