"""An applicant with a small telephone and scripts off: apply, keep the receipt, look, withdraw."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.words import vi

SMALL = {"width": 360, "height": 740}
BORN = "05/03/1990"
MOST_BYTES = 100_000


@pytest.fixture
def applicant(person) -> Page:
    """The page of an applicant without scripts."""
    return person(viewport=SMALL, java_script_enabled=False).page


def weigh(page: Page) -> list[int]:
    """Collect the bytes of everything that the page loads from now on."""
    weights: list[int] = []
    page.on(
        "response", lambda answer: weights.append(int(answer.headers.get("content-length") or 0))
    )
    return weights


def fits(page: Page) -> None:
    """Make sure that nothing stands beyond the right edge of a page that has come."""
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= SMALL["width"], page.url


def apply(applicant: Page, url: str) -> str:
    """Fill the form in, once without consent, and return the receipt code."""
    weights = weigh(applicant)
    applicant.goto(f"{url}/courses/LD-RAT-D3T")
    assert sum(weights) < MOST_BYTES
    expect(applicant.get_by_role("heading", name=vi("How much do you pay?"))).to_be_visible()
    fits(applicant)
    applicant.get_by_role("link", name=vi("Apply"), exact=True).last.click()
    applicant.wait_for_url("**/apply")
    fits(applicant)
    applicant.get_by_label(vi("Citizen number")).fill("001190076543")
    applicant.get_by_label(vi("Full name")).fill("Nguyễn Thị Mẫu")
    applicant.get_by_label(vi("Date of birth")).fill(BORN)
    applicant.get_by_role("radio", name=vi("Female")).check()
    applicant.get_by_label(vi("Telephone")).fill("0912 345 678")
    applicant.get_by_label(vi("Commune, ward")).fill("phuc tho")
    applicant.get_by_label(vi("Schooling")).select_option("lower_secondary")
    applicant.locator("input[value=poor_household]").check()
    applicant.locator("#paper-poor_household").select_option("poor_household_certificate")
    applicant.get_by_role("button", name=vi("Send the application")).click()
    expect(applicant.get_by_role("alert")).to_be_visible()
    applicant.locator("#consent").check()
    applicant.get_by_role("button", name=vi("Send the application")).click()
    applicant.wait_for_url(re.compile(r"/applications/[0-9A-Z-]{19}$"))
    fits(applicant)
    return applicant.url.rsplit("/", 1)[-1]


def test_a_small_telephone_without_scripts_is_enough(person, applicant, demonstration):
    receipt = apply(applicant, demonstration.url)
    expect(applicant.locator(".v-code-big")).to_have_text(receipt)
    later = person(viewport=SMALL, java_script_enabled=False).page
    later.goto(f"{demonstration.url}/applications/{receipt}")
    expect(later.get_by_text("Nguyễn Thị Mẫu")).to_have_count(0)
    later.get_by_label(vi("Date of birth")).fill(BORN)
    later.get_by_role("button", name=vi("See the application")).click()
    expect(later.get_by_role("heading", level=1)).to_contain_text("Nguyễn Thị Mẫu")
    later.get_by_role("link", name=vi("Withdraw the application")).click()
    later.wait_for_url("**/withdraw")
    fits(later)
    later.get_by_role("button", name=vi("Withdraw the application")).click()
    expect(later.get_by_text(vi("You have withdrawn this application."))).to_be_visible()
