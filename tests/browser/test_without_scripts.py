"""What must work where scripts are off: the public's pages, attendance, the counter."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import PHONE
from tests.browser.words import vi

CARD = "000185009001||Lê Thị Không Mạng|02031985|Nữ|Thôn 3, Xã Phúc Thọ, Hà Nội|01012022"
OFF = {"java_script_enabled": False}


@pytest.fixture
def public(person):
    """Anybody with scripts off."""
    return person(**OFF)


def test_a_course_is_found_and_read(public):
    public.go("/courses")
    public.fill(q="trong rau")
    public.page.keyboard.press("Enter")
    public.page.locator('main a[href^="/courses/"]').first.click()
    assert "rau" in public.heading().lower()


def test_a_certificate_is_checked_by_its_serial_number(public, person):
    registrar = person("registrar")
    registrar.go("/certificates")
    serial = re.search(r"LD-(SC|ĐT) \d{6}", registrar.page.inner_text("main"))
    assert serial is not None
    public.go("/verify")
    public.fill(serial=serial.group())
    public.press("Check")
    assert public.heading() == vi("Specimen")


def test_attendance_of_a_session_is_corrected_on_a_phone(person):
    registrar = person("registrar", viewport=PHONE, **OFF)
    page = registrar.page
    registrar.go("/classes/LD-2026-001/attendance")
    page.locator('th a[href^="/sessions/"]').first.click()
    present = page.locator('input[value="present"]:checked')
    row = page.locator(".v-att-row", has=present).first
    name = row.locator('input[value="late"]').get_attribute("name")
    row.locator(".v-tap.t-l").click(position={"x": 120, "y": 20})
    row = page.locator(".v-att-row", has=page.locator(f'input[name="{name}"]'))
    row.locator('input[name^="m"]').fill("20")
    registrar.fill(reason="Đối chiếu sổ giấy")
    registrar.press("Save")
    expect(page.locator(".v-flash")).to_be_visible()
    expect(row.locator('input[value="late"]')).to_be_checked()


def test_a_card_is_read_and_a_person_enrolled(person):
    registrar = person("registrar", **OFF)
    registrar.go("/counter")
    registrar.fill(citizen_number=CARD)
    registrar.page.keyboard.press("Enter")
    expect(registrar.page.locator('[name="full_name"]')).to_have_value("Lê Thị Không Mạng")
    registrar.fill(phone="0912 345 678")
    registrar.page.select_option('[name="schooling_code"]', index=2)
    registrar.page.locator('[name="class_id"]').first.check()
    registrar.page.check('[name="consent"]')
    registrar.press("Save and enrol")
    assert "Lê Thị Không Mạng" in registrar.heading()
