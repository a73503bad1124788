from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.certificates.rules.numbers import (
    LONGEST_NUMBER,
    MOST_DIGITS,
    CertificateCase,
    check_pattern,
    format_number,
    reasons_against,
    serial_keys,
)
from vocational.shared.errors import RuleViolation

DECIDED = date(2026, 3, 2)


def case(**changes):
    return CertificateCase(**({"passed": True, "recognised_on": DECIDED} | changes))


def test_who_passed_and_is_named_in_a_decision_is_given_one():
    assert reasons_against(case(), DECIDED) == ()


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"passed": False}, ("certificates.not_passed",)),
        ({"recognised_on": None}, ("certificates.not_recognised",)),
        ({"recognised_on": date(2026, 3, 3)}, ("certificates.before_recognition",)),
        ({"has_certificate": True}, ("certificates.already_issued",)),
        ({"has_been_revoked": True}, ("certificates.revoked_before",)),
        (
            {"passed": False, "recognised_on": None, "has_certificate": True},
            (
                "certificates.not_passed",
                "certificates.not_recognised",
                "certificates.already_issued",
            ),
        ),
    ],
)
def test_every_reason_is_given(changes, reasons):
    assert reasons_against(case(**changes), DECIDED) == reasons


@pytest.mark.parametrize(
    ("pattern", "number", "written"),
    [
        ("{number:04}/{year}/CCSC-TTGDNN", 123, "0123/2026/CCSC-TTGDNN"),
        ("{prefix} {number:07}", 1234, "A 0001234"),
        ("{number}/SC", 15, "15/SC"),
        ("{number:02}.{year}.CCĐT", 1234, "1234.2026.CCĐT"),
    ],
)
def test_numbers_are_written_by_their_pattern(pattern, number, written):
    check_pattern(pattern, restarts_each_year=False)
    assert format_number(pattern, number=number, year=2026, prefix="A") == written


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("", "certificates.pattern_needs_number"),
        ("CCSC", "certificates.pattern_needs_number"),
        ("{number}{number}", "certificates.pattern_needs_number"),
        ("{number}/{month}", "certificates.pattern_field"),
        ("{number}/{year:02}", "certificates.pattern_field"),
        ("{number.__class__}", "certificates.pattern_character"),
        ("{number:>9}", "certificates.pattern_character"),
        ("{number", "certificates.pattern_character"),
        ("<b>{number}", "certificates.pattern_character"),
        ("{number}\n", "certificates.pattern_character"),
        ("{number}", "certificates.pattern_needs_year"),
        ("{number}/{year}/" + "A" * 40, "certificates.pattern_too_long"),
    ],
)
def test_a_pattern_that_cannot_number_a_series_is_refused(pattern, code):
    with pytest.raises(RuleViolation) as caught:
        check_pattern(pattern, restarts_each_year=True)
    assert (caught.value.code, caught.value.field) == (code, "pattern")


@pytest.mark.parametrize("number", [0, -1, 10**MOST_DIGITS])
def test_numbers_count_from_one(number):
    with pytest.raises(ValueError, match="counts from 1"):
        format_number("{number}", number=number, year=2026)


numbers = st.integers(1, 10**MOST_DIGITS - 1)
years = st.integers(2016, 2099)
patterns = st.sampled_from(
    ["{number:06}/{year}/CCSC", "{year}{number}", "{number}{year}", "{prefix}{year}-{number:03}"]
)


@given(patterns, st.tuples(numbers, years), st.tuples(numbers, years))
def test_two_numbers_of_a_series_are_never_written_alike(pattern, item, other):
    check_pattern(pattern, restarts_each_year=True)
    written = [
        format_number(pattern, number=number, year=year, prefix="HN")
        for number, year in (item, other)
    ]
    assert (written[0] == written[1]) == (item == other)
    assert all(len(item) <= LONGEST_NUMBER for item in written)


def test_zeros_before_a_number_may_be_left_out():
    assert "lddt000001" in serial_keys("ld-đt 1")
    assert "00122026ccsc" in serial_keys("12/2026/CCSC")
    assert serial_keys("SĐ 002317")[0] == "sd002317"


def test_no_other_digit_is_guessed():
    assert not {"ldsc10", "ldsc2", "ldsc11"} & set(serial_keys("LD-SC 1"))
