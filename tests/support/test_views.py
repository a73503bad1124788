"""The pages of support of a class."""

from datetime import date

import pytest

from tests.factories import support
from tests.world import ELSEWHERE
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.entitlements import queries
from vocational.entitlements.services import decisions
from vocational.entitlements.services.decisions import DecideRequest
from vocational.law.support import Scheme

PAGE = "/classes/LD-2026-001/support"


@pytest.fixture
def people(at_home):
    """A class with a learner of a poor household and one without any category."""
    with at_home():
        row = support.supported_class()
        return [
            support.supported_learner(row, 1).id,
            support.supported_learner(row, 2, category=None).id,
        ]


def test_a_class_without_a_scheme_says_where_to_choose_it(client_of, at_home):
    with at_home():
        support.supported_class(scheme=None)
    assert "Lớp này không hỗ trợ" in client_of(Role.REGISTRAR).get(PAGE).text


def test_everyone_is_decided_at_once(client_of, people, at_home):
    client = client_of(Role.REGISTRAR)
    assert "chưa xét" in client.get(PAGE).text
    client.post(f"{PAGE}/decide")
    page = client.get(PAGE).text
    assert "Hộ nghèo" in page
    assert "QĐ 46/2015 Điều 4" in page
    assert "chưa xét" not in page.split("<tbody>")[1]
    with at_home():
        assert set(queries.present_decisions(people)) == set(people)


def test_a_learners_page_says_why_each_rule_pays_or_does_not(client_of, people):
    client = client_of(Role.REGISTRAR)
    client.post(f"{PAGE}/decide", {"enrolment_id": people[0]})
    page = client.get(f"{PAGE}/{people[0]}").text
    assert "Vì sao được, vì sao không" in page
    assert "QĐ 46/2015 Điều 5" in page
    assert "registrar" in page


def test_facts_are_saved_and_the_change_is_told(client_of, people):
    client = client_of(Role.REGISTRAR)
    client.post(f"{PAGE}/decide")
    client.post(f"{PAGE}/{people[0]}", {"distance_km": "16,5", "version": "0"})
    page = client.get(PAGE).text
    assert "hồ sơ đã đổi" in page
    client.post(f"{PAGE}/decide")
    assert "hồ sơ đã đổi" not in client.get(PAGE).text


def test_a_negative_distance_is_refused_at_its_field(client_of, people):
    given = {"distance_km": "-1", "version": "0"}
    page = client_of(Role.REGISTRAR).post(f"{PAGE}/{people[0]}", given, status=422)
    assert "Khoảng cách từ 0" in page.text


def test_support_given_again_takes_two_people(client_of, at_home, at_elsewhere):
    with at_elsewhere():
        other = support.supported_class(
            "XX-2026-001", state=ClassState.RUNNING, scheme=Scheme.ND338, starts_on=date(2026, 3, 2)
        )
        person = support.supported_learner(other, category=None)
        decisions.decide(ELSEWHERE.actor(Role.REGISTRAR), DecideRequest(other.id, (person.id,)))
    with at_home():
        person_id = support.supported_learner(support.supported_class()).id
    registrar, director = client_of(Role.REGISTRAR), client_of(Role.DIRECTOR)
    registrar.post(f"{PAGE}/decide")
    page = registrar.get(f"{PAGE}/{person_id}").text
    assert "02/03/2026, NĐ 338/2025" in page
    assert "XX" not in page
    registrar.post(f"{PAGE}/{person_id}/override", {"reason": "Nhầm số định danh"})
    registrar.post(f"{PAGE}/{person_id}/override/answer", {"answer": "approve"}, status=403)
    director.post(f"{PAGE}/{person_id}/override/answer", {"answer": "approve"})
    assert "director duyệt" in registrar.get(f"{PAGE}/{person_id}").text
    with at_home():
        assert queries.present_decisions([person_id])[person_id].total_dong > 0


def test_a_teacher_does_not_see_support(client_of, people):
    client_of(Role.TEACHER).get(PAGE, status=403)


def test_a_learner_of_another_class_is_not_found(client_of, people):
    client_of(Role.REGISTRAR).get(f"{PAGE}/9999", status=404)


def test_support_leaves_as_a_spreadsheet(client_of, people):
    answer = client_of(Role.REGISTRAR).get(f"{PAGE}?format=xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")


def test_the_page_asks_the_same_number_of_questions_for_any_size(client_of, at_home, count_queries):
    with at_home():
        row = support.supported_class()
        support.supported_learner(row, 1)
    client = client_of(Role.REGISTRAR)
    client.post(f"{PAGE}/decide")
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    with at_home():
        row = support.class_again(row.id)
        for number in range(2, 12):
            support.supported_learner(row, number)
    client.post(f"{PAGE}/decide")
    with count_queries() as many:
        client.get(PAGE)
    assert len(few) == len(many)


def test_the_record_of_a_learner_shows_what_was_decided(client_of, people):
    client = client_of(Role.REGISTRAR)
    client.post(f"{PAGE}/decide")
    page = client.get("/learners/1").text
    assert "Chế độ đã xét theo lớp" in page
    assert "QĐ 46/2015" in page


def test_undecided_support_stands_at_the_head_of_the_class(client_of, people):
    client = client_of(Role.REGISTRAR)
    assert "chưa xét chế độ cho 2 học viên" in client.get("/classes/LD-2026-001").text
    client.post(f"{PAGE}/decide")
    assert "chưa xét chế độ cho" not in client.get("/classes/LD-2026-001").text
