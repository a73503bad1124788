"""The side panel of the counter: what would be due, before anything is saved."""

from datetime import date
from time import perf_counter

import pytest

from tests.factories import learners, support
from tests.world import COMMUNE, ELSEWHERE
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.entitlements.services import decisions
from vocational.entitlements.services.decisions import DecideRequest
from vocational.extensions import db

PREVIEW = "/counter/preview"
POOR = {
    "poor_household-ticked": "y",
    "poor_household-paper_kind": "poor_household_certificate",
    "poor_household-paper_number": "117/GCN",
    "poor_household-valid_from": "05/01/2026",
    "poor_household-valid_to": "31/12/2026",
    "poor_household-original_seen": "y",
}


@pytest.fixture
def person(at_home):
    """What the form says of a woman who wants into a supported class."""
    with at_home():
        row = support.supported_class()
        return {
            "class_id": str(row.id),
            "citizen_number": learners.citizen_number(1),
            "birth_date": "01/05/1990",
            "sex": "female",
            "commune_code": COMMUNE,
        }


def panel(client_of, given):
    return client_of(Role.REGISTRAR).post(PREVIEW, given, status=200).json["panel"]


def test_before_a_class_is_chosen_nothing_is_promised(client_of):
    assert "Chọn lớp" in panel(client_of, {})


def test_ticking_a_category_shows_what_it_brings(client_of, person):
    assert "Phụ nữ" in panel(client_of, person)
    shown = panel(client_of, person | POOR)
    assert "Hộ nghèo" in shown
    assert "QĐ 46/2015 Điều 5" in shown
    assert "Chưa từng được hỗ trợ" in shown


def test_a_paper_still_to_bring_is_named_with_what_is_lost(client_of, person):
    without_verification = {
        key: value for key, value in POOR.items() if not key.endswith("original_seen")
    }
    shown = panel(client_of, person | without_verification)
    assert "Còn 1 giấy tờ phải nộp" in shown
    assert "Chưa nộp thì tổng còn" in shown


def test_nothing_is_saved(client_of, person, at_home):
    panel(client_of, person | POOR)
    with at_home():
        assert db.session.query(Enrolment).count() == 0


def test_support_elsewhere_is_told_by_day_and_scheme_alone(client_of, person, at_elsewhere):
    with at_elsewhere():
        other = support.supported_class(
            "XX-2026-001", state=ClassState.RUNNING, starts_on=date(2026, 3, 2)
        )
        supported_learner = support.supported_learner(other)
        decisions.decide(
            ELSEWHERE.actor(Role.REGISTRAR), DecideRequest(other.id, (supported_learner.id,))
        )
    shown = panel(client_of, person | POOR)
    assert "02/03/2026, QĐ 46/2015" in shown
    assert "Không được hỗ trợ" in shown
    assert "XX" not in shown


def test_what_cannot_be_read_is_passed_over(client_of, person):
    odd = {"birth_date": "31/02/1990", "sex": "?", "commune_code": "x", "citizen_number": "12"}
    assert "Học viên đóng" in panel(client_of, person | odd)


def test_the_counter_shows_the_panel_without_scripts(client_of, person, at_home):
    with at_home():
        row = support.supported_class(
            "LD-2036-001", starts_on=date(2036, 3, 3), ends_on=date(2036, 6, 6)
        )
        given = person | {"class_id": str(row.id), "action": "read"}
    page = client_of(Role.REGISTRAR).post("/counter", given, status=200)
    assert "Chế độ dự kiến" in page.text
    assert "QĐ 46/2015 Điều 4" in page.text


def test_the_answer_comes_within_a_tenth_of_a_second(client_of, person):
    client = client_of(Role.REGISTRAR)
    client.post(PREVIEW, person | POOR, status=200)
    times = []
    for _round in range(5):
        started = perf_counter()
        client.client.post(PREVIEW, data=person | POOR)
        times.append(perf_counter() - started)
    assert min(times) < 0.1


def test_a_teacher_asks_nothing(client_of, person):
    client_of(Role.TEACHER).post(PREVIEW, person, status=403)
