"""Every form of the product, filled with what nobody should type, answers and never breaks."""

from collections.abc import Iterator

import pytest

from tests.architecture import access_table, path_parameters
from tests.architecture.access_table import Route
from tests.journeys import forms
from tests.pages import CheckedClient, check_page
from tests.world import HOME
from vocational.access.roles import Role
from vocational.config import MAX_UPLOAD_BYTES

#: Fields that scripts send and no page shows.
UNSEEN = ("ids", "class_id", "action", "next", "locale", "text", "group", "is_active", "version")


@pytest.fixture
def values(at_home):
    """A row of every kind that a path may name."""
    with at_home():
        return path_parameters.values_in(HOME)


@pytest.fixture
def written(app) -> list[Route]:
    """The routes that take a form."""
    return [route for route in access_table.routes(app) if "POST" in route.methods]


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role.value if role else "public")
def test_no_form_breaks_whatever_is_typed(app, values, written, role):
    broken = []
    for route in written:
        if not route.is_public and (role is None or route.reach(role) is None):
            continue
        url = path_parameters.url_of(route.rule, values)
        broken += [f"{route.rule}: {text}" for text in _broken(app, role, route, url)]
    assert broken == []


def _broken(app, role: Role | None, route: Route, url: str) -> Iterator[str]:
    """Fill one form with each text; it is opened again once something has been saved."""
    shown = None
    for text in forms.HOSTILE:
        if shown is None:
            client = _client(app, role)
            shown = _shown(client, route, url)
        answer = client.client.post(url, data=_filled(shown, text), buffered=True)
        if answer.status_code >= 500:
            yield f"{answer.status_code} {text[:20]!r}"
        elif answer.mimetype == "text/html" and answer.status_code != 302:
            check_page(answer.text, answer.status_code)
        if answer.status_code != 422:
            shown = None


def _shown(client: CheckedClient, route: Route, url: str) -> str:
    page = client.client.get(url, buffered=True) if "GET" in route.methods else None
    return page.text if page and page.mimetype == "text/html" else ""


def test_an_upload_beyond_the_limit_is_refused_with_a_page(app):
    client = _client(app, Role.REGISTRAR)
    large = "x" * (MAX_UPLOAD_BYTES + 1)
    answer = client.client.post("/counter", data={"full_name": large}, buffered=True)
    assert answer.status_code == 413
    check_page(answer.text, 413)


@pytest.mark.parametrize("path", ["/classes/%00", "/classes/%01%7f", "/verify/%ff", "/courses/%F0"])
def test_an_address_that_nobody_writes_leads_nowhere(app, path):
    answer = _client(app, Role.REGISTRAR).client.get(path, buffered=True)
    assert answer.status_code == 404
    check_page(answer.text, 404)


def _client(app, role: Role | None) -> CheckedClient:
    client = CheckedClient(app)
    if role is not None:
        client.sign_in(HOME.actor(role))
    return client


def _filled(html: str, text: str) -> dict[str, str]:
    """Hidden fields keep what they hold, so that the rest is read at all."""
    kept = forms.values_in(html)
    return {name: kept.get(name) or text for name in [*forms.names_in(html), *UNSEEN]}
