"""A person at a browser window, and what may go wrong in it while nobody looks."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect

from tests.browser.reader import Reader
from tests.browser.words import vi

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@dataclass
class Watch:
    """Notes what a browser complains of: its console, scripts that fail, answers that are none.

    A page that answers 422 is no complaint: it says what to mend.
    """

    complaints: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        is_answer = "Failed to load resource" in message.text
        if message.type in {"error", "warning"} and not is_answer:
            self.complaints.append(f"{message.page and message.page.url}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status != 422:
            self.complaints.append(f"{response.status} {response.request.method} {response.url}")


@dataclass(frozen=True)
class Person:
    """One browser window on a product."""

    page: Page
    url: str
    watch: Watch

    @classmethod
    @contextmanager
    def window(cls, browser: Browser, url: str, **options: Any) -> Iterator["Person"]:
        """Open a window; when it closes, nothing may have gone wrong in it."""
        options.setdefault("viewport", DESK)
        context = browser.new_context(base_url=url, locale="vi-VN", **options)
        context.set_default_timeout(15_000)
        watch = Watch()
        context.on("page", watch.over)
        person = cls(context.new_page(), url, watch)
        try:
            yield person
            assert watch.complaints == []
        except BaseException:
            person.print_page()
            raise
        finally:
            context.close()

    def go(self, path: str) -> None:
        """Open a page, which must be there."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"

    def reader(self) -> Reader:
        """Return what reads pages for this person, with the cookies of now."""
        return Reader(self.url, self.page.context)

    def fill(self, **values: str) -> None:
        """Type into fields by their names."""
        for name, value in values.items():
            self.page.fill(f'[name="{name}"]', value)

    def press(self, message: str) -> None:
        """Press the button with this label, given as in the code."""
        self.page.get_by_role("button", name=vi(message), exact=True).first.click()

    def follow(self, message: str) -> None:
        """Follow the first link with this label, given as in the code."""
        self.page.get_by_role("link", name=vi(message), exact=True).first.click()

    def sees(self, text: str) -> None:
        """Wait until the page says this."""
        expect(self.page.locator("body")).to_contain_text(text)

    def print_page(self) -> None:
        """Write where the window is and what it shows, for the report of a failed test."""
        print(f"\n--- {self.page.url}\n{self.page.locator('body').inner_text()[:3000]}")

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").inner_text()

    def sign_in(self, username: str, password: str) -> None:
        """Sign in."""
        self.go("/login")
        self.fill(username=username, password=password)
        self.press("Sign in")
        self.page.wait_for_url(lambda url: "/login" not in url)


def signed_in_state(browser: Browser, url: str, username: str, password: str) -> Any:
    """Sign in and return the cookies."""
    with Person.window(browser, url) as person:
        person.sign_in(username, password)
        return person.page.context.storage_state()
