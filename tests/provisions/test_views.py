"""The page of the law, and the institution's own figures on it."""

from datetime import date
from decimal import Decimal

import pytest

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.law.parameters import all_provisions
from vocational.provisions import queries, services
from vocational.provisions.messages.figures import NAMES, UNITS
from vocational.provisions.rules import NewFigure

FIGURE = {
    "key": "qd46.meals",
    "value": "40.000",
    "effective_from": "01/07/2026",
    "effective_to": "",
    "source": "12/2026/NQ-HĐND",
}


def test_every_figure_and_unit_has_a_name():
    keys = set(all_provisions())
    units = {entry.unit for series in all_provisions().values() for entry in series}
    assert (keys - set(NAMES), units - set(UNITS)) == (set(), set())


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.DIRECTOR, Role.ADMINISTRATOR])
def test_the_rules_of_a_day_are_shown_by_text(client_of, role):
    page = client_of(role).get("/law?on=01/03/2026")
    assert "QĐ 46/2015" in page.text
    assert "chưa thống nhất" in page.text


def test_rules_are_found_by_words_without_tone_marks(client_of):
    page = client_of(Role.REGISTRAR).get("/law?q=can ngheo")
    assert "hộ cận nghèo" in page.text
    assert "người khuyết tật" not in page.text


def test_a_changed_figure_shows_what_comes_next(client_of):
    page = client_of(Role.REGISTRAR).get("/law?on=30/06/2026&q=luong co so")
    assert "2.340.000" in page.text
    assert "từ 01/07/2026: 2.530.000" in page.text


def test_a_director_sets_a_figure_and_takes_it_back(client_of, at_home):
    client = client_of(Role.DIRECTOR)
    assert client.get("/law/figures/new?key=qd46.meals").status_code == 200
    assert client.post("/law/figures/new", data=FIGURE).status_code == 302
    with at_home():
        [row] = queries.figures()
        assert (row.figure.value, row.figure.effective_from) == (40_000, date(2026, 7, 1))
    assert "12/2026/NQ-HĐND" in client.get("/law").text
    reason = {"reason": "Bãi bỏ"}
    assert client.post(f"/law/figures/{row.figure_id}/withdraw", data=reason).status_code == 302
    with at_home():
        assert queries.provision_on("qd46.meals", date(2026, 8, 1)).value == 30_000


def test_a_lower_figure_is_refused_at_its_field(client_of):
    lower = FIGURE | {"value": "20.000"}
    answer = client_of(Role.DIRECTOR).post("/law/figures/new", data=lower, status=422)
    assert "30.000" in answer.text


def test_what_the_law_settles_cannot_be_set(client_of):
    client_of(Role.DIRECTOR).get("/law/figures/new?key=elementary.pass_mark", status=404)


def test_a_registrar_sees_and_does_not_set(client_of):
    client = client_of(Role.REGISTRAR)
    assert "Đặt mức" not in client.get("/law").text
    client.get("/law/figures/new?key=qd46.meals", status=403)


def test_the_rules_leave_as_a_spreadsheet(client_of, at_home, director):
    with at_home():
        services.add_figure(
            director, NewFigure("qd46.meals", Decimal(40_000), date(2026, 1, 1), None, "NQ 1")
        )
    answer = client_of(Role.REGISTRAR).get("/law?format=xlsx&on=01/03/2026")
    assert answer.mimetype.endswith("spreadsheetml.sheet")


@pytest.fixture
def set_by_department(app):
    """A function that sets a figure for all institutions of Hà Nội."""

    def add(key: str = "qd46.meals", value: int = 40_000, on: date = date(2026, 1, 1)) -> int:
        figure = NewFigure(key, Decimal(value), on, None, "05/2026/NQ-HĐND")
        with app.app_context():
            return services.add_department_figure(Actor.system("console"), "01", figure).id

    return add


def test_the_figure_of_the_department_is_shown_with_its_paper_and_cannot_be_taken_back(
    client_of, set_by_department
):
    figure_id = set_by_department()
    client = client_of(Role.DIRECTOR)
    page = client.get("/law?on=01/03/2026&q=qd46.meals")
    assert "40.000" in page.text
    assert "Sở: 05/2026/NQ-HĐND" in page.text
    assert f"/law/figures/{figure_id}/withdraw" not in page.text
    client.get(f"/law/figures/{figure_id}/withdraw", status=404)


def test_a_figure_of_the_department_that_comes_is_named_with_its_day(client_of, set_by_department):
    set_by_department(on=date(2026, 9, 1))
    page = client_of(Role.REGISTRAR).get("/law?on=01/03/2026&q=qd46.meals")
    assert "từ 01/09/2026: 40.000" in page.text


def test_who_sets_a_figure_sees_the_departments_and_is_refused_below_it(
    client_of, set_by_department
):
    set_by_department()
    client = client_of(Role.DIRECTOR)
    assert "05/2026/NQ-HĐND" in client.get("/law/figures/new?key=qd46.meals").text
    lower = FIGURE | {"value": "35.000"}
    answer = client.post("/law/figures/new", data=lower, status=422)
    assert "Mức của Sở là 40.000 (05/2026/NQ-HĐND)" in answer.text


def test_an_overtaken_figure_of_the_institution_is_not_announced(
    client_of, at_home, director, set_by_department
):
    with at_home():
        figure = NewFigure("qd46.meals", Decimal(35_000), date(2026, 9, 1), None, "QĐ 7")
        services.add_figure(director, figure)
    set_by_department()
    page = client_of(Role.REGISTRAR).get("/law?on=01/03/2026&q=qd46.meals")
    assert "35.000" in page.text
    assert "từ 01/09/2026" not in page.text


def test_the_audit_page_says_what_the_department_set(app, client_of, set_by_department):
    figure_id = set_by_department()
    with app.app_context():
        services.withdraw_department_figure(Actor.system("console"), figure_id, "Nhập nhầm")
    page = client_of(Role.DIRECTOR).get("/audit")
    assert "Mức của Sở: thêm mới" in page.text
    assert "Mức của Sở: đã rút" in page.text
    assert "người vận hành máy chủ" in page.text
