"""What an applicant without account meets: the form, the receipt, the limits."""

import re
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import applications, classes, learners, support
from tests.pages import CheckedClient
from tests.world import ELSEWHERE
from vocational.access.roles import Role
from vocational.app import create_app
from vocational.applications.models import Application
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.entitlements.services.decisions import DecideRequest, decide
from vocational.extensions import db
from vocational.law.support import Scheme

ON = date(2026, 9, 15)
FORM = {
    "citizen_number": learners.citizen_number(1),
    "full_name": "Nguyễn Thị Hoà",
    "birth_date": "05/03/1990",
    "sex": "female",
    "phone": "0912 345 678",
    "commune": "phuc tho, ha noi",
    "hamlet": "Thôn 2",
    "schooling_code": "lower_secondary",
    "ethnic_group": "Kinh",
    "categories": ["poor_household"],
    "paper-poor_household": "poor_household_certificate",
    "consent": "y",
    "form_token": "a" * 32,
}


@pytest.fixture(autouse=True)
def _the_day(freeze):
    freeze(ON)


@pytest.fixture
def code(at_home):
    with at_home() as session:
        training_class = classes.training_class()
        training_class.support_scheme = Scheme.QD46
        session.commit()
        return training_class.code


def _receipt(answer):
    return answer.location.rsplit("/", 1)[-1]


def test_an_application_is_sent_and_followed_by_its_receipt(client_of, code):
    applicant = client_of(None)
    assert "tiền ăn 30.000" in applicant.get(f"/classes/{code}/apply").text
    sent = applicant.post(f"/classes/{code}/apply", FORM, status=303)
    page = applicant.get(sent.location).text
    assert _receipt(sent) in page
    assert "Trung tâm đã nhận đơn" in page
    assert FORM["citizen_number"] not in page
    applicant.get(f"{sent.location}/withdraw")
    applicant.post(f"{sent.location}/withdraw")
    assert "Anh/Chị đã rút đơn này" in applicant.get(sent.location).text


@pytest.mark.parametrize("token", ["file-1-2", ""])
def test_who_names_the_form_of_somebody_else_is_not_shown_what_it_made(client_of, code, token):
    first = client_of(None).post(f"/classes/{code}/apply", FORM | {"form_token": token}, status=303)
    form = FORM | {"citizen_number": learners.citizen_number(2), "form_token": token}
    assert (
        client_of(None).post(f"/classes/{code}/apply", form, status=303).location != first.location
    )


def test_without_the_date_of_birth_nothing_is_told(client_of, code):
    receipt = _receipt(client_of(None).post(f"/classes/{code}/apply", FORM, status=303))
    other = client_of(None)
    real, invented = (
        other.get(f"/applications/{item}").text for item in (receipt, applications.receipt(9))
    )
    assert real.replace(receipt, "") == invented.replace(applications.receipt(9), "")
    wrong = [
        other.post(f"/applications/{item}", {"birth_date": "06/03/1990"}, status=422).text
        for item in (receipt, applications.receipt(9))
    ]
    assert wrong[0].replace(receipt, "") == wrong[1].replace(applications.receipt(9), "")
    other.get(f"/applications/{receipt}/withdraw", status=302)
    other.post(f"/applications/{receipt}", {"birth_date": "05/03/1990"}, status=303)
    assert "Nguyễn Thị Hoà" in other.get(f"/applications/{receipt}").text


def test_what_is_wrong_is_said_and_what_was_typed_stays(client_of, code, at_home):
    bad = FORM | {"citizen_number": "00119", "consent": "", "birth_date": "31/02/1990"}
    page = client_of(None).post(f"/classes/{code}/apply", bad, status=422).text
    assert "Số định danh phải có 12 chữ số" in page or "12 chữ số" in page
    assert 'value="00119"' in page
    assert "31/02/1990" in page
    with at_home() as session:
        assert session.scalar(select(func.count()).select_from(Application)) == 0


def test_a_robot_that_fills_everything_in_is_refused(client_of, code):
    client_of(None).post(f"/classes/{code}/apply", FORM | {"website": "http://x"}, status=422)


