"""Reading classes: one whole, lists, own ones."""

from datetime import date

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import catalogue, classes, teachers
from tests.world import HOME
from vocational.access.roles import Role
from vocational.classes import queries
from vocational.classes.rules import ClassState
from vocational.shared.paging import ListRequest

ON = date(2026, 9, 25)


def test_a_class_is_found_by_its_code_with_all_its_header_shows(home, count_queries):
    classes.training_class("LD-2026-001", capacity=35)
    with count_queries() as statements:
        result = queries.class_by_code("LD-2026-001")
        shown = (
            result.course_version.course.occupation.name,
            result.commune.province.name,
            result.homeroom_teacher.full_name,
            [line.teacher.full_name for line in result.teachers],
            [group.teacher.full_name for group in result.groups],
            len(result.slots),
        )
    assert len(shown[4]) == 2
    assert shown[5] == 5
    assert len(statements) <= 4


def test_an_unknown_code_is_not_found(home):
    with pytest.raises(NoResultFound):
        queries.class_by_code("LD-2026-999")


def test_another_institutions_class_is_not_found(app, at_home, at_elsewhere):
    with at_elsewhere():
        classes.training_class("XX-2026-001")
    with at_home(), pytest.raises(NoResultFound):
        queries.class_by_code("XX-2026-001")


@pytest.mark.parametrize("words", ["rau an toan", "LD-2026-002", "nha van hoa", "do thi lan"])
def test_words_without_tone_marks_find_a_class(home, words):
    classes.training_class("LD-2026-002")
    result = queries.classes(ListRequest(query=words), ON)
    assert [row.code for row in result.rows] == ["LD-2026-002"]


def test_words_that_stand_nowhere_find_nothing(home):
    classes.training_class()
    assert queries.classes(ListRequest(query="hàn điện"), ON).total == 0


def test_filters_leave_the_classes_of_a_state_level_year_and_near_start(home):
    short = catalogue.short_course()
    classes.training_class("LD-2026-001")
    classes.training_class("LD-2026-002", version=short, state=ClassState.RUNNING)
    classes.training_class("LD-2025-003", starts_on=date(2025, 3, 3), ends_on=date(2025, 6, 30))
    wanted = {
        "state": ("running", ["LD-2026-002"]),
        "level": ("under_3_months", ["LD-2026-002"]),
        "year": ("2025", ["LD-2025-003"]),
        "when": ("soon", ["LD-2026-001", "LD-2026-002"]),
    }
    for name, (value, codes) in wanted.items():
        result = queries.classes(ListRequest(filters={name: value}), ON)
        assert sorted(row.code for row in result.rows) == codes, name


def test_a_teacher_sees_own_classes_alone(home, session):
    user_id = HOME.actor(Role.TEACHER).user_id
    mine = classes.training_class("LD-2026-001", homeroom=teachers.teacher(user_id=user_id))
    other = classes.training_class("LD-2026-002", homeroom=teachers.teacher("Lê Văn Bình"))
    result = queries.classes(ListRequest(), ON, own_user_id=user_id)
    assert [row.code for row in result.rows] == ["LD-2026-001"]
    assert queries.is_own_class(mine.id, user_id)
    assert not queries.is_own_class(other.id, user_id)
    assert queries.class_counts(user_id).by_state == {ClassState.OPEN: 1}


def test_the_teacher_of_a_practice_group_has_the_class(home, session):
    user_id = HOME.actor(Role.TEACHER).user_id
    helper = teachers.teacher("Lê Văn Bình", user_id=user_id)
    row = classes.training_class()
    row.groups[0].teacher_id = helper.id
    session.commit()
    assert queries.is_own_class(row.id, user_id)


@pytest.mark.parametrize("rows", [3, 35])
def test_a_page_of_the_list_takes_the_same_queries(home, count_queries, rows):
    version, homeroom = catalogue.course(), teachers.teacher()
    for number in range(1, rows + 1):
        classes.training_class(f"LD-2026-{number:03}", version=version, homeroom=homeroom)
    with count_queries() as statements:
        page = queries.classes(ListRequest(per_page=50), ON)
        shown = [
            (c.course_version.course.code, c.commune.name, c.homeroom_teacher.full_name)
            for c in page.rows
        ]
    assert len(shown) == rows
    assert len(statements) == 2
