"""Lists and counts of the catalogue, on both engines."""

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import catalogue as factory
from vocational.catalogue import queries
from vocational.catalogue.models import VersionState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.catalogue.services import courses
from vocational.shared.paging import ListRequest


def codes(request: ListRequest) -> list[str]:
    return [version.course.code for version in queries.courses(request).rows]


@pytest.fixture
def two_courses(home) -> None:
    factory.course("LD-RAT-SC1")
    factory.short_course("LD-NAU-D3")


class TestCourseList:
    def test_words_are_found_without_tone_marks(self, two_courses):
        assert codes(ListRequest(query="trong RAU")) == ["LD-RAT-SC1"]
        assert codes(ListRequest(query="nau d3")) == ["LD-NAU-D3"]
        assert codes(ListRequest(query="rau nấu")) == []

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ({"level": "under_3_months"}, ["LD-NAU-D3"]),
            ({"group": "crops"}, ["LD-NAU-D3", "LD-RAT-SC1"]),
            ({"state": "draft"}, []),
            ({"offered": "no"}, []),
        ],
    )
    def test_filters_leave_what_they_name(self, two_courses, filters, expected):
        assert codes(ListRequest(filters=filters)) == expected

    def test_a_course_stands_once_by_its_newest_version(self, two_courses, registrar):
        course = queries.course_by_code("LD-RAT-SC1")
        courses.begin_version(registrar, course.id)
        page = queries.courses(ListRequest(query="rau"))
        assert [(row.number, row.state) for row in page.rows] == [(2, VersionState.DRAFT)]

    @pytest.mark.parametrize("sort", queries.SORTS)
    def test_every_sort_has_an_order_both_ways(self, two_courses, sort):
        up = codes(ListRequest(sort=sort))
        down = codes(ListRequest(sort=sort, descending=True))
        assert up == list(reversed(down))

    def test_counts_are_of_newest_versions(self, two_courses):
        counts = queries.course_counts()
        assert counts.by_group == {"crops": 2}
        assert counts.by_level == {CourseLevel.ELEMENTARY_1: 1, CourseLevel.UNDER_3_MONTHS: 1}
        assert (counts.by_state, counts.total) == ({VersionState.APPROVED: 2}, 2)


def test_classes_begin_with_approved_versions_of_offered_courses(two_courses, registrar):
    course = queries.course_by_code("LD-NAU-D3")
    courses.set_offered(registrar, course.id, False)
    factory.course("LD-RAT-SC2", state=VersionState.DRAFT)
    assert [v.course.code for v in queries.approved_versions()] == ["LD-RAT-SC1"]


def test_another_institutions_course_is_not_found(at_home, at_elsewhere):
    with at_elsewhere():
        factory.course("XX-RAT-SC1")
    with at_home(), pytest.raises(NoResultFound):
        queries.course_by_code("XX-RAT-SC1")


def test_occupations_say_how_many_courses_they_have(two_courses):
    rows = queries.occupations()
    assert [(row.occupation.code, row.course_count) for row in rows] == [("NAU", 1), ("RAT", 1)]
