"""The counter and the grid of attendance with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.words import vi

CARD = "000185009002||Trịnh Thị Bàn Phím|02031985|Nữ|Thôn 3, Xã Phúc Thọ, Hà Nội|01012022"
MOST_STEPS = 120


@pytest.fixture
def registrar(person):
    """The registrar at a desk."""
    return person("registrar")


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element that has the focus is the one wanted."""
    for _step in range(MOST_STEPS):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {selector}")


def test_a_person_is_enrolled_at_the_counter(registrar):
    page, keyboard = registrar.page, registrar.page.keyboard
    registrar.go("/counter")
    keyboard.type(CARD)
    keyboard.press("Enter")
    expect(page.locator('[name="commune"]')).to_be_focused()
    expect(page.locator('[name="full_name"]')).to_have_value("Trịnh Thị Bàn Phím")
    tab_to(page, '[name="phone"]')
    keyboard.type("0912345678")
    keyboard.press("Enter")
    expect(page.locator('[name="schooling_code"]')).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    tab_to(page, '[name="class_id"]')
    keyboard.press("Space")
    tab_to(page, '[name="consent"]')
    keyboard.press("Space")
    tab_to(page, 'button[value="save"]')
    keyboard.press("Enter")
    page.wait_for_url("**/counter/done/*")
    expect(page.get_by_role("link", name=vi("Next person"))).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator('[name="citizen_number"]')).to_be_focused()


def test_the_grid_of_attendance_is_filled(registrar):
    page, keyboard = registrar.page, registrar.page.keyboard
    registrar.go("/classes/LD-2026-001/attendance")
    tab_to(page, "[data-grid] tbody input")
    first = page.evaluate("document.activeElement.name")
    keyboard.type("M15")
    keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.name")
    assert below.split("-")[0] == first.split("-")[0], "down is the same session"
    assert below != first
    keyboard.type("k")
    keyboard.press("ArrowUp")
    expect(page.locator(f'[name="{first}"]')).to_be_focused()
    tab_to(page, '[name="reason"]')
    keyboard.type("Đối chiếu sổ giấy")
    tab_to(page, "main form button.btn-primary")
    keyboard.press("Enter")
    expect(page.locator(".v-flash")).to_be_visible()
    expect(page.locator(f'[name="{first}"]')).to_have_value("M15")
    expect(page.locator(f'[name="{below}"]')).to_have_value("K")