def test_a_class_that_takes_none_says_so(client_of, code, at_home):
    with at_home() as session:
        session.scalars(select(TrainingClass)).one().apply_until = date(2026, 9, 14)
        session.commit()
    assert "không nhận đơn" in client_of(None).get(f"/classes/{code}/apply", status=410).text
    client_of(None).get("/classes/LD-1999-001/apply", status=404)


def test_one_number_is_tried_only_so_often_in_all_processes(client_of, code, app):
    second = create_app(app.config["SETTINGS"])
    second.config["WTF_CSRF_ENABLED"] = False
    clients = [client_of(None), CheckedClient(second)]
    answers = []
    for turn in range(8):
        form = FORM | {"form_token": f"{turn:032x}"}
        answer = clients[turn % 2].client.post(f"/classes/{code}/apply", data=form)
        answers.append(answer.status_code)
    assert answers == [303] + [422] * 5 + [429] * 2
    page = clients[0].client.post(f"/classes/{code}/apply", data=FORM)
    assert "phút" in page.text
    with second.app_context():
        db.session.remove()
        db.engine.dispose()


def test_receipts_are_not_tried_out(client_of):
    client = client_of(None)
    given = {"birth_date": "05/03/1990"}
    for _turn in range(8):
        client.post(f"/applications/{applications.receipt(3)}", given, status=422)
    client.post(f"/applications/{applications.receipt(3)}", given, status=429)


def test_who_was_supported_before_is_marked_where_admission_is_decided(
    client_of, code, at_home, at_elsewhere
):
    sent = client_of(None).post(f"/classes/{code}/apply", FORM, status=303)
    assert "đã được hỗ trợ" not in client_of(None).get(sent.location).text
    with at_elsewhere():
        row = support.supported_class("XX-2026-001", state=ClassState.RUNNING)
        person = support.supported_learner(row)
        decide(ELSEWHERE.actor(Role.REGISTRAR), DecideRequest(row.id, (person.id,)))
    registrar = client_of(Role.REGISTRAR)
    mark = "đã được hỗ trợ: 05/10/2026, QĐ 46/2015"
    assert mark in registrar.get(f"/classes/{code}/applications").text
    assert mark in registrar.get("/admissions").text
    with at_home() as session:
        application_id = session.scalar(select(Application.id))
    shown = registrar.get(f"/classes/{code}/applications/{application_id}").text
    assert "Đã được hỗ trợ: 05/10/2026" in shown


def test_the_registrar_reviews_gives_a_seat_and_reads_the_history(client_of, code, at_home):
    from_home = client_of(None)
    receipt = _receipt(from_home.post(f"/classes/{code}/apply", FORM, status=303))
    with at_home() as session:
        row = session.scalars(select(Application)).one()
        url = f"/classes/{code}/applications/{row.id}"
    registrar = client_of(Role.REGISTRAR)
    assert "Nguyễn Thị Hoà" in registrar.get(f"/classes/{code}/applications?q=hoa").text
    assert "Chờ xem xét" in registrar.get("/admissions?state=submitted").text
    assert registrar.get("/admissions?format=xlsx").mimetype.endswith("sheet")
    version = re.search(r'name="version"[^>]*value="(\d+)"', registrar.get(url).text).group(1)
    registrar.post(url, {"version": version, "action": "ask", "missing": "Giấy hộ nghèo"})
    assert "Giấy hộ nghèo" in from_home.get(f"/applications/{receipt}").text
    assert "12 chữ số" not in registrar.get(f"{url}/edit").text
    registrar.post(url, {"version": version, "action": "accept"}, status=422)
    registrar.post(url, {"version": int(version) + 1, "action": "accept"})
    with at_home() as session:
        row = session.scalars(select(Application)).one()
        assert row.state is ApplicationState.ADMITTED
        assert row.enrolment_id is not None
    assert "Anh/Chị đã có chỗ trong lớp" in from_home.get(f"/applications/{receipt}").text


def test_the_place_of_birth_is_kept_with_the_application(client_of, code, at_home):
    place = "Huyện Phúc Thọ, Hà Nội"
    client_of(None).post(f"/classes/{code}/apply", FORM | {"birth_place": place}, status=303)
    with at_home() as session:
        assert session.scalar(select(Application.birth_place)) == place
