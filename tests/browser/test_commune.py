"""An officer of a commune enters two people by their cards, then more from a spreadsheet."""

from tests.browser.test_admission import open_window, product  # noqa: F401 -- fixtures
from tests.browser.words import vi, vi_count
from tests.factories import applications, learners
from vocational.access.roles import Role
from vocational.communes.rules.columns import COLUMNS

CLASS = "LD-2026-001"


def _card(number: int) -> str:
    name, digits = learners.full_name(number), learners.citizen_number(number)
    return f"{digits}||{name}|01051990|Nữ|Thôn 2, Phúc Thọ, Hà Nội|01012022"


def _csv(*numbers: int) -> bytes:
    people = [applications.sheet_cells(number) for number in numbers]
    lines = [";".join(column.heading for column in COLUMNS)]
    lines += [";".join(cells.get(column.key, "") for column in COLUMNS) for cells in people]
    return "\n".join(lines).encode("utf-8-sig")


def _enters(officer, number: int) -> None:
    page = officer.page
    field = page.locator("#citizen_number")
    assert field.evaluate("element => element === document.activeElement")
    field.fill(_card(number))
    page.keyboard.press("Enter")
    page.wait_for_function(
        "name => document.querySelector('[name=full_name]').value === name",
        arg=learners.full_name(number),
    )
    officer.fill(phone="0912345678")
    page.select_option("[name=schooling_code]", "lower_secondary")
    page.check("[name=consent]")
    officer.press("Save, next person")
    officer.sees(vi("%(name)s is entered. Scan the next card.", name=learners.full_name(number)))


def test_two_cards_and_a_spreadsheet_bring_people_to_a_class(open_window):  # noqa: F811
    officer = open_window(Role.COMMUNE_OFFICER.value)
    officer.follow("Enter applications")
    officer.page.select_option("[name=class_id]", index=1)
    officer.page.locator("#citizen_number").focus()
    _enters(officer, 21)
    _enters(officer, 22)
    plural = "%(num)d person entered for this class", "%(num)d people entered for this class"
    officer.sees(vi_count(*plural, 2))

    officer.follow("From a file")
    officer.page.select_option("[name=class_id]", index=1)
    officer.page.check("[name=consent]")
    file = {"name": "danh-sach.csv", "mimeType": "text/csv", "buffer": _csv(22, 23, 24)}
    officer.page.set_input_files("[name=file]", files=[file])
    officer.press("Read the file")
    would = "%(num)d person would be entered", "%(num)d people would be entered"
    officer.sees(vi_count(*would, 2))
    enter = vi_count("Enter %(num)d person", "Enter %(num)d people", 2)
    officer.page.get_by_role("button", name=enter).click()
    officer.sees(vi_count("%(num)d person entered", "%(num)d people entered", 2))

    registrar = open_window("registrar")
    registrar.go(f"/classes/{CLASS}/applications?way=commune")
    for number in (21, 22, 23, 24):
        registrar.sees(learners.full_name(number))
