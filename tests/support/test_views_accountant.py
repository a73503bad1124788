"""The accountant sees support and the law it rests on, and nothing else."""

import pytest

from tests.factories import support
from vocational.access.roles import Role
from vocational.entitlements.services.decisions import DecideRequest, decide


@pytest.fixture
def code(at_home, registrar):
    with at_home():
        row = support.supported_class()
        people = [support.supported_learner(row, number) for number in (1, 2)]
        decide(registrar, DecideRequest(row.id, (people[0].id,)))
        return row.code


def test_the_accountant_goes_from_the_classes_to_one_learner(client_of, code):
    accountant = client_of(Role.ACCOUNTANT)
    assert accountant.get("/home", status=302).location.endswith("/support")
    page = accountant.get("/support").text
    assert f'href="/classes/{code}/support"' in page
    assert "1 chưa xét" in page
    shown = accountant.get(f"/classes/{code}/support").text
    assert "Xét chế độ" not in shown.split("<main")[1]
    accountant.get(f"/classes/{code}/support/1")
    accountant.get("/law")
    assert accountant.get("/support?format=xlsx").mimetype.endswith("sheet")


@pytest.mark.parametrize(
    "path", ["/classes", "/learners", "/admissions", "/users", "/settings", "/audit", "/counter"]
)
def test_the_accountant_sees_nothing_else(client_of, code, path):
    client_of(Role.ACCOUNTANT).get(path, status=403)


def test_who_only_reads_is_offered_no_field_but_told_the_facts(client_of, code):
    address = f"/classes/{code}/support/1"
    assert "Chưa ghi gì." in client_of(Role.ACCOUNTANT).get(address).text
    given = {"distance_km": "17,5", "blind": "y", "version": "0"}
    client_of(Role.REGISTRAR).post(address, given)
    told = client_of(Role.ACCOUNTANT).get(address).text.split("<main")[1]
    assert 'name="distance_km"' not in told
    assert "17,5" in told
    assert "Khiếm thị" in told


def test_the_accountant_decides_nothing(client_of, code):
    client_of(Role.ACCOUNTANT).post(f"/classes/{code}/support/decide", status=403)


def test_a_teacher_sees_no_support(client_of, code):
    client_of(Role.TEACHER).get("/support", status=403)
