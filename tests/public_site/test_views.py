"""The pages for everybody."""

import gzip
import re
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

import vocational
from tests.factories import catalogue, classes, enrolment
from tests.world import HOME
from vocational.access.roles import Role
from vocational.catalogue.models import VersionState
from vocational.classes.rules import ClassState
from vocational.shared.clock import today

STATIC = Path(vocational.__file__).parent / "static"
SOON = today() + timedelta(days=20)
WEEK = tuple((day, time(7, 30), 360) for day in range(1, 6))
LATER = today() + timedelta(days=60)


def text_of(client: Any, url: str, status: int = 200) -> str:
    return str(client.get(url, status=status).get_data(as_text=True))


def open_class(code: str, course_code: str, starts_on: date = SOON, **changes: Any) -> Any:
    version = changes.pop("version", None) or catalogue.course(
        course_code, **changes.pop("course", {})
    )
    return classes.training_class(
        code,
        version=version,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=90),
        **changes,
    )


@pytest.fixture
def visitor(client_of: Callable[..., Any]) -> Any:
    return client_of(None)


class TestList:
    def test_open_courses_come_first_over_all_institutions(self, visitor, at_home, at_elsewhere):
        with at_home():
            catalogue.course("LD-A", name="Chưa mở lớp")
            open_class("LD-2026-001", "LD-B", LATER, course={"name": "Mở sau"})
        with at_elsewhere():
            open_class("XX-2026-001", "XX-A", SOON, course={"name": "Mở trước"})
        page = text_of(visitor, "/courses")
        places = [page.index(name) for name in ("Mở trước", "Mở sau", "Chưa mở lớp")]
        assert places == sorted(places)

    def test_drafts_and_courses_not_offered_are_not_shown(self, visitor, at_home):
        with at_home():
            catalogue.course("LD-A", name="Bản nháp", state=VersionState.DRAFT)
            catalogue.course("LD-B", name="Không mở", state=VersionState.RETIRED)
        page = text_of(visitor, "/courses")
        assert "Bản nháp" not in page
        assert "Không mở" not in page

    @pytest.mark.parametrize(
        ("query", "shown"),
        [
            ("q=trong+rau", True),
            ("q=nau+an", False),
            ("group=crops", True),
            ("group=food", False),
            ("level=elementary_1", True),
            ("level=under_3_months", False),
            ("commune=phuc+tho", True),
            ("commune=hoan+kiem", False),
            (f"month={SOON:%Y-%m}", True),
            ("month=2020-01", False),
            ("month=nonsense", True),
            ("level=nonsense", True),
        ],
    )
    def test_filters_leave_what_they_name(self, visitor, at_home, query, shown):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1")
        assert ("/courses/LD-RAT-SC1" in text_of(visitor, f"/courses?{query}")) is shown

    def test_seats_left_are_told(self, visitor, at_home):
        with at_home():
            row = open_class("LD-2026-001", "LD-RAT-SC1", capacity=3)
            enrolment.enrolment(row, number=1)
        assert "Còn 2 chỗ" in text_of(visitor, "/courses")

    @pytest.mark.parametrize("state", [ClassState.PLANNED, ClassState.CANCELLED])
    def test_classes_that_take_nobody_are_not_told(self, visitor, at_home, state):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1", state=state)
        assert "Chưa có lớp" in text_of(visitor, "/courses")

    def test_the_number_of_queries_is_four_for_any_length(self, visitor, at_home, count_queries):
        for first, last in ((0, 3), (3, 35), (35, 35)):
            with at_home():
                for number in range(first, last):
                    open_class(f"LD-2026-{number:03}", f"LD-C-{number:03}")
                if first == last:
                    catalogue.many_courses(1_000 - last)
            with count_queries() as statements:
                visitor.get("/courses")
            assert len(statements) == 4

    def test_staff_may_read_it_too(self, client_of, at_home):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1")
        client = client_of(Role.REGISTRAR)
        for url in ("/", "/courses", "/courses/LD-RAT-SC1"):
            client.get(url)


