"""Priority categories: the shipped file agrees with the glossary and names its papers."""

from datetime import date
from pathlib import Path

import pytest

from vocational.learners.rules import categories
from vocational.learners.rules.categories import PaperEnd, PriorityCategory
from vocational.shared.data_files import DataFileError


def test_every_category_of_the_glossary_is_there_once() -> None:
    codes = [category.code for category in categories.categories()]
    assert sorted(codes) == sorted(PriorityCategory)


def test_only_the_woman_and_the_rural_worker_are_derived() -> None:
    derived = {category.code for category in categories.categories() if category.is_derived}
    assert derived == {PriorityCategory.WOMAN, PriorityCategory.RURAL_WORKER}
    assert not derived & {category.code for category in categories.declared_categories()}


def test_every_declared_category_has_a_paper() -> None:
    assert all(category.papers for category in categories.declared_categories())


def test_the_common_ones_come_first_at_the_counter() -> None:
    flags = [category.is_common for category in categories.categories()]
    assert flags == sorted(flags, reverse=True)
    assert 6 <= sum(flags) <= 8


def test_ethnicity_disability_poverty_and_prison_are_sensitive() -> None:
    sensitive = {category.code for category in categories.categories() if category.is_sensitive}
    assert sensitive == {
        "poor_household",
        "near_poor_household",
        "ethnic_minority",
        "disability",
        "ex_prisoner",
    }


def test_a_poor_household_certificate_holds_to_the_end_of_its_year() -> None:
    paper = categories.paper_kind_of("poor_household_certificate")
    assert paper is not None
    assert paper.is_dated
    assert categories.suggested_last_day(paper, date(2026, 3, 2)) == date(2026, 12, 31)


def test_a_discharge_decision_has_no_last_day() -> None:
    paper = categories.paper_kind_of("army_discharge_decision")
    assert paper is not None
    assert paper.ends is PaperEnd.NONE
    assert not paper.is_dated
    assert categories.suggested_last_day(paper, date(2026, 3, 2)) is None


def test_an_unknown_code_finds_nothing() -> None:
    assert categories.category_of("rich_household") is None
    assert categories.paper_kind_of("poem") is None


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ('ends = "year_end"', 'ends = "soon"', "ends must be one of"),
        ('code = "fisher"', 'code = "fishers"', "fisher is missing"),
        ("derived = true", "derived = false", "either derived or with papers"),
        ('kind = "crew_book"', 'kind = "birth_certificate"', "birth_certificate stands twice"),
        ("common = true", 'common = "yes"', "common must be true or false"),
        ("help = ", "helps = ", "unknown key helps"),
    ],
)
def test_a_fault_in_the_categories_is_named(
    tmp_path: Path, right: str, wrong: str, fault: str
) -> None:
    text = (categories.DATA / "categories.toml").read_text(encoding="utf-8")
    path = tmp_path / "categories.toml"
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(DataFileError, match=fault):
        categories.categories(path)
