"""A visitor who keeps one connection and a session, as a browser does."""

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

CSRF_FIELD = re.compile(rb'name="csrf_token"[^>]*value="([^"]+)"')
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers by lower-case name, body."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass
class Visitor:
    """Sends requests over one connection and keeps the cookies it is given.

    `address` is where it calls from: limits on attempts count by address.
    """

    port: int
    address: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.address, 0)
        )

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._send("GET", path, None)

    def post(self, path: str, fields: list[tuple[str, str]]) -> Answer:
        """Send a form; the answer may be a redirect."""
        return self._send("POST", path, urlencode(fields))

    def sign_in(self, username: str, password: str) -> None:
        """Sign in through the page that people use."""
        token = csrf_token(self.get("/login"))
        answer = self.post(
            "/login", [("csrf_token", token), ("username", username), ("password", password)]
        )
        if answer.status not in {302, 303}:
            raise RuntimeError(f"{username} cannot sign in: {answer.status}")

    def _send(self, method: str, path: str, body: str | None) -> Answer:
        headers = dict(FORM) if body is not None else {}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie") or ():
            name, _, text = header.partition(";")[0].partition("=")
            self.cookies[name] = text
        return Answer(
            response.status, {name.lower(): text for name, text in response.getheaders()}, content
        )


def csrf_token(page: Answer) -> str:
    """Return the token of a page's form."""
    match = CSRF_FIELD.search(page.body)
    if match is None:
        raise RuntimeError("the page has no form")
    return match.group(1).decode("ascii")
