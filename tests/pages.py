"""A client that reads every page as a strict browser and a strict editor would."""

import re
from collections import Counter
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from vocational.access.actor import Actor
from vocational.accounts.models import User
from vocational.extensions import db

_NAMESPACE = "{http://www.w3.org/1999/xhtml}"
_CONTROLS = ("input", "select", "textarea")


class CheckedClient:
    """Sends requests; each HTML answer is parsed and checked before a test sees it."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client: FlaskClient = app.test_client()

    def sign_in(self, actor: Actor) -> None:
        """Open a session for an actor, as signing in does."""
        with self.app.app_context():
            user = db.session.get(User, actor.user_id)
            assert user is not None
            user.session_mark = f"of-{type(self).__name__}-{id(self)}"
            key = user.get_id()
        with self.client.session_transaction() as session:
            session["_user_id"], session["_fresh"] = key, True

    def get(self, url: str, *, status: int = 200, **options: Any) -> TestResponse:
        """GET a page, which must answer with `status`."""
        return self._checked(self.client.get(url, buffered=True, **options), status)

    def post(
        self, url: str, data: dict[str, Any] | None = None, *, status: int = 302, **options: Any
    ) -> TestResponse:
        """POST a form, which must answer with `status`: 302 saved, 422 to be mended."""
        return self._checked(
            self.client.post(url, data=data or {}, buffered=True, **options), status
        )

    def _checked(self, response: TestResponse, status: int) -> TestResponse:
        shown = response.get_data()[:1500].decode(errors="replace")
        assert response.status_code == status, f"{response.status_code}, not {status}: {shown}"
        if response.mimetype == "text/html" and response.data:
            check_page(response.get_data(as_text=True), status)
        return response


def check_page(html: str, status: int = 200) -> None:
    """Assert what must hold on every page."""
    document = html5lib.parse(html, treebuilder="etree")
    elements = list(document.iter())
    names = [_name(element) for element in elements]
    assert document.get("lang") in {"vi", "en"}, "the page says its language"
    title = next((e for e in elements if _name(e) == "title"), None)
    assert title is not None, "the page has a title"
    assert "".join(title.itertext()).strip(), "the title says something"
    assert names.count("h1") == 1, f"one h1, not {names.count('h1')}"
    repeated = [
        i for i, n in Counter(e.get("id") for e in elements if e.get("id")).items() if n > 1
    ]
    assert not repeated, f"ids are unique: {repeated}"
    for element in elements:
        assert not element.get("style"), "no inline style: the policy refuses it"
        assert not [key for key in element.attrib if key.startswith("on")], "no inline script"
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "no inline script"
    _check_labels(elements)


def _check_labels(elements: list[Any]) -> None:
    labelled = {e.get("for") for e in elements if _name(e) == "label"}
    inside = {id(c) for e in elements if _name(e) == "label" for c in e.iter()}
    for element in elements:
        if _name(element) not in _CONTROLS:
            continue
        if element.get("type") in {"hidden", "submit", "button"}:
            continue
        named = element.get("id") in labelled or id(element) in inside
        named = named or element.get("aria-label") or element.get("aria-labelledby")
        assert named, f"the control {element.get('name')} has a label"


def _name(element: Any) -> str:
    return element.tag.removeprefix(_NAMESPACE) if isinstance(element.tag, str) else ""
