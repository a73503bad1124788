import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared import citizen_number
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.errors import RuleViolation
from vocational.shared.sex import Sex


@pytest.mark.parametrize("typed", ["001099012345", " 001 099 012 345 ", "001.099.012345"])
def test_twelve_digits_are_read_whatever_parts_them(typed):
    assert citizen_number.parse(typed) == "001099012345"


@pytest.mark.parametrize(
    ("typed", "code", "params"),
    [
        ("", "citizen_number.empty", {}),
        ("   ", "citizen_number.empty", {}),
        ("00109901234", "citizen_number.length", {"actual": 11, "required": 12}),
        ("0010990123456", "citizen_number.length", {"actual": 13, "required": 12}),
        ("00109901234O", "citizen_number.digits", {}),
        ("٠٠١٠٩٩٠١٢٣٤٥", "citizen_number.digits", {}),
        ("<script>", "citizen_number.digits", {}),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, code, params):
    with pytest.raises(RuleViolation) as caught:
        citizen_number.parse(typed)
    assert (caught.value.code, caught.value.params) == (code, params)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("00117901624", "citizen_number.length"), ("00117901624x", "citizen_number.digits")],
)
def test_a_number_is_refused_beside_its_field_where_it_is_read(typed, code):
    with pytest.raises(RuleViolation) as caught:
        CitizenNumber.read(typed)
    assert (caught.value.code, caught.value.field) == (code, "citizen_number")


def test_a_number_that_was_not_read_cannot_be_made():
    with pytest.raises(ValueError, match="read before"):
        CitizenNumber("001 179 016 243")


def test_a_number_shows_its_last_four_digits():
    number = CitizenNumber.read("001 179 016 243")
    assert (number.digits, number.tail, number.masked) == (
        "001179016243",
        "6243",
        "••••••••6243",
    )


@pytest.mark.parametrize(
    ("fourth", "sex", "century"),
    [
        ("0", Sex.MALE, 1900),
        ("1", Sex.FEMALE, 1900),
        ("2", Sex.MALE, 2000),
        ("3", Sex.FEMALE, 2000),
        ("4", Sex.MALE, 2100),
        ("9", Sex.FEMALE, 2300),
    ],
)
def test_the_fourth_digit_gives_sex_and_century(fourth, sex, century):
    number = f"001{fourth}05000001"
    assert citizen_number.sex_of(number) is sex
    assert citizen_number.birth_year_of(number) == century + 5


def test_a_number_that_agrees_gives_no_warning():
    assert citizen_number.mismatches("001099012345", sex=Sex.MALE, birth_year=1999) == ()


def test_each_disagreement_is_named():
    mismatches = citizen_number.mismatches("001199012345", sex=Sex.MALE, birth_year=1998)
    assert mismatches == ("sex_mismatch", "birth_year_mismatch")


def test_what_is_unknown_is_not_compared():
    assert citizen_number.mismatches("001199012345", sex=None, birth_year=None) == ()


def test_a_mask_shows_the_last_four_digits_only():
    assert citizen_number.mask("001099012345") == "••••••••2345"
    assert citizen_number.mask("1234") == "••••"
    assert citizen_number.mask("") == ""


@given(st.from_regex(r"[0-9]{12}", fullmatch=True))
def test_every_number_agrees_with_what_it_says_itself(number):
    sex, year = citizen_number.sex_of(number), citizen_number.birth_year_of(number)
    assert citizen_number.mismatches(number, sex=sex, birth_year=year) == ()
    assert citizen_number.is_well_formed(number)
