"""What a paper is worth on a day, by worked cases."""

from dataclasses import replace
from datetime import date

import pytest

from vocational.learners.rules.categories import Evidence, EvidenceState, evidence_state, is_renewal

POOR = Evidence(
    "poor_household",
    "poor_household_certificate",
    "117/GCN",
    date(2026, 1, 5),
    date(2026, 12, 31),
    original_seen=True,
)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 1, 4), EvidenceState.NOT_YET_VALID),
        (date(2026, 1, 5), EvidenceState.VALID),
        (date(2026, 11, 30), EvidenceState.VALID),
        (date(2026, 12, 1), EvidenceState.EXPIRING),
        (date(2026, 12, 31), EvidenceState.EXPIRING),
        (date(2027, 1, 1), EvidenceState.EXPIRED),
    ],
)
def test_a_paper_holds_from_its_first_to_its_last_day(on, state):
    assert evidence_state(POOR, on) is state


@pytest.mark.parametrize("changes", [{"paper_number": ""}, {"original_seen": False}])
def test_a_paper_nobody_has_seen_is_missing(changes):
    assert evidence_state(replace(POOR, **changes), date(2026, 6, 1)) is EvidenceState.MISSING


def test_dates_are_judged_before_the_paper_itself():
    without_verification = replace(POOR, original_seen=False)
    assert evidence_state(without_verification, date(2027, 6, 1)) is EvidenceState.EXPIRED


def test_an_open_paper_never_ends():
    assert evidence_state(replace(POOR, valid_to=None), date(2090, 1, 1)) is EvidenceState.VALID


def test_what_follows_from_other_facts_needs_no_paper():
    assert evidence_state(Evidence("woman", ""), date(2026, 1, 1)) is EvidenceState.NOT_NEEDED


def test_a_paper_that_begins_after_the_old_one_ends_renews_it():
    assert is_renewal(POOR, replace(POOR, valid_from=date(2027, 1, 1), valid_to=None))
    assert not is_renewal(POOR, replace(POOR, valid_from=date(2026, 12, 31)))
    assert not is_renewal(replace(POOR, valid_to=None), replace(POOR, valid_from=date(2030, 1, 1)))
