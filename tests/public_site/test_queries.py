"""The public list of courses over all institutions, on both engines."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import NoResultFound

from tests.factories import catalogue as courses
from tests.factories import classes, enrolment
from tests.world import HOME
from vocational.catalogue.models import VersionState
from vocational.classes.rules import ClassState
from vocational.institutions import queries as institutions
from vocational.public_site.queries import catalogue
from vocational.public_site.queries import course as one_course
from vocational.shared.paging import ListRequest

ON = date(2026, 6, 1)


def open_class(code: str, course_code: str, starts_on: date, **changes: Any) -> Any:
    version = changes.pop("version", None) or courses.course(course_code)
    ends_on = changes.pop("ends_on", starts_on + timedelta(days=90))
    return classes.training_class(
        code, version=version, starts_on=starts_on, ends_on=ends_on, **changes
    )


def codes(**request: Any) -> list[str]:
    page = catalogue.offered_courses(ListRequest(**request), ON)
    assert page.total == len(page.rows)
    return [course.code for course in page.rows]


class TestOrderAndFilters:
    @pytest.fixture(autouse=True)
    def four_courses(self, home):
        courses.course("LD-A")
        open_class("LD-1", "LD-B", date(2026, 8, 1))
        open_class("LD-2", "LD-C", date(2026, 7, 31))
        courses.course("LD-D", state=VersionState.DRAFT)

    def test_open_ones_come_first_by_first_day(self):
        assert codes() == ["LD-C", "LD-B", "LD-A"]

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ({"month": "2026-07"}, ["LD-C"]),
            ({"month": "2026-08"}, ["LD-B"]),
            ({"month": "2026-12"}, []),
            ({"month": "2026-13"}, ["LD-C", "LD-B", "LD-A"]),
            ({"commune": "PHÚC thọ"}, ["LD-C", "LD-B"]),
            ({"commune": "%"}, []),
            ({"group": "crops", "level": "elementary_1", "month": "2026-07"}, ["LD-C"]),
            ({"group": "food"}, []),
        ],
    )
    def test_filters_leave_what_they_name(self, filters, expected):
        assert codes(filters=filters) == expected

    @pytest.mark.parametrize(
        ("query", "count"), [("ld-b", 1), ("rau toàn", 3), ("_", 0), ("/", 0), ("rau thịt", 0)]
    )
    def test_words_are_sought_as_they_are(self, query, count):
        assert len(codes(query=query)) == count

    def test_a_page_past_the_end_is_the_last(self):
        page = catalogue.offered_courses(ListRequest(number=9, per_page=25), ON)
        assert (page.number, page.total) == (1, 3)

    def test_the_front_page_has_open_ones_alone(self):
        assert [course.code for course in catalogue.courses_open_now(ON, 1)] == ["LD-C"]


class TestOpenClasses:
    @pytest.mark.parametrize(
        ("apply_until", "ends_on", "is_open"),
        [
            (ON, date(2026, 9, 1), True),
            (ON - timedelta(days=1), date(2026, 9, 1), False),
            (None, ON, True),
            (None, ON - timedelta(days=1), False),
        ],
    )
    def test_last_days_are_inclusive(self, home, session, apply_until, ends_on, is_open):
        row = open_class("LD-1", "LD-A", date(2026, 5, 1), ends_on=ends_on)
        row.apply_until = apply_until
        session.commit()
        assert bool(catalogue.courses_open_now(ON, 10)) is is_open

    @pytest.mark.parametrize("state", sorted(set(ClassState) - {ClassState.OPEN}))
    def test_other_states_take_nobody(self, home, state):
        open_class("LD-1", "LD-A", date(2026, 7, 1), state=state)
        assert catalogue.courses_open_now(ON, 10) == []

    def test_seats_left_leave_out_who_withdrew(self, home):
        row = open_class("LD-1", "LD-A", date(2026, 7, 1), capacity=2)
        enrolment.enrolment(row, number=1)
        enrolment.enrolment(row, number=2, withdrawn_on=ON)
        result = catalogue.courses_open_now(ON, 10)[0].classes[0]
        assert (result.taken, result.left) == (1, 1)

    def test_a_class_of_an_older_version_is_told_with_the_course(self, home, session):
        old = courses.course("LD-A", state=VersionState.RETIRED)
        open_class("LD-1", "", date(2026, 7, 1), version=old)
        assert catalogue.courses_open_now(ON, 10) == []
        classes_of_course = catalogue.open_classes_of(old.course_id, ON)
        assert [training_class.code for training_class in classes_of_course] == ["LD-1"]


class TestOneCourse:
    def test_the_approved_version_comes_with_its_host(self, app, at_elsewhere):
        with at_elsewhere():
            courses.course("XX-A")
        with app.app_context():
            version = one_course.offered_version("XX-A")
            host = institutions.known_institution(version.institution_id, ON)
        assert [module.code for module in version.modules] == ["MĐ01", "MĐ02", "MĐ03"]
        assert host.name == "Trung tâm Giáo dục nghề nghiệp XX"

    def test_a_draft_is_not_there(self, home):
        courses.course("LD-A", state=VersionState.DRAFT)
        with pytest.raises(NoResultFound):
            one_course.offered_version("LD-A")

    def test_weekly_times_are_in_order(self, home):
        row = open_class("LD-1", "LD-A", date(2026, 7, 1))
        slots = one_course.weekly_slots([row.id])[row.id]
        assert [(s.weekday, s.starts_at) for s in slots] == sorted(
            (s.weekday, s.starts_at) for s in slots
        )
        assert slots[0].institution_id == HOME.institution_id
