"""What the papers of a category prove for a class."""

from datetime import date

import pytest

from vocational.learners.rules.categories import Evidence
from vocational.learners.rules.proof import ClassDays, Worth, best_proof, worth_of

TODAY = date(2026, 9, 1)
DAYS = ClassDays.of(date(2026, 10, 5), date(2026, 12, 20), TODAY)


def paper(valid_from=date(2026, 1, 5), valid_to=date(2027, 12, 31), number="117/GCN", seen=True):
    kind = "poor_household_certificate"
    return Evidence("poor_household", kind, number, valid_from, valid_to, seen)


@pytest.mark.parametrize(
    ("given", "worth"),
    [
        (paper(), Worth.GOOD),
        (paper(valid_to=None), Worth.GOOD),
        (paper(number=""), Worth.MISSING),
        (paper(seen=False), Worth.MISSING),
        (paper(valid_to=date(2026, 8, 31)), Worth.EXPIRED),
        (paper(valid_to=date(2026, 9, 1)), Worth.ENDS_BEFORE),
        (paper(valid_to=date(2026, 10, 4)), Worth.ENDS_BEFORE),
        (paper(valid_to=date(2026, 10, 5)), Worth.ENDING),
        (paper(valid_to=date(2026, 12, 19)), Worth.ENDING),
        (paper(valid_to=date(2026, 12, 20)), Worth.GOOD),
        (paper(valid_from=date(2026, 10, 5)), Worth.GOOD),
        (paper(valid_from=date(2026, 10, 6)), Worth.NOT_YET_VALID),
        (paper(valid_to=date(2026, 8, 31), number=""), Worth.EXPIRED),
    ],
)
def test_a_paper_is_judged_by_the_days_of_the_class(given, worth):
    assert worth_of(given, DAYS) is worth


def test_once_the_class_has_begun_today_counts():
    days = ClassDays.of(date(2026, 8, 1), date(2026, 9, 20), TODAY)
    assert worth_of(paper(valid_to=date(2026, 8, 31)), days) is Worth.EXPIRED


def test_of_several_papers_the_best_decides_and_of_equals_the_newest():
    old = paper(valid_to=date(2026, 12, 31))
    renewed = paper(date(2027, 1, 1), date(2027, 12, 31))
    assert best_proof([old, renewed], DAYS).evidence is old
    first, second = paper(number=""), paper(number="", valid_to=None)
    assert best_proof([first, second], DAYS).evidence is second
