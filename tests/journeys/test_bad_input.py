"""What a centre's people get wrong: said beside its field, kept as typed, nothing half saved."""

import re
import unicodedata
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import attendance, catalogue, certificates, classes, enrolment, learners
from tests.journeys import forms
from tests.world import COMMUNE
from vocational.access.roles import Role
from vocational.catalogue.models import VersionState
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.timetable.rules.sessions import SessionKind

ON = date(2026, 9, 15)


@pytest.fixture(autouse=True)
def _on_a_fixed_day(freeze):
    freeze(ON)


@pytest.fixture
def registrar_page(client_of):
    """The registrar at work."""
    return client_of(Role.REGISTRAR)


@pytest.fixture
def person(at_home):
    """A form of the counter that can be saved, for a class with seats."""
    with at_home():
        class_id = classes.training_class().id
    return {
        "action": "save",
        "form_token": "0123456789abcdef0123456789abcdef",
        "citizen_number": "001179016243",
        "full_name": "Nguyễn Thị Hoà",
        "birth_date": "14/08/1979",
        "sex": "female",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "commune_code": COMMUNE,
        "phone": "0362 418 777",
        "schooling_code": "lower_secondary",
        "ethnic_group": "Kinh",
        "class_id": str(class_id),
        "consent": "y",
    }


def count(at_home, *models):
    """Count the rows of each model at home."""
    with at_home() as session:
        return [session.scalar(select(func.count()).select_from(model)) for model in models]


def says_beside(page: str, field: str) -> str:
    """Return what stands beside a field; fails when nothing does."""
    match = re.search(rf'id="{field}-error"[^>]*>([^<]+)<', page)
    assert match is not None, f"nothing is said beside {field}"
    return match.group(1)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("citizen_number", "00117901624", "12 chữ số"),
        ("birth_date", "31/02/1979", ""),
        ("birth_date", "14/08/2079", ""),
        ("full_name", "x" * 500, ""),
        ("full_name", "", ""),
        ("full_name", "Hoa 😀", ""),
        ("phone", "không có", ""),
        ("commune", "Xã Không Có Thật", ""),
    ],
)
def test_what_is_wrong_at_the_counter_is_said_beside_its_field(
    registrar_page, person, at_home, field, typed, said
):
    sent = person | {field: typed} | ({"commune_code": ""} if field == "commune" else {})
    page = registrar_page.post("/counter", sent, status=422).text
    assert said in says_beside(page, field)
    assert typed[:60] in page
    assert person["phone"] in page or field == "phone"
    assert count(at_home, Learner, Enrolment) == [0, 0]


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "Nguyễn <b>Hoà</b>"])
def test_a_name_that_is_markup_is_shown_as_text(registrar_page, person, typed):
    answer = registrar_page.client.post("/counter", data=person | {"full_name": typed})
    shown = answer if answer.status_code == 422 else registrar_page.get(answer.location)
    assert typed not in shown.text


def test_a_name_typed_with_combining_marks_is_saved_composed(registrar_page, person, at_home):
    typed = unicodedata.normalize("NFD", "Đặng Thuý Hoà")
    registrar_page.post("/counter", person | {"full_name": typed})
    with at_home() as session:
        assert session.scalar(select(Learner.full_name)) == "Đặng Thuý Hoà"


def test_a_full_class_takes_nobody_and_leaves_no_learner(registrar_page, person, at_home):
    with at_home() as session:
        row = session.scalars(select(TrainingClass)).one()
        enrolment.filled_class(row, row.capacity, first=100)
    before = count(at_home, Learner, Enrolment)
    page = registrar_page.post("/counter", person, status=422).text
    assert says_beside(page, "class_id")
    assert count(at_home, Learner, Enrolment) == before


def test_seats_never_fall_below_those_enrolled(registrar_page, at_home):
    with at_home():
        enrolment.filled_class(classes.training_class(), 3)
    form = edited(registrar_page, "/classes/LD-2026-001/edit")
    page = registrar_page.post(
        "/classes/LD-2026-001/edit", form | {"capacity": "2"}, status=422
    ).text
    assert "3" in says_beside(page, "capacity")
    registrar_page.post("/classes/LD-2026-001/edit", form | {"capacity": "3"})
    assert "3/3" in registrar_page.get("/classes").text


