"""Chromium, an empty product and the demonstration centre, each started once by a test worker."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import products
from tests.browser.people import Person, signed_in_state
from tests.browser.serving import Product
from tests.browser.walk import Walk, walk
from vocational.access.roles import Role

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
#: Where each begins to walk; the second lines are what forms lead to.
SEEDS = {
    None: ("/", "/courses?q=trong", "/verify?serial=", "/login"),
    Role.ADMINISTRATOR: ("/home", "/account", "/users/2/link"),
    Role.REGISTRAR: (
        *("/home", "/account", "/search?q=nguyen", "/admissions", "/counter/done/1"),
        *("/counter/applied/1", "/catalogue/courses/LD-RAT-D3T"),
    ),
    Role.TEACHER: ("/home", "/account", "/search?q=nguyen"),
    Role.ACCOUNTANT: ("/home", "/account"),
    Role.COMMUNE_OFFICER: ("/home", "/account"),
    Role.DIRECTOR: ("/home", "/account", "/search?q=nguyen", "/admissions"),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the tests of all pages to the visitors whom their file names."""
    if "role" in metafunc.fixturenames:
        roles = metafunc.module.VISITORS
        names = [role.value if role else "public" for role in roles]
        metafunc.parametrize("role", roles, ids=names, scope="session")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser; only a machine of a person may lack it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        assert not os.environ.get("CI"), "Chromium is not installed"
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demonstration(
    tmp_path_factory: pytest.TempPathFactory, shared_folder: Path
) -> Iterator[Product]:
    """Serve the demonstration centre."""
    product = products.demonstration(shared_folder, tmp_path_factory.mktemp("demonstration"))
    with product.serving():
        yield product


@pytest.fixture(scope="session")
def states(chromium: Browser, demonstration: Product) -> Callable[[str], dict]:
    """A function from role to the cookies of somebody signed in at the demonstration centre."""
    accounts = {item["role"]: item for item in products.report(demonstration)["accounts"]}
    known: dict[str, dict] = {}

    def state(role: str) -> dict:
        if role not in known:
            item = accounts[role]
            known[role] = signed_in_state(
                chromium, demonstration.url, item["username"], item["password"]
            )
        return known[role]

    return state


@pytest.fixture
def person(
    chromium: Browser, demonstration: Product, states: Callable[[str], dict]
) -> Iterator[Callable[..., Person]]:
    """A function that gives somebody a browser window at the demonstration centre.

    `role` None is the public. At the end of the test nothing may have gone wrong in any window.
    """
    with ExitStack() as windows:

        def make(role: str | None = None, **options: object) -> Person:
            if role is not None:
                options["storage_state"] = states(role)
            return windows.enter_context(window(chromium, demonstration, **options))

        yield make


def window(browser: Browser, product: Product, **options: object):
    """Open a window on a product; see `Person.window`."""
    return Person.window(browser, product.url, **options)


@pytest.fixture(scope="session")
def walks() -> dict[Role | None, Walk]:
    """What each visitor has found; one walk serves all tests of the visitor."""
    return {}


@pytest.fixture(scope="session")
def looked_at() -> dict[str | None, set]:
    """What kinds of elements have been looked at closely, by route."""
    return {}


@pytest.fixture
def visitor(
    role: Role | None, person: Callable[..., Person], walks: dict[Role | None, Walk]
) -> tuple[Person, Walk]:
    """Somebody at a window, who has walked through the whole product."""
    somebody = person(role)
    if role not in walks:
        if role is Role.REGISTRAR:
            begin_a_draft(somebody)
        walks[role] = walk(somebody.reader(), SEEDS[role])
    return somebody, walks[role]


def begin_a_draft(registrar: Person) -> None:
    """Begin a new version of a course: the demonstration has none that is not approved."""
    registrar.go("/catalogue/courses/LD-RAT-D3T")
    registrar.press("Begin a new version")
    registrar.page.wait_for_load_state()
