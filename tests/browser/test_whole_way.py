"""From an empty installation to a revoked certificate, as the people of a centre go it."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import window
from tests.browser.people import PHONE, Person
from tests.browser.serving import Product, new_product
from tests.browser.words import vi, vi_count
from tests.documents import reading

PASSWORD = "một câu dễ nhớ thôi"
BEFORE = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
FIRST_DAY = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)
AFTERWARDS = datetime(2026, 4, 6, 2, 0, tzinfo=UTC)
NAMES = ("Đặng Thị Ánh Tuyết", "Nguyễn Thuý Hoà", "Trần Văn Bình")
CARDS = (
    "000185001001||Đặng Thị Ánh Tuyết|02031985|Nữ|Thôn 3, Xã Phúc Thọ, Hà Nội|01012022",
    "000190001002||Nguyễn Thuý Hoà|15081990|Nữ|Thôn Đoài, Xã Phúc Thọ, Hà Nội|01012022",
    "000078001003||Trần Văn Bình|21121978|Nam|Thôn 5, Xã Phúc Thọ, Hà Nội|01012022",
)
PHONE_NUMBER = "0912 345 678"
#: Place in the list, by given name, of the one who does not pass: Trần Văn Bình.
FAILING = 0
STAFF = {"giaovu": "registrar", "nhagiao": "teacher", "giamdoc": "director"}
WEEK = [(day, *hours) for day in range(1, 6) for hours in (("07:30", "11:30"), ("13:30", "17:30"))]


@dataclass
class Centre:
    """The product and a window for each of its people; the class they come to."""

    product: Product
    open: Callable[..., Person]
    code: str = ""

    def staff(self, username: str, **options: object) -> Person:
        """Open a window in which a member of staff is signed in."""
        person = self.open(**options)
        person.sign_in(username, PASSWORD)
        return person

    @property
    def class_path(self) -> str:
        """Address of the class."""
        return f"/classes/{self.code}"


@pytest.fixture
def centre(chromium: Browser, tmp_path) -> Iterator[Centre]:
    """Serve an empty installation."""
    product = new_product(tmp_path, BEFORE)
    with product.serving(), ExitStack() as windows:

        def make(**options: object) -> Person:
            return windows.enter_context(window(chromium, product, **options))

        yield Centre(product, make)


def test_from_an_empty_machine_to_a_verified_certificate(centre):
    administrator = set_up(centre)
    for username, role in STAFF.items():
        add_user(centre, administrator, username, role)
    registrar = centre.staff("giaovu")
    approve_a_course(registrar)
    add_teacher(registrar)
    plan_class(centre, registrar)
    for card, name in zip(CARDS, NAMES, strict=True):
        enrol(registrar, card, name)
    begin_class(centre, registrar)
    centre.product.set_moment(FIRST_DAY)
    take_attendance(centre)
    centre.product.set_moment(AFTERWARDS)
    enter_the_rest_of_the_register(centre, registrar)
    mark(centre)
    finish_and_prepare(centre, registrar)
    director = decide(centre)
    serial = issue(centre, registrar)
    address = read_back(centre, registrar, serial)
    verify(centre, address, serial)
    revoke(centre, director, address, serial)


def set_up(centre: Centre) -> Person:
    """Whoever knows the code on the console makes the institution and its administrator."""
    person = centre.open()
    person.go("/")
    person.fill(setup_code="sai")
    person.press("Go on")
    person.sees(
        vi("There is no institution here yet. Anyone who knows the set-up code may create it.")
    )
    person.fill(setup_code=centre.product.set_up_code().lower())
    person.press("Go on")
    person.follow("Set up the institution")
    person.fill(
        name="Trung tâm Giáo dục nghề nghiệp Sông Hồng",
        short_name="Trung tâm GDNN Sông Hồng",
        code="SH",
        superior_body="Ủy ban nhân dân xã Phúc Thọ",
        document_symbol="TTGDNN",
        address="Thôn 5",
        place_name="Hà Nội",
        head_name="Phạm Văn Thuỷ",
        title="Giám đốc",
        administrator_name="Vũ Minh Quân",
        username="quantri",
        password=PASSWORD,
        password_again=PASSWORD,
    )
    choose_commune(person)
    person.press("Create the institution")
    person.page.wait_for_url("**/login")
    return centre.staff("quantri")


def choose_commune(person: Person) -> None:
    """Type a part of a commune without marks and take the first that is offered."""
    person.page.locator('[name="commune"]').press_sequentially("phuc tho", delay=5)
    person.page.get_by_role("option", name="Xã Phúc Thọ").first.click()


def add_user(centre: Centre, administrator: Person, username: str, role: str) -> None:
    """The administrator makes a user; that person chooses a password by the link."""
    administrator.go("/users/new")
    administrator.fill(full_name=f"Lê Thị {username.title()}", username=username)
    administrator.page.check(f'[name="roles"][value="{role}"]')
    administrator.press("Save and make a link")
    link = administrator.page.input_value("#link")
    person = centre.open()
    person.page.goto(link)
    person.fill(password=PASSWORD, password_again=PASSWORD)
    person.press("Save the password")
    person.page.wait_for_url(lambda url: "/reset/" not in url)
    administrator.page.reload()
    assert administrator.page.locator("#link").count() == 0, "the link is shown once"


def approve_a_course(registrar: Person) -> None:
    """Load one occupation of the starting catalogue and approve its short course."""
    registrar.go("/catalogue/start")
    registrar.page.check('[name="occupations"][value="RAT"]')
    registrar.press("Add to the catalogue")
    registrar.go("/catalogue/courses/SH-RAT-D3T")
    registrar.follow("Approve")
    registrar.fill(decision_number="05/QĐ-TTGDNN", approved_on="02/03/2026")
    if registrar.page.locator('[name="confirmed"]').count():
        registrar.page.check('[name="confirmed"]')
    registrar.press("Approve")
    registrar.page.wait_for_url("**/catalogue/courses/SH-RAT-D3T")


def add_teacher(registrar: Person) -> None:
    """Enter the teacher with her account."""
    registrar.go("/teachers/new")
    registrar.fill(full_name="Lê Thị Nhagiao", phone=PHONE_NUMBER)
    registrar.page.select_option('[name="user_id"]', label=option(registrar, "user_id", "Nhagiao"))
    registrar.page.select_option('[name="qualification_route"]', index=1)
    registrar.page.check('[name="has_pedagogy"]')
    registrar.press("Save")
    registrar.page.wait_for_url(lambda url: "/new" not in url)


def plan_class(centre: Centre, registrar: Person) -> None:
    """Plan a class of five seats, mornings and afternoons, and open it for registration."""
    registrar.go("/classes/new")
    for name, part in (("version_id", "RAT-D3T"), ("homeroom_teacher_id", "Nhagiao")):
        registrar.page.select_option(f'[name="{name}"]', label=option(registrar, name, part))
    registrar.fill(
        starts_on="09032026", ends_on="03042026", place="Nhà văn hóa thôn 3", capacity="5"
    )
    choose_commune(registrar)
    for line, (day, starts, ends) in enumerate(WEEK[:6]):
        fill_slot(registrar, line, day, starts, ends)
    registrar.press("Save")
    registrar.page.wait_for_url(lambda url: "/new" not in url)
    centre.code = registrar.page.url.rsplit("/", 1)[-1]
    registrar.go(f"{centre.class_path}/edit")
    for line, (day, starts, ends) in enumerate(WEEK[6:9], start=6):
        fill_slot(registrar, line, day, starts, ends)
    registrar.press("Save")
    registrar.page.wait_for_url(f"**{centre.class_path}")
    registrar.follow("Open registration")
    registrar.press("Open registration")
    registrar.page.wait_for_url(f"**{centre.class_path}")


def fill_slot(registrar: Person, line: int, day: int, starts: str, ends: str) -> None:
    """Fill one line of weekly times."""
    registrar.page.select_option(f'[name="slots-{line}-weekday"]', str(day))
    registrar.fill(**{f"slots-{line}-starts_at": starts, f"slots-{line}-ends_at": ends})


def option(person: Person, field: str, part: str) -> str:
    """Return the label of the choice that contains a text."""
    return person.page.locator(f'[name="{field}"] option', has_text=part).first.inner_text()


def enrol(registrar: Person, card: str, name: str) -> None:
    """Scan a card as a scanner types it, mark the class, save."""
    registrar.go("/counter")
    assert registrar.page.evaluate("document.activeElement.name") == "citizen_number"
    registrar.page.keyboard.type(card)
    registrar.page.keyboard.press("Enter")
    expect(registrar.page.locator('[name="full_name"]')).to_have_value(name)
    expect(registrar.page.locator('[name="commune"]')).to_have_value(re.compile("Phúc Thọ"))
    registrar.page.locator('[name="class_id"]').first.check()
    registrar.fill(phone=PHONE_NUMBER)
    registrar.page.select_option('[name="schooling_code"]', index=2)
    registrar.page.check('[name="consent"]')
    registrar.press("Save and enrol")
    registrar.page.wait_for_url("**/counter/done/*")
    assert name in registrar.heading()


def begin_class(centre: Centre, registrar: Person) -> None:
    """Lay the timetable out after its preview, then note the opening decision."""
    registrar.go(f"{centre.class_path}/sessions")
    registrar.follow("Schedule the timetable")
    registrar.press("Save the timetable")
    registrar.page.wait_for_url(f"**{centre.class_path}/sessions*")
    registrar.go(f"{centre.class_path}/opening")
    registrar.fill(number="06/QĐ-TTGDNN", decided_on="03/03/2026")
    if registrar.page.locator('[name="confirmed"]').count():
        registrar.page.check('[name="confirmed"]')
    registrar.press("Save the decision, begin the class")
    registrar.page.wait_for_url(f"**{centre.class_path}")


def take_attendance(centre: Centre) -> None:
    """The teacher touches one learner on the phone: late, by fifteen minutes."""
    teacher = centre.staff("nhagiao", viewport=PHONE, has_touch=True, is_mobile=True)
    teacher.page.get_by_role("link", name=vi("Take attendance")).first.tap()
    rows = teacher.page.locator(".v-att-row")
    expect(rows).to_have_count(len(NAMES))
    rows.nth(1).tap(position={"x": 120, "y": 20})
    rows.nth(1).locator('input[name^="m"]').fill("15")
    teacher.sees(vi("%(present)s present · %(late)s late", present=2, late=1))
    teacher.press("Save")
    teacher.sees(vi("Last saved by %(name)s at %(at)s", name="Lê Thị Nhagiao", at="")[:20])


def enter_the_rest_of_the_register(centre: Centre, registrar: Person) -> None:
    """The registrar copies the paper register of the month: everybody was there."""
    for month in ("2026-03", "2026-04"):
        registrar.go(f"{centre.class_path}/attendance?month={month}")
        for box in registrar.page.locator('[name="held"]').all():
            box.check()
        registrar.fill(reason="Chép từ sổ lên lớp giấy")
        registrar.press("Save attendance")
        expect(registrar.page.locator('[name="held"]')).to_have_count(0)


def mark(centre: Centre) -> None:
    """The teacher passes everybody but one in every module."""
    teacher = centre.staff("nhagiao")
    for code in ("MĐ 01", "MĐ 02", "MĐ 03"):
        teacher.go(f"{centre.class_path}/results/{code}")
        for place, choice in enumerate(teacher.page.locator('select[name^="e1-"]').all()):
            choice.select_option("no" if place == FAILING and code == "MĐ 03" else "yes")
        teacher.press("Save the marks")
        teacher.sees(vi("The marks of %(module)s are saved.", module=code))


def finish_and_prepare(centre: Centre, registrar: Person) -> None:
    """End the teaching and send the director the list of those who passed."""
    registrar.go(f"{centre.class_path}/finish")
    if registrar.page.locator('[name="confirmed"]').count():
        registrar.page.check('[name="confirmed"]')
    registrar.press("End teaching")
    registrar.page.wait_for_url(f"**{centre.class_path}")
    registrar.go(f"{centre.class_path}/recognition")
    registrar.press("Prepare the list")
    registrar.sees(vi("Waits for the director"))


def decide(centre: Centre) -> Person:
    """The director finds the list among the work of today and decides."""
    director = centre.staff("giamdoc")
    director.go(f"{centre.class_path}/recognition")
    director.follow("Decide")
    director.fill(number="07/QĐ-TTGDNN", decided_on="06/04/2026")
    director.press("Decide")
    director.page.wait_for_url(f"**{centre.class_path}/recognition")
    return director


def issue(centre: Centre, registrar: Person) -> str:
    """Issue both certificates, wait until the worker has made their files."""
    registrar.go(f"{centre.class_path}/certificates")
    label = vi_count("Issue %(num)d certificate", "Issue %(num)d certificates", 2)
    registrar.page.get_by_role("link", name=label).click()
    registrar.page.get_by_role("button", name=label).click()
    registrar.page.wait_for_url(f"**{centre.class_path}/certificates")
    files = registrar.page.locator('a[href$="/pdf"]')
    expect(files).to_have_count(2, timeout=60_000)
    row = registrar.page.locator("tr", has_text=NAMES[0])
    return row.locator("td").first.inner_text()


def read_back(centre: Centre, registrar: Person, serial: str) -> str:
    """Download a certificate and read it; return the address in its QR code."""
    row = registrar.page.locator("tr", has_text=NAMES[0])
    registry = row.locator("td").nth(1).inner_text()
    answer = registrar.page.request.get(row.locator('a[href$="/pdf"]').get_attribute("href"))
    assert answer.ok
    text = " ".join(reading.text_of(answer.body()).split())
    assert text == unicodedata.normalize("NFC", text)
    assert NAMES[0] in text
    assert serial in text
    assert registry in text
    (address,) = reading.codes_of(answer.body(), centre.product.folder)
    assert re.fullmatch(re.escape(centre.product.url) + r"/verify/[\w-]{16,}", address)
    return address


def verify(centre: Centre, address: str, serial: str) -> None:
    """Anybody checks it by the QR code, and by the serial number."""
    anybody = centre.open(viewport=PHONE)
    anybody.page.goto(address)
    assert anybody.heading() == vi("Valid certificate")
    anybody.sees(NAMES[0])
    anybody.go("/verify")
    anybody.fill(serial=serial)
    anybody.press("Check")
    anybody.page.wait_for_load_state()
    assert anybody.heading() == vi("Valid certificate")


def revoke(centre: Centre, director: Person, address: str, serial: str) -> None:
    """The director revokes it by a decision, and everybody sees that at once."""
    director.go("/certificates")
    director.page.get_by_role("link", name=re.compile(f"{serial}|{NAMES[0]}")).first.click()
    director.follow("Revoke")
    director.page.select_option('[name="ground"]', index=1)
    director.fill(decision="09/QĐ-TTGDNN", revoked_on="06/04/2026")
    director.press("Revoke")
    director.page.wait_for_url(re.compile(r"/certificates/\d+$"))
    anybody = centre.open()
    anybody.page.goto(address)
    assert anybody.heading() == vi("Revoked")
    anybody.sees("09/QĐ-TTGDNN")
    anybody.go(f"/verify?serial={serial.replace(' ', '+')}")
    assert anybody.heading() == vi("Revoked")