def test_a_class_whose_days_are_out_of_order_stays_as_it_was(registrar_page, at_home):
    with at_home():
        classes.training_class()
    form = edited(registrar_page, "/classes/LD-2026-001/edit")
    page = registrar_page.post(
        "/classes/LD-2026-001/edit", form | {"ends_on": "01/01/2026"}, status=422
    ).text
    assert says_beside(page, "ends_on")
    assert "01/01/2026" in page
    with at_home() as session:
        assert session.scalar(select(TrainingClass.ends_on)) == classes.ENDS_ON


def test_a_course_without_modules_is_not_approved(registrar_page, at_home):
    with at_home():
        version = catalogue.course()
        version.state, version.modules, code = VersionState.DRAFT, [], version.course.code
        version.decision_number, version.approved_on = "", None
        db.session.commit()
    url = f"/catalogue/courses/{code}/approve"
    form = {"decision_number": "15/QĐ-TTGDNN", "approved_on": "05/01/2026", "confirmed": "y"}
    registrar_page.post(url, form, status=422)


def test_certificates_of_a_class_sent_twice_are_issued_once(registrar_page, at_home):
    with at_home():
        recognised = certificates.recognised_class(2)
        enrolment.enrolment(db.session.get_one(TrainingClass, recognised.class_id), failing())
    url = f"/classes/{recognised.code}/certificates/issue"
    form = edited(registrar_page, url)
    for _time in range(2):
        registrar_page.client.post(url, data=form)
    assert count(at_home, Certificate) == [2]


def failing() -> int:
    """Save a learner whom no decision names."""
    return learners.learner(50).id


def test_the_second_of_two_registrars_is_told_and_keeps_what_was_typed(client_of, at_home):
    with at_home():
        learner_id = learners.learner(1).id
    url = f"/learners/{learner_id}/edit"
    first, second = client_of(Role.REGISTRAR), client_of(Role.REGISTRAR)
    form = edited(second, url)
    first.post(url, edited(first, url) | {"phone": "0911 111 111"})
    page = second.post(url, form | {"phone": "0922 222 222"}, status=422).text
    assert "0922 222 222" in page
    with at_home() as session:
        assert session.scalar(select(Learner.phone)) == "0911111111"


def edited(client, url: str) -> dict[str, str]:
    """Open a page and return its form as a browser would send it back."""
    return forms.shown_values(client.get(url).text)


def test_the_head_of_a_class_and_its_timetable_miss_the_same_hours(registrar_page, at_home):
    with at_home():
        row = classes.training_class(capacity=36)
        for group, minutes in zip(row.groups, (240, 60), strict=True):
            attendance.class_session(row, group=group, kind=SessionKind.PRACTICE, minutes=minutes)
    page = registrar_page.get("/classes/LD-2026-001/sessions").text
    head, _tabs, rest = page.partition('class="v-tabs"')
    missing = [hours(text) for text in re.findall(r"thiếu ([\d.,]+) giờ", rest)]
    assert missing
    told = re.search(r"([\d.,]+) giờ", head[head.index("v-hinder") :])
    assert told is not None
    assert hours(told.group(1)) == pytest.approx(sum(missing))


def hours(text: str) -> float:
    """Read a number as the pages write it."""
    return float(text.replace(".", "").replace(",", "."))


def test_a_class_whose_others_failed_goes_on_to_its_closing(registrar_page, at_home, registrar):
    with at_home():
        recognised, _ids = certificates.issued_class(registrar, 2)
        row = db.session.get_one(TrainingClass, recognised.class_id)
        assert row.state is ClassState.FINISHED
        row.capacity = 3
        enrolment.enrolment(row, failing())
    page = registrar_page.get(f"/classes/{recognised.code}").text
    now = re.search(r'aria-current="step">.*?<span>([^<]+)', page, re.S)
    assert now is not None
    assert now.group(1) == "Đóng lớp"
