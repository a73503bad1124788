"""Search of learners and who may be the same person."""

from datetime import date

import pytest

from tests.factories import learners
from vocational.learners import queries
from vocational.learners.rules.categories import DuplicateReason, PriorityCategory
from vocational.shared.dates import BirthDate
from vocational.shared.paging import ListRequest


@pytest.mark.parametrize(
    "words", ["nguyen thi hoa", "Hoà Nguyễn", "4418", "0987", "HV-2025-0001", "001190004418"]
)
def test_a_learner_is_found_by_what_people_type(home, words):
    wanted = learners.learner(1, name="Nguyễn Thị Hoà", phone="0987000111")
    wanted.citizen_number_tail = "4418"
    digits = "001190004418"
    wanted.citizen_number_hash = queries.keyring().fingerprint(digits)
    learners.learner(2, name="Trần Văn Nam")
    rows = queries.learners(ListRequest(query=words)).rows
    assert [row.full_name for row in rows] == ["Nguyễn Thị Hoà"]


def test_names_stand_in_vietnamese_order(home):
    for number, name in enumerate(["Lê Văn Đào", "Lê Văn Dung", "Trần Thị Ánh", "Bùi Thị Anh"]):
        learners.learner(number, name=name)
    rows = queries.learners(ListRequest(sort="name")).rows
    assert [row.full_name for row in rows] == [
        "Bùi Thị Anh",
        "Trần Thị Ánh",
        "Lê Văn Dung",
        "Lê Văn Đào",
    ]


def test_learners_are_filtered_by_category_and_commune(home):
    poor = learners.learner(1)
    learners.learner(2)
    learners.category(poor.id)
    by_category = ListRequest(filters={"category": PriorityCategory.POOR_HOUSEHOLD})
    assert [row.id for row in queries.learners(by_category).rows] == [poor.id]
    assert queries.learners(ListRequest(filters={"commune": "00000"})).total == 0
    assert queries.category_counts(date(2026, 10, 1)) == {"poor_household": 1}


def test_the_same_citizen_number_is_the_same_person(home):
    known = learners.learner(1, name="Nguyễn Thị Hoà")
    (result,) = queries.possible_matches(
        citizen_number=learners.citizen_number(1), full_name="Người Khác", birth_date=None
    )
    assert (result.learner.id, result.reasons) == (known.id, (DuplicateReason.CITIZEN_NUMBER,))
    assert result.is_certain


def test_the_same_name_without_marks_and_birth_date_is_likely_the_same(home):
    learners.learner(1, name="Nguyễn Thị Hoà", birth_date=date(1979, 8, 14))
    learners.learner(2, name="Nguyễn Thị Hoà", birth_date=date(1981, 8, 14))
    (result,) = queries.possible_matches(
        citizen_number=None, full_name="nguyen thi hoa", birth_date=BirthDate(1979, 8, 14)
    )
    assert result.reasons == (DuplicateReason.NAME_AND_BIRTH_DATE,)
    (by_year,) = queries.possible_matches(
        citizen_number=None, full_name="Nguyễn Thị Hòa", birth_date=BirthDate(1981)
    )
    assert by_year.reasons == (DuplicateReason.NAME_AND_YEAR,)
    assert not by_year.is_certain


def test_nothing_typed_finds_nobody(home):
    learners.learner(1)
    assert queries.possible_matches(citizen_number=None, full_name="", birth_date=None) == []
