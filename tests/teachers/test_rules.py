"""Who may teach which level, from when."""

from datetime import date

import pytest

from vocational.shared.findings import Severity
from vocational.teachers.rules import Qualification, QualificationRoute, check_qualification

IN_FORCE = date(2026, 6, 9)
BEFORE = date(2026, 6, 8)
FARMER = Qualification("Bùi Văn Đất", QualificationRoute.GOOD_FARMER, has_pedagogy=True)


def test_a_good_farmer_may_not_teach_at_elementary_level():
    [result] = check_qualification(FARMER, elementary=True, on=IN_FORCE)
    assert (result.code, result.severity) == ("teachers.route", Severity.ERROR)
    assert (result.params["name"], result.legal_basis) == ("Bùi Văn Đất", "TT 43/2026")


def test_a_good_farmer_teaches_under_three_months():
    assert check_qualification(FARMER, elementary=False, on=IN_FORCE) == ()


@pytest.mark.parametrize("elementary", [True, False])
def test_pedagogy_is_asked_of_everyone(elementary):
    teacher = Qualification("Lê An", QualificationRoute.DEGREE, has_pedagogy=False)
    [result] = check_qualification(teacher, elementary=elementary, on=IN_FORCE)
    assert result.code == "teachers.no_pedagogy"


def test_before_the_circular_nothing_is_found():
    assert check_qualification(FARMER, elementary=True, on=BEFORE) == ()
