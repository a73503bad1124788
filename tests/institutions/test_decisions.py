"""Decisions of every kind share one row of numbers."""

from datetime import date

import pytest

from tests.factories import classes
from vocational.institutions import decisions
from vocational.shared.errors import RuleViolation

DAY = date(2026, 10, 1)


def test_a_number_that_an_opening_decision_has_is_refused_for_any_other(at_home):
    with at_home():
        classes.training_class().opening_decision_number = "5/QĐ-TTGDNN"
        with pytest.raises(RuleViolation, match=r"assessment\.number_taken"):
            decisions.take_number("5/QĐ-TTGDNN", DAY, taken_code="assessment.number_taken")


def test_a_number_typed_before_its_turn_is_skipped(at_home):
    with at_home():
        classes.training_class().opening_decision_number = decisions.proposed_number(DAY)
        assert decisions.take_number("", DAY, taken_code="x").startswith("2/QĐ")
