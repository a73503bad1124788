"""Which figure counts on a day: the institution's, the department's or that of the law."""

from datetime import date
from decimal import Decimal

import pytest

from vocational.law import local
from vocational.law.local import LocalFigure, Origin
from vocational.law.parameters import provision

DAY = date(2026, 7, 1)
MEALS, TRAVEL = "qd46.meals", "nd338.travel.far"


def set_by(origin: Origin, value: int, key: str = MEALS) -> LocalFigure:
    return LocalFigure(key, Decimal(value), DAY, None, origin.value, origin)


def counting(*figures: LocalFigure, key: str = MEALS) -> tuple[int, str]:
    figure = local.figure(key, local.local_law(figures, DAY))
    return int(figure.value), figure.local_source


def test_without_local_figures_the_law_counts():
    assert counting() == (30_000, "")


def test_the_figure_of_the_department_counts_where_the_institution_set_none():
    assert counting(set_by(Origin.DEPARTMENT, 40_000)) == (40_000, "department")


@pytest.mark.parametrize("is_reversed", [False, True])
def test_the_higher_figure_of_the_institution_counts_in_any_order(is_reversed):
    both = [set_by(Origin.DEPARTMENT, 40_000), set_by(Origin.INSTITUTION, 45_000)]
    assert counting(*(reversed(both) if is_reversed else both)) == (45_000, "institution")


@pytest.mark.parametrize("is_reversed", [False, True])
def test_an_institution_does_not_undercut_the_department_where_only_more_is_allowed(is_reversed):
    both = [set_by(Origin.DEPARTMENT, 40_000), set_by(Origin.INSTITUTION, 35_000)]
    assert counting(*(reversed(both) if is_reversed else both)) == (40_000, "department")


def test_the_law_overtakes_the_department_too():
    assert counting(set_by(Origin.DEPARTMENT, 20_000)) == (30_000, "")


def test_where_the_law_leaves_all_open_the_nearest_counts_though_lower():
    both = set_by(Origin.DEPARTMENT, 300_000, TRAVEL), set_by(Origin.INSTITUTION, 250_000, TRAVEL)
    assert counting(*both, key=TRAVEL) == (250_000, "institution")


def test_what_the_law_closes_is_open_to_no_department():
    key = "elementary.pass_mark"
    closed = set_by(Origin.DEPARTMENT, 7, key)
    assert local.figure(key, local.local_law([closed], DAY)) == provision(key, DAY)
