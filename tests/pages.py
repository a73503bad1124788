"""A client that reads every page as a strict browser and a strict editor would."""

import re
from collections import Counter
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import markup
from vocational.access.actor import Actor
from vocational.accounts.models import User
from vocational.extensions import db

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
    elements = markup.elements(html)
    names = [element.tag for element in elements]
    assert elements[0].attributes.get("lang") in {"vi", "en"}, "the page says its language"
    title = next((e for e in elements if e.tag == "title"), None)
    assert title is not None, "the page has a title"
    assert markup.text_of(title).strip(), "the title says something"
    assert names.count("h1") == 1, f"one h1, not {names.count('h1')}"
    ids = Counter(e.id for e in elements if e.id)
    repeated = [i for i, n in ids.items() if n > 1]
    assert not repeated, f"ids are unique: {repeated}"
    for element in elements:
        names = list(element.attributes)
        assert "style" not in names, "no inline style: the policy refuses it"
        assert not [name for name in names if name.startswith("on")], "no inline script"
    assert not re.search(r"<script(?![^>]*\bsrc=)", html), "no inline script"
    _check_labels(elements)


def _check_labels(elements: list[markup.Element]) -> None:
    labels = [element for element in elements if element.tag == "label"]
    labelled = {label.attributes.get("for") for label in labels} - {None}
    inside = {inner.mem_id for label in labels for inner in label.css("*")}
    for element in elements:
        said = element.attributes
        if element.tag not in _CONTROLS or said.get("type") in {"hidden", "submit", "button"}:
            continue
        named = element.id in labelled or element.mem_id in inside
        named = named or said.get("aria-label") or said.get("aria-labelledby")
        assert named, f"the control {said.get('name')} has a label"
