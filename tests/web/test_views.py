"""Headers, error pages, CSRF and languages of every page."""

import re
from io import BytesIO

import pytest
from flask import abort
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from structlog.testing import capture_logs

from tests.architecture import path_parameters
from tests.pages import CheckedClient, check_page
from vocational.access.guards import UnguardedRoute, check_guards, public, route_guards
from vocational.access.roles import Role
from vocational.app import create_app
from vocational.extensions import db
from vocational.shared.errors import Refused, RuleViolation


@pytest.fixture
def failing(app):
    """A second application with routes that fail."""
    made = create_app(app.config["SETTINGS"])
    made.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False, TESTING=False)
    failures = {
        "refused": Refused("a reason for the log alone"),
        "rule": RuleViolation("date.invalid"),
        "defect": ZeroDivisionError("a secret of the inside"),
    }

    @public("a test")
    def fail(what: str) -> str:
        if what.isdigit():
            abort(int(what))
        raise failures[what]

    made.add_url_rule("/fail/<what>", view_func=fail)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


def test_every_page_carries_the_security_headers(client_of):
    headers = client_of(None).get("/login").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])


def test_a_request_id_of_the_proxy_is_kept_and_a_strange_one_replaced(client_of):
    client = client_of(None)
    kept = client.get("/login", headers={"X-Request-ID": "abcdef-0123456789"})
    assert kept.headers["X-Request-ID"] == "abcdef-0123456789"
    strange = client.get("/login", headers={"X-Request-ID": "a b<script>"})
    assert "script" not in strange.headers["X-Request-ID"]


def test_bundles_are_kept_for_good_and_no_other_file(client_of):
    client = client_of(None)
    bundle = re.search(r'href="(/static/bundles/desk-[A-Z0-9]+\.css)"', client.get("/login").text)
    headers = client.get(bundle[1]).headers
    assert "immutable" in headers["Cache-Control"]
    assert "Cookie" not in headers.get("Vary", "")
    for path in ("vendor/axe.min.js", "bundles/manifest.json"):
        assert client.get(f"/static/{path}").headers["Cache-Control"] == "no-cache"
    absent = client.get("/static/bundles/desk-00000000.css", status=404)
    assert "immutable" not in absent.headers["Cache-Control"]


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(client_of):
    client = client_of(None)
    cookie = client.post("/language", {"locale": "en"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_each_failure_has_a_page_that_says_what_to_do(failing, status):
    page = CheckedClient(failing).get(f"/fail/{status}", status=status).text
    assert "<h1>" in page
    assert "v-acts" in page


def test_refusals_and_defects_tell_nothing_of_the_inside(failing):
    client = CheckedClient(failing)
    assert "for the log" not in client.get("/fail/refused", status=403).text
    assert "date.invalid" not in client.get("/fail/rule", status=422).text
    defect = client.get("/fail/defect", status=500)
    assert "secret" not in defect.text
    assert defect.headers["X-Request-ID"] in defect.text


def test_who_asks_for_json_gets_json(client_of):
    answer = client_of(None).get("/nowhere", status=404, headers={"Accept": "application/json"})
    assert answer.json["error"]["status"] == 404


def test_pages_are_whole_in_english_too(client_of):
    client = client_of(Role.ADMINISTRATOR)
    client.post("/language", {"locale": "en", "next": "/users"})
    page = client.get("/users").text
    check_page(page)
    assert 'lang="en"' in page
    assert "Add a user" in page


def test_no_form_is_taken_without_its_token(app):
    guarded = create_app(app.config["SETTINGS"])
    client = guarded.test_client()
    refused = {}
    for methods, path, _endpoint, _guard in route_guards(guarded):
        if "POST" not in methods:
            continue
        names = path_parameters.names_in(path)
        url = path_parameters.url_of(path, {f"{path.split('<')[0][:-1]} {n}": 1 for n in names})
        refused[path] = client.post(url).status_code
    assert refused
    assert {path: status for path, status in refused.items() if status != 400} == {}
    with guarded.app_context():
        db.session.remove()
        db.engine.dispose()


def test_an_application_with_a_bare_route_does_not_start(failing):
    check_guards(failing)
    failing.view_functions["fail"] = lambda what: what
    with pytest.raises(UnguardedRoute, match="/fail"):
        check_guards(failing)


def test_a_file_sent_where_text_is_expected_is_no_defect(client_of):
    sent = {"username": (BytesIO(b"abc"), "a\0b.txt"), "password": "x"}
    page = client_of(None).post("/login", sent, status=422, content_type="multipart/form-data")
    assert "username" in page.text


def test_files_with_personal_data_are_kept_by_no_cache(client_of):
    answer = client_of(Role.REGISTRAR).get("/learners?format=xlsx")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/reset/the-secret-of-a-link", "/reset/..."),
        ("/applications/ABCD-EFGH-JKLM", "/applications/..."),
        ("/applications/ABCD-EFGH-JKLM/withdraw", "/applications/.../withdraw"),
        ("/verify/a-token", "/verify/..."),
        ("/aplications/ABCD-EFGH-JKLM", "/aplications/..."),
        ("/courses/RAU", "/courses/RAU"),
        ("/nowhere", "/nowhere"),
    ],
)
def test_the_log_holds_no_address_that_opens_something(app, address, logged):
    with capture_logs() as lines:
        app.test_client().get(address)
    assert [line["path"] for line in lines if line["event"] == "request"] == [logged]


def test_a_statement_that_fails_tells_the_log_no_values(app):
    with app.app_context(), pytest.raises(SQLAlchemyError) as caught:
        db.session.execute(text("SELECT :phone FROM nowhere"), {"phone": "0912345678"})
    assert "0912345678" not in str(caught.value)
