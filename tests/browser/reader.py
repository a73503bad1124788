"""Reads addresses as somebody who has signed in, without the weight of a browser."""

from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from playwright.sync_api import BrowserContext

SECONDS = 60


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
    """Asks with the cookies that a window had; those that answers set are not kept."""

    def __init__(self, url: str, context: BrowserContext) -> None:
        """Take the window's cookies over."""
        self.url = url
        cookies = "; ".join(f"{cooky['name']}={cooky['value']}" for cooky in context.cookies(url))
        self.headers = {"Cookie": cookies, "Accept-Language": "vi-VN"}

    def get(self, address: str) -> Answer:
        """Ask for an address of the product, and for where it leads, which is the product too."""
        asked = Request(self.url + address, headers=self.headers)
        try:
            answer = urlopen(asked, timeout=SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            assert answer.url.startswith(self.url), answer.url
            return Answer(answer.status, answer.headers["Content-Type"], answer.read())
