"""Reads addresses as somebody who has signed in, without the weight of a browser."""

from http.client import HTTPConnection
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import BrowserContext

MOST_REDIRECTS = 5
REDIRECTS = {301, 302, 303, 307, 308}


class Answer(NamedTuple):
    """What the product answers: its last word after redirects."""

    status: int
    content_type: str
    body: bytes

    @property
    def text(self) -> str:
        """The body of a page."""
        return self.body.decode("utf-8")


class Reader:
    """One connection with the cookies that a window has now."""

    def __init__(self, url: str, context: BrowserContext) -> None:
        """Take the cookies over; those that answers set are not kept."""
        self.connection = HTTPConnection(urlsplit(url).netloc, timeout=60)
        cookies = "; ".join(f"{one['name']}={one['value']}" for one in context.cookies(url))
        self.headers = {"Cookie": cookies, "Accept-Language": "vi-VN", "Accept": "text/html"}

    def get(self, address: str) -> Answer:
        """Ask for an address, and for where it leads."""
        for _redirect in range(MOST_REDIRECTS):
            self.connection.request("GET", address, headers=self.headers)
            answer = self.connection.getresponse()
            body = answer.read()
            if answer.status not in REDIRECTS:
                break
            address = _inside(urljoin(address, answer.headers["Location"]))
        return Answer(answer.status, answer.headers.get("Content-Type", ""), body)


def _inside(address: str) -> str:
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl()
