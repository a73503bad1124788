"""Every route and every role: who gets in, and that records of others are not found.

`WRITE_ACCESS=1` with this test writes `docs/access.md` and `routes.txt` anew.
"""

import os
from pathlib import Path

import pytest

from tests.architecture import access_table, path_parameters
from tests.architecture.access_table import Route
from tests.architecture.sources import ROOT
from tests.pages import CheckedClient
from tests.world import ELSEWHERE, HOME
from vocational.access.permissions import Permission
from vocational.access.roles import PermissionScope, Role

ROUTES_FILE = Path(__file__).with_name("routes.txt")
ACCESS_FILE = ROOT / "docs" / "access.md"

#: Public pages show what an institution publishes, whoever looks.
PUBLISHED = {
    "/courses/<code>": "the public catalogue",
    "/static/<path:filename>": "styles, scripts and pictures",
    "/verify/<token>": "whoever holds a certificate may check it",
}
#: Acts that read nothing of what the path names.
READS_NOTHING = {
    "/classes/<code>/withdraw": "only leads on to the withdrawal of one learner, which is fenced"
}


def filled(rule: str) -> str:
    """Fill every parameter of a route with a value that names no row."""
    values = {f"{rule.split('<')[0].rstrip('/')} {name}": "9999" for name in _names(rule)}
    return path_parameters.url_of(rule, values)


def _names(rule: str) -> list[str]:
    return path_parameters.names_in(rule)


@pytest.mark.parametrize(
    ("file", "write"),
    [(ROUTES_FILE, access_table.routes_text), (ACCESS_FILE, access_table.access_text)],
    ids=["routes.txt", "access.md"],
)
def test_the_written_tables_are_those_of_the_guards(app, file, write):
    text = write(app)
    if os.environ.get("WRITE_ACCESS"):
        file.write_text(text, encoding="utf-8")
    written = file.read_text(encoding="utf-8") if file.exists() else ""
    assert written == text, "WRITE_ACCESS=1 pytest tests/architecture/test_access.py writes it"


def test_who_is_not_signed_in_reaches_public_pages_alone(app):
    got_in = []
    client = app.test_client()
    for route, method in _calls(app):
        answer = client.open(filled(route.rule), method=method)
        to_sign_in = answer.status_code == 302 and answer.location.startswith("/login?next=")
        if not route.is_public and not to_sign_in:
            got_in.append(f"{method} {route.rule}: {answer.status_code}")
    assert got_in == []


@pytest.mark.parametrize("role", Role)
def test_a_role_without_the_permission_is_refused_and_one_with_it_is_not(app, role):
    client = CheckedClient(app)
    client.sign_in(HOME.actor(role))
    wrong = []
    for route, method in _calls(app):
        if route.is_public:
            continue
        status = client.client.open(filled(route.rule), method=method, buffered=True).status_code
        if route.rule == "/account/sign-out-everywhere":
            client.sign_in(HOME.actor(role))
        reach = route.reach(role)
        if (reach is None) != (status == 403) and not (reach is not None and "<" in route.rule):
            wrong.append(f"{method} {route.rule}: {status}, reach {reach}")
        if reach is None and status != 403:
            wrong.append(f"{method} {route.rule}: {status} for {role}")
    assert wrong == []


@pytest.fixture
def foreign(at_home, at_elsewhere):
    """Values of both institutions for every parameter of a path: (own, foreign)."""
    with at_home():
        own = path_parameters.values_in(HOME)
    with at_elsewhere():
        return own, path_parameters.values_in(ELSEWHERE)


def test_records_of_another_institution_are_not_found(app, foreign):
    _own, values = foreign
    result = []
    for route, method in _calls(app):
        if not _names(route.rule) or route.rule in PUBLISHED | READS_NOTHING or route.is_public:
            continue
        client = _client_for(app, route)
        url = path_parameters.url_of(route.rule, values)
        status = client.client.open(url, method=method, buffered=True).status_code
        if status != 404:
            result.append(f"{method} {url}: {status}")
    assert result == []


def test_the_own_records_of_the_same_kinds_are_found(app, foreign):
    """Otherwise the test above would pass for addresses that mean nothing."""
    values, _foreign = foreign
    missed = []
    for route, method in _calls(app):
        if method != "GET" or not _names(route.rule) or route.is_public:
            continue
        url = path_parameters.url_of(route.rule, values)
        status = _client_for(app, route).client.get(url, buffered=True).status_code
        if status in {404, 500}:
            missed.append(f"{url}: {status}")
    assert missed == []


def _calls(app) -> list[tuple[Route, str]]:
    return [
        (route, method)
        for route in access_table.routes(app)
        for method in route.methods
        if route.rule != "/static/<path:filename>"
    ]


def _client_for(app, route: Route) -> CheckedClient:
    """Sign in whoever reaches the route everywhere in the own institution or body."""
    role = next(
        role
        for role in Role
        if route.reach(role) in {PermissionScope.ALL, PermissionScope.OWN_BODY}
        and Permission.ACCOUNT_SELF not in route.permissions
    )
    client = CheckedClient(app)
    client.sign_in(HOME.actor(role))
    return client
