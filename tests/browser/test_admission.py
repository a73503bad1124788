"""Poor household, discharged soldier, neither, and one more for two seats, to the last offer."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests import world
from tests.browser import products
from tests.browser.conftest import window
from tests.browser.people import Person
from tests.browser.serving import Product
from tests.browser.words import vi, vi_count
from tests.factories import admission, applications, learners
from tests.waiting import wait_for

PAGE = "/classes/LD-2026-001/admission"
NEITHER, SOLDIER, POOR, LATER = map(learners.full_name, (1, 2, 3, 4))
OFFER = "Offer the free seat to who is next", "Offer the %(num)d free seats to who is next"


@pytest.fixture
def product(tmp_path, shared_folder) -> Iterator[Product]:
    """Serve the test world with its four applicants."""
    made = products.seeded(shared_folder, tmp_path)
    with made.serving():
        yield made


@pytest.fixture
def open_window(chromium: Browser, product: Product) -> Iterator[Callable[..., Person]]:
    """A function from user name (None: the public) to a window."""
    with ExitStack() as windows:

        def make(username: str | None = None) -> Person:
            person = windows.enter_context(window(chromium, product))
            if username:
                person.sign_in(username, world.PASSWORD)
            return person

        yield make


def _ranked_names(person: Person) -> list[str]:
    rows = person.page.locator(".v-block table").first.locator("tbody th")
    return [text.strip() for text in rows.all_inner_texts()]


def _sees_own(public: Person, number: int) -> None:
    public.go(f"/applications/{applications.receipt(number)}")
    public.page.get_by_label(vi("Date of birth")).fill("01/05/1990")
    public.press("See the application")


def _withdraws(public: Person, number: int) -> None:
    _sees_own(public, number)
    public.follow("Withdraw the application")
    public.press("Withdraw the application")
    public.sees(vi("You have withdrawn this application."))


def test_seats_go_by_priority_and_a_freed_one_by_rank(product, open_window):
    registrar, director = open_window("registrar"), open_window("director")
    registrar.go(PAGE)
    registrar.press("Rank the applications")
    registrar.sees("Ưu tiên 1: hộ nghèo")
    assert _ranked_names(registrar) == [POOR, SOLDIER, NEITHER, LATER]

    director.go("/home")
    director.follow("Admission to be signed")
    director.page.locator("main").get_by_role("link", name=vi("Sign"), exact=True).click()
    director.press("Sign")
    director.sees("1/QĐ-TTGDNN")
    answer = director.page.request.get(f"{PAGE}/1/decision.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.body())).pages)
    assert "Danh sách gồm có 2 học viên" in " ".join(text.split())

    _withdraws(open_window(), 3)
    registrar.go("/home")
    registrar.follow("Free seats to offer to who waits")
    registrar.page.get_by_role("button", name=vi_count(*OFFER, 1)).click()
    offered = registrar.page.locator("#waiting table").first
    expect(offered.locator("tbody tr")).to_have_count(1)
    expect(offered).to_contain_text(NEITHER)

    product.set_moment(admission.NOW + timedelta(days=3))
    later = open_window("registrar")
    later.go(PAGE)

    def next_is_asked() -> bool:
        later.go(PAGE)
        return later.page.locator("#waiting table").first.locator("tbody tr").count() > 1

    wait_for(next_is_asked)
    later.sees(vi("Not answered in time"))
    first = later.page.locator("#waiting table").first.locator("tbody tr").first
    expect(first).to_contain_text(LATER)
    applicant = open_window()
    _sees_own(applicant, 4)
    applicant.follow("Take the seat")
    applicant.press("Take the seat")
    applicant.sees(vi("You have a place in the class."))
    later.go("/classes/LD-2026-001")
    later.sees("2/2")
    later.sees(LATER)
