"""Figures of the department: whom they reach, what is refused, who reads of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.world import ELSEWHERE, HOME
from vocational.access.actor import Actor
from vocational.audit.queries import history_of
from vocational.extensions import db
from vocational.institutions.queries import institution
from vocational.law.local import Origin
from vocational.provisions import queries, services
from vocational.provisions.rules import NewFigure
from vocational.shared import tenancy
from vocational.shared.errors import Refused, RuleViolation

HANOI, ELSEWHERE_PROVINCE = "01", "79"
FIRST = date(2026, 7, 1)
OPERATOR = Actor.system("Lê Thị Sở")
MEALS = NewFigure("qd46.meals", Decimal(40_000), FIRST, None, "05/2026/NQ-HĐND")
TRAVEL = NewFigure("nd338.travel.far", Decimal(300_000), FIRST, None, "05/2026/NQ-HĐND")


def meals_now() -> tuple[int, str]:
    provision = queries.provision_on("qd46.meals", FIRST)
    return int(provision.value), provision.local_source


@pytest.mark.parametrize("place", [HOME, ELSEWHERE])
def test_a_figure_reaches_every_institution_of_the_province(app, place):
    with app.app_context():
        services.add_department_figure(OPERATOR, HANOI, MEALS)
        with tenancy.institution_scope(db.session(), place.institution_id):
            assert meals_now() == (40_000, "05/2026/NQ-HĐND")


def test_no_institution_of_another_province_or_of_none_is_reached(home):
    services.add_department_figure(OPERATOR, ELSEWHERE_PROVINCE, MEALS)
    assert meals_now() == (30_000, "")
    services.add_department_figure(OPERATOR, HANOI, MEALS)
    institution(home.institution_id).commune_code = None
    db.session.flush()
    assert meals_now() == (30_000, "")


def test_both_kinds_are_read_with_one_statement(home, director, count_queries):
    services.add_department_figure(OPERATOR, HANOI, MEALS)
    services.add_figure(director, replace(MEALS, value=Decimal(45_000)))
    with count_queries() as statements:
        assert meals_now()[0] == 45_000
    assert len(statements) == 1
    assert {figure.figure.origin for figure in queries.figures()} == set(Origin)


@pytest.mark.parametrize(
    ("province", "change", "code"),
    [
        ("00", {}, "provisions.province"),
        (HANOI, {"value": Decimal(20_000)}, "provisions.not_higher"),
        (HANOI, {"key": "elementary.pass_mark"}, "provisions.closed"),
        (HANOI, {"source": " "}, "provisions.source"),
        (HANOI, {"effective_to": date(2026, 6, 30)}, "period.reversed"),
    ],
)
def test_a_figure_that_may_not_be_is_refused(app, province, change, code):
    with app.app_context(), pytest.raises(RuleViolation) as refused:
        services.add_department_figure(OPERATOR, province, replace(MEALS, **change))
    assert refused.value.code == code


def test_two_figures_for_one_day_are_refused_and_the_same_again_is_one(app):
    with app.app_context():
        first = services.add_department_figure(OPERATOR, HANOI, MEALS)
        assert services.add_department_figure(OPERATOR, HANOI, MEALS).id == first.id
        lower = replace(MEALS, value=Decimal(35_000))
        with pytest.raises(RuleViolation, match=r"provisions\.overlap"):
            services.add_department_figure(OPERATOR, HANOI, lower)
        services.add_department_figure(OPERATOR, ELSEWHERE_PROVINCE, lower)


def test_a_director_sets_no_figure_of_the_department(home, director):
    with pytest.raises(Refused):
        services.add_department_figure(director, HANOI, MEALS)
    row = services.add_department_figure(OPERATOR, HANOI, MEALS)
    with pytest.raises(Refused):
        services.withdraw_department_figure(director, row.id, "Không có lý do")


def test_an_institution_stays_at_or_above_the_department_where_only_more_is_allowed(home, director):
    services.add_department_figure(OPERATOR, HANOI, MEALS)
    with pytest.raises(RuleViolation) as refused:
        services.add_figure(director, replace(MEALS, value=Decimal(39_999)))
    assert (refused.value.code, refused.value.field) == ("provisions.below_department", "value")
    services.add_figure(director, replace(MEALS, source="QĐ 7/QĐ-TTGDNN"))
    assert meals_now() == (40_000, "QĐ 7/QĐ-TTGDNN")


def test_an_institution_may_go_below_where_the_law_leaves_all_open(home, director):
    services.add_department_figure(OPERATOR, HANOI, TRAVEL)
    services.add_figure(director, replace(TRAVEL, value=Decimal(250_000)))
    assert queries.provision_on("nd338.travel.far", FIRST).value == 250_000


def test_a_later_figure_of_the_department_overtakes_a_lower_one_of_the_institution(home, director):
    services.add_figure(director, replace(MEALS, value=Decimal(35_000)))
    services.add_department_figure(OPERATOR, HANOI, MEALS)
    assert meals_now() == (40_000, "05/2026/NQ-HĐND")


def test_a_withdrawn_figure_stays_on_file_with_its_reason(home):
    row = services.add_department_figure(OPERATOR, HANOI, MEALS)
    services.withdraw_department_figure(OPERATOR, row.id, "Nghị quyết bị bãi bỏ")
    services.withdraw_department_figure(OPERATOR, row.id, "Lần thứ hai")
    assert meals_now() == (30_000, "")
    [kept] = queries.department_figures(HANOI)
    assert (kept.withdrawal_reason, kept.withdrawn_by_name) == ("Nghị quyết bị bãi bỏ", "Lê Thị Sở")


def test_a_figure_is_withdrawn_with_a_reason_alone(home):
    row = services.add_department_figure(OPERATOR, HANOI, MEALS)
    with pytest.raises(RuleViolation, match=r"provisions\.reason"):
        services.withdraw_department_figure(OPERATOR, row.id, " ")


@pytest.mark.parametrize("place", [HOME, ELSEWHERE])
def test_every_institution_reached_reads_what_was_done(app, place):
    with app.app_context():
        row_id = services.add_department_figure(OPERATOR, HANOI, MEALS).id
        services.withdraw_department_figure(OPERATOR, row_id, "Bãi bỏ")
        with tenancy.institution_scope(db.session(), place.institution_id):
            withdrawn, added = history_of("department_provisions", row_id)
    assert (added.action, added.actor_name) == ("department_figure.added", "Lê Thị Sở")
    assert (withdrawn.action, withdrawn.reason) == ("department_figure.rescinded", "Bãi bỏ")
    assert set(withdrawn.after) == {"withdrawn_at"}