class TestFrontPage:
    def test_open_courses_stand_in_their_group(self, visitor, at_home):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1")
            catalogue.short_course()
        page = text_of(visitor, "/")
        assert "Trồng trọt" in page
        assert "LD-RAT-SC1" in page
        assert "LD-NAU-D3" not in page

    def test_nothing_open_is_said(self, visitor):
        assert "/courses" in text_of(visitor, "/")


class TestCoursePage:
    def test_it_tells_where_when_what_and_how_to_register(self, visitor, at_home):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1", week=WEEK)
        page = text_of(visitor, "/courses/LD-RAT-SC1")
        for told in (
            f"{SOON:%d/%m/%Y}", "Nhà văn hóa thôn 3", "Phúc Thọ", "Còn 20 chỗ trong 20",
            "Thứ Hai đến thứ Sáu", "07:30 – 13:30", "Kỹ thuật làm đất", "tel:02430001177",
            "http://localhost:8000/courses/LD-RAT-SC1".removeprefix("http://"), "Sổ, bút",
        ):  # fmt: skip
            assert told in page, told

    def test_a_full_class_gives_way_to_one_with_seats(self, visitor, at_home):
        with at_home():
            version = catalogue.course("LD-RAT-SC1")
            full = open_class("LD-2026-001", "", SOON, version=version, capacity=1)
            enrolment.enrolment(full, number=1)
            open_class("LD-2026-002", "", LATER, version=version, capacity=5)
        page = text_of(visitor, "/courses/LD-RAT-SC1")
        assert "Còn 5 chỗ trong 5" in page
        assert "Hết chỗ" in page

    def test_without_a_class_one_is_told_to_ask(self, visitor, at_home):
        with at_home():
            catalogue.course("LD-RAT-SC1")
        assert "Chưa có lớp" in text_of(visitor, "/courses/LD-RAT-SC1")

    def test_an_unknown_course_is_not_found(self, visitor):
        text_of(visitor, "/courses/KHONG-CO", status=404)

    def test_english_is_complete(self, visitor, at_home):
        with at_home():
            open_class("LD-2026-001", "LD-RAT-SC1")
        visitor.post("/language", {"locale": "en", "next": "/courses/LD-RAT-SC1"})
        page = text_of(visitor, "/courses/LD-RAT-SC1")
        assert "Safe vegetable growing" in page
        assert "20 of 20 seats left" in page
        assert HOME.code in page


class TestWeight:
    """All that a first visit fetches travels in less than 60 kB, and 100 kB with the fonts."""

    WEIGHTS = (400, 700)
    LEFT_FOR_HEADERS = 8_000

    @pytest.mark.parametrize("url", ["/", "/courses", "/courses/LD-MTD-D3T"])
    def test_a_page_is_light(self, visitor, at_home, url):
        with at_home():
            version = catalogue.course("LD-MTD-D3T", occupation_code="MTD")
            version.course.occupation.group_code = "handicraft"
            open_class("LD-2026-000", "", version=version)
            for number in range(1, 26):
                open_class(f"LD-2026-{number:03}", f"LD-C-{number:03}")
        page = text_of(visitor, url)
        linked = re.findall(r'(?:href|src)="/static/([^"?]+)', page)
        assert [name.partition("-")[0] for name in linked] == ["bundles/public", "bundles/public"]
        bundles = STATIC / "bundles"
        fonts = [next(bundles.glob(f"be-vietnam-pro-{weight}-*")) for weight in self.WEIGHTS]
        weight = len(gzip.compress(page.encode()))
        weight += sum(len(gzip.compress((STATIC / name).read_bytes())) for name in linked)
        assert weight < 60_000 - self.LEFT_FOR_HEADERS
        weight += sum(font.stat().st_size for font in fonts)
        assert weight < 100_000 - self.LEFT_FOR_HEADERS
