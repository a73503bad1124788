"""What the papers of a category prove for a class."""

from datetime import date

import pytest

from vocational.learners.rules.categories import Evidence
from vocational.learners.rules.proof import ClassDays, EvidenceValidity, best_evidence, validity_of

TODAY = date(2026, 9, 1)
DAYS = ClassDays.of(date(2026, 10, 5), date(2026, 12, 20), TODAY)


def paper(valid_from=date(2026, 1, 5), valid_to=date(2027, 12, 31), number="117/GCN", seen=True):
    kind = "poor_household_certificate"
    return Evidence("poor_household", kind, number, valid_from, valid_to, seen)


@pytest.mark.parametrize(
    ("given", "validity"),
    [
        (paper(), EvidenceValidity.GOOD),
        (paper(valid_to=None), EvidenceValidity.GOOD),
        (paper(number=""), EvidenceValidity.MISSING),
        (paper(seen=False), EvidenceValidity.MISSING),
        (paper(valid_to=date(2026, 8, 31)), EvidenceValidity.EXPIRED),
        (paper(valid_to=date(2026, 9, 1)), EvidenceValidity.ENDS_BEFORE),
        (paper(valid_to=date(2026, 10, 4)), EvidenceValidity.ENDS_BEFORE),
        (paper(valid_to=date(2026, 10, 5)), EvidenceValidity.ENDING),
        (paper(valid_to=date(2026, 12, 19)), EvidenceValidity.ENDING),
        (paper(valid_to=date(2026, 12, 20)), EvidenceValidity.GOOD),
        (paper(valid_from=date(2026, 10, 5)), EvidenceValidity.GOOD),
        (paper(valid_from=date(2026, 10, 6)), EvidenceValidity.NOT_YET_VALID),
        (paper(valid_to=date(2026, 8, 31), number=""), EvidenceValidity.EXPIRED),
    ],
)
def test_a_paper_is_judged_by_the_days_of_the_class(given, validity):
    assert validity_of(given, DAYS) is validity


def test_once_the_class_has_begun_today_counts():
    days = ClassDays.of(date(2026, 8, 1), date(2026, 9, 20), TODAY)
    assert validity_of(paper(valid_to=date(2026, 8, 31)), days) is EvidenceValidity.EXPIRED


def test_of_several_papers_the_best_decides_and_of_equals_the_newest():
    old = paper(valid_to=date(2026, 12, 31))
    renewed = paper(date(2027, 1, 1), date(2027, 12, 31))
    assert best_evidence([old, renewed], DAYS).evidence is old
    first, second = paper(number=""), paper(number="", valid_to=None)
    assert best_evidence([first, second], DAYS).evidence is second
