"""Decisions of every kind share one row of numbers a year."""

from datetime import date

import pytest

from vocational.institutions.services import decisions
from vocational.shared.errors import RuleViolation

DAY = date(2026, 10, 1)
NEXT_YEAR = date(2027, 1, 4)


def take(typed: str, on: date = DAY) -> str:
    return decisions.take_number(typed, on, taken_code="assessment.number_taken")


def test_a_number_that_another_decision_of_the_year_has_is_refused(at_home):
    with at_home():
        take("05/QĐ-TTGDNN")
        with pytest.raises(RuleViolation, match=r"assessment\.number_taken"):
            take("05/QĐ-TTGDNN")


def test_a_number_typed_before_its_turn_is_skipped(at_home):
    with at_home():
        take("02/QĐ-TTGDNN")
        assert take("") == "01/QĐ-TTGDNN"
        assert take("") == "03/QĐ-TTGDNN"


def test_ten_typed_numbers_are_skipped_with_as_many_queries_as_one(at_home, count_queries):
    def turn() -> tuple[str, int]:
        with count_queries() as made:
            number = take("")
        return number, len(made)

    with at_home():
        take("")
        take("02/QĐ-TTGDNN")
        number, once = turn()
        assert number == "03/QĐ-TTGDNN"
        take("")
        for typed in range(5, 15):
            take(f"{typed:02}/QĐ-TTGDNN")
        assert turn() == ("15/QĐ-TTGDNN", once)


def test_numbers_begin_anew_each_year(at_home):
    with at_home():
        take("")
        assert decisions.proposed_number(NEXT_YEAR) == "01/QĐ-TTGDNN"
        assert take("01/QĐ-TTGDNN", NEXT_YEAR) == "01/QĐ-TTGDNN"
        assert take("", NEXT_YEAR) == "02/QĐ-TTGDNN"


def test_another_institution_has_its_own_numbers(at_home, at_elsewhere):
    with at_home():
        take("01/QĐ-X")
    with at_elsewhere():
        assert take("01/QĐ-X") == "01/QĐ-X"
