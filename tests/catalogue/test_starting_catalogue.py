"""The starting catalogue: complete, believable in numbers, and lawful at both levels."""

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from vocational.catalogue.rules import starting_catalogue as starting
from vocational.catalogue.rules.courses import CourseLevel, OccupationKind, check_course
from vocational.catalogue.rules.starting_catalogue import StartingCourse
from vocational.shared.data_files import DataFileError

OCCUPATIONS = starting.starting_catalogue()
COURSES = [course for occupation in OCCUPATIONS for course in occupation.courses]
ELEMENTARY = [course for course in COURSES if course.level is CourseLevel.ELEMENTARY_1]
SHORT = [course for course in COURSES if course.level is CourseLevel.UNDER_3_MONTHS]


def hours(course: StartingCourse) -> tuple[int, int, int]:
    """Add up theory, practice and test hours."""
    return (
        sum(module.theory_hours for module in course.modules),
        sum(module.practice_hours for module in course.modules),
        sum(module.test_hours for module in course.modules),
    )


def code_of(course: StartingCourse) -> str:
    return course.code


def test_there_are_at_least_ten_occupations_and_fourteen_courses() -> None:
    assert len(OCCUPATIONS) >= 10
    assert len(COURSES) >= 14
    assert len(ELEMENTARY) >= 7
    assert len(SHORT) >= 7
    assert len(ELEMENTARY) + len(SHORT) == len(COURSES)


def test_both_kinds_and_every_group_are_there() -> None:
    kinds = Counter(occupation.kind for occupation in OCCUPATIONS)
    assert kinds[OccupationKind.AGRICULTURAL] >= 5
    assert kinds[OccupationKind.NON_AGRICULTURAL] >= 5
    groups = [group.code for group in starting.occupation_groups()]
    assert {occupation.group_code for occupation in OCCUPATIONS} == set(groups)


def test_occupations_come_in_the_order_of_their_groups() -> None:
    order = [group.code for group in starting.occupation_groups()]
    places = [order.index(occupation.group_code) for occupation in OCCUPATIONS]
    assert places == sorted(places)


@pytest.mark.parametrize("course", COURSES, ids=code_of)
def test_the_laws_check_finds_nothing(course: StartingCourse) -> None:
    assert check_course(course.outline, date(2026, 11, 24)) == ()


@pytest.mark.parametrize("course", ELEMENTARY, ids=code_of)
def test_an_elementary_course_keeps_the_law(course: StartingCourse) -> None:
    theory, practice, tests = hours(course)
    assert theory + practice >= 300
    assert practice >= Fraction(75, 100) * (theory + practice + tests)
    assert len(course.modules) >= 3
    assert sum(module.credits for module in course.modules) >= 5


@pytest.mark.parametrize("course", ELEMENTARY, ids=code_of)
def test_no_credit_is_cheaper_than_15_hours_of_theory_or_30_of_practice(
    course: StartingCourse,
) -> None:
    for module in course.modules:
        validity = Fraction(module.theory_hours, 15) + Fraction(module.practice_hours, 30)
        assert 1 <= module.credits <= validity


@pytest.mark.parametrize("course", SHORT, ids=code_of)
def test_a_course_under_three_months_keeps_the_law(course: StartingCourse) -> None:
    theory, practice, tests = hours(course)
    assert theory + practice >= 100
    assert theory + practice + tests <= 150
    assert practice >= Fraction(80, 100) * (theory + practice + tests)


@pytest.mark.parametrize("course", COURSES, ids=code_of)
def test_a_course_says_what_the_public_asks(course: StartingCourse) -> None:
    assert 3 <= len(course.outcomes) <= 5
    assert all(outcome.endswith(".") for outcome in course.outcomes)
    assert course.summary.endswith(".")
    assert len(course.summary) <= 300
    assert course.entry_conditions
    assert course.to_bring
    assert 1_500_000 <= course.approved_cost_dong <= 5_000_000


@pytest.mark.parametrize("course", COURSES, ids=code_of)
def test_modules_are_numbered_and_every_one_has_a_test(course: StartingCourse) -> None:
    numbers = [f"MĐ {number:02d}" for number in range(1, len(course.modules) + 1)]
    assert [module.code for module in course.modules] == numbers
    assert all(module.test_hours >= 1 for module in course.modules)
    assert all(module.name_en != module.name for module in course.modules)


def test_codes_and_names_fit_their_columns() -> None:
    assert all(len(occupation.code) <= 20 for occupation in OCCUPATIONS)
    assert all(len(course.code) <= 12 for course in COURSES)
    assert all(len(course.name) <= 160 and len(course.name_en) <= 160 for course in COURSES)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('kind = "agricultural"', 'kind = "farm"', "farm is no kind of occupation"),
        ('group = "crops"', 'group = "crop"', "crop is no group"),
        ('level = "elementary_1"', 'level = "sơ cấp"', "sơ cấp is no course level"),
        ('code = "D3T"', 'code = "SC1"', "RAT-SC1 stands twice"),
        ('code = "MĐ 02"', 'code = "MĐ 01"', r"course\[0\]: MĐ 01 stands twice"),
        ("test_hours = 3", "test_hours = 2.5", "test_hours must be a whole number"),
        ("[[course]]", "[[courses]]", "unknown key courses"),
        ("summary = ", "sumary = ", "unknown key sumary"),
    ],
)
def test_a_fault_in_a_course_is_named(tmp_path: Path, right: str, wrong: str, fault: str) -> None:
    text = (starting.DATA / "starting_rat.toml").read_text(encoding="utf-8")
    (tmp_path / "starting_rat.toml").write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        starting.starting_catalogue(tmp_path)
