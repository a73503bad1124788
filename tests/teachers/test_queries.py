"""The list of teachers."""

import pytest

from tests.factories import teachers
from vocational.shared.paging import ListRequest
from vocational.teachers import queries


def test_names_stand_in_vietnamese_order(home):
    for name in ("Trần Văn Bình", "Lê Thị Ánh", "Phạm An"):
        teachers.teacher(name)
    rows = queries.teachers(ListRequest(sort="name")).rows
    assert [t.full_name for t in rows] == ["Phạm An", "Lê Thị Ánh", "Trần Văn Bình"]


def test_words_without_tone_marks_and_numbers_find_teachers(home):
    teachers.teacher("Lê Thị Ánh")
    assert queries.teachers(ListRequest(query="thi anh")).total == 1
    assert queries.teachers(ListRequest(query="0912")).total == 1
    assert queries.teachers(ListRequest(query="0999")).total == 0


def test_who_left_is_listed_only_when_asked_for(home):
    teachers.teacher("Lê Thị Ánh", is_active=False)
    teachers.teacher("Phạm An", is_invited=True)
    by_kind = {
        kind: [t.full_name for t in queries.teachers(ListRequest(filters={"kind": kind})).rows]
        for kind in ("", "left", "invited", "staff")
    }
    assert by_kind == {
        "": ["Phạm An"], "left": ["Lê Thị Ánh"], "invited": ["Phạm An"], "staff": []
    }  # fmt: skip


def test_teachers_of_elsewhere_are_not_listed(at_home, at_elsewhere):
    with at_elsewhere():
        teachers.teacher()
    with at_home():
        assert queries.teachers(ListRequest()).total == 0


@pytest.mark.parametrize("rows", [3, 35])
def test_a_page_of_the_list_takes_the_same_queries(home, count_queries, rows):
    for number in range(rows):
        teachers.teacher(f"Lê Thị {'ABCDEFGHIJ'[number % 10]}{'abcd'[number // 10]}")
    with count_queries() as statements:
        assert len(queries.teachers(ListRequest(per_page=50)).rows) == rows
    assert len(statements) == 2
