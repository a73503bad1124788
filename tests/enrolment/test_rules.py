"""Who may still come in, which practice group, which list number."""

from datetime import date

import pytest

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import (
    ListLine,
    SeatOffer,
    emptiest_group,
    late_entry_until,
    numbered,
    takes_learners,
)

STARTS_ON = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("ends_on", "last"),
    [
        (date(2026, 10, 5), date(2026, 10, 5)),
        (date(2026, 10, 9), date(2026, 10, 5)),
        (date(2026, 10, 14), date(2026, 10, 6)),
        (date(2027, 1, 12), date(2026, 10, 24)),
    ],
)
def test_a_fifth_of_a_class_may_be_missed(ends_on, last):
    assert late_entry_until(STARTS_ON, ends_on) == last


def test_before_the_law_only_the_first_day_takes_learners():
    first = date(2015, 12, 4)
    assert late_entry_until(first, date(2016, 6, 30)) == first


@pytest.mark.parametrize(
    ("state", "on", "answer"),
    [
        (ClassState.OPEN, date(2026, 1, 1), True),
        (ClassState.RUNNING, date(2026, 10, 24), True),
        (ClassState.RUNNING, date(2026, 10, 25), False),
        (ClassState.PLANNED, date(2026, 1, 1), False),
        (ClassState.CANCELLED, date(2026, 1, 1), False),
    ],
)
def test_open_classes_and_those_just_begun_take_learners(state, on, answer):
    offer = SeatOffer(state, STARTS_ON, date(2027, 1, 12), capacity=20, taken=0)
    assert takes_learners(offer, on) is answer


def test_seats_left_are_never_negative():
    assert SeatOffer(ClassState.OPEN, STARTS_ON, STARTS_ON, capacity=2, taken=3).left == 0


def test_the_emptiest_group_takes_the_next_one():
    assert emptiest_group({7: 3, 8: 2, 9: 2}) == 8
    assert emptiest_group({}) is None


def test_list_numbers_follow_names_and_equal_names_who_came_first():
    lines = [ListLine(1, "b", 9), ListLine(2, "a", 8), ListLine(3, "b", 7)]
    assert numbered(lines, first=5) == {2: 5, 3: 6, 1: 7}
