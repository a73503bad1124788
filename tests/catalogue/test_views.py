"""The staff's pages of the catalogue."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.factories import catalogue as factory
from tests.factories import classes as class_factory
from vocational.access.roles import Role
from vocational.catalogue import queries
from vocational.catalogue.models import VersionState
from vocational.catalogue.rules.starting_catalogue import starting_catalogue

MODULES: tuple[tuple[str, str, str, str, str], ...] = (
    ("MĐ01", "Chuẩn bị", "10", "42,5", "2"),
    ("MĐ02", "Hàn giáp mối", "10", "40", "2,5"),
)


def course_fields(modules: tuple[tuple[str, str, str, str, str], ...] = MODULES) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": "Hàn hồ quang tay",
        "level": "under_3_months",
        "summary": "Hàn được mối hàn phẳng.",
        "approved_cost_dong": "2.000.000",
        "entry_conditions": "Từ đủ 15 tuổi",
        "outcomes": "Hàn được",
        "to_bring": "Căn cước",
    }
    for place, line in enumerate(modules):
        names = ("code", "name", "theory_minutes", "practice_minutes", "test_minutes")
        fields |= {f"modules-{place}-{name}": text for name, text in zip(names, line, strict=True)}
    return fields


@pytest.fixture
def registrar_client(client_of: Callable[..., Any]) -> Any:
    return client_of(Role.REGISTRAR)


@pytest.fixture
def occupation_id(at_home: Callable[[], Any]) -> int:
    with at_home():
        return factory.occupation("HAN", "Hàn").id


class TestList:
    def test_an_empty_catalogue_leads_to_the_starting_one(self, registrar_client):
        page = registrar_client.get("/catalogue").get_data(as_text=True)
        assert "/catalogue/start" in page

    def test_courses_are_found_and_sent_as_a_spreadsheet(self, registrar_client, at_home):
        with at_home():
            factory.course("LD-RAT-SC1")
            factory.short_course("LD-NAU-D3")
        page = registrar_client.get("/catalogue?q=trong+rau").get_data(as_text=True)
        assert "LD-RAT-SC1" in page
        assert "LD-NAU-D3" not in page
        answer = registrar_client.get("/catalogue?format=xlsx")
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0)
        rows = sheet.to_python()
        assert [row[0] for row in rows[1:]] == ["LD-NAU-D3", "LD-RAT-SC1"]
        assert rows[2][6:9] == [65.0, 220.0, 15.0]

    def test_the_number_of_queries_does_not_grow(self, registrar_client, at_home, count_queries):
        counts = []
        for first, last in ((0, 3), (3, 35), (35, 35)):
            with at_home():
                for number in range(first, last):
                    factory.course(f"LD-C-{number:03}")
                if first == last:
                    factory.many_courses(1_000 - last)
            with count_queries() as statements:
                registrar_client.get("/catalogue")
            counts.append(len(statements))
        assert len(set(counts)) == 1
        assert counts[0] <= 8


class TestStartingCatalogue:
    def test_the_ticked_occupations_are_added(self, registrar_client, at_home):
        page = registrar_client.get("/catalogue/start").get_data(as_text=True)
        assert page.count('name="occupations"') == len(starting_catalogue())
        registrar_client.post("/catalogue/start", {"occupations": ["RAT", "MTD"]})
        with at_home():
            assert set(queries.occupations_by_code()) == {"RAT", "MTD"}
        assert "LD-RAT-SC1" in registrar_client.get("/catalogue").get_data(as_text=True)

    def test_nothing_ticked_is_said(self, registrar_client):
        registrar_client.post("/catalogue/start", {}, status=422)


class TestOccupations:
    def test_one_is_added_and_changed(self, registrar_client, at_home):
        typed = {
            "code": "han",
            "name": "Hàn",
            "kind": "non_agricultural",
            "group_code": "mechanics",
        }
        registrar_client.post("/catalogue/occupations/new", typed)
        registrar_client.get("/catalogue/occupations/HAN")
        changed = typed | {"name": "Hàn điện", "version": "1"}
        registrar_client.post("/catalogue/occupations/HAN", changed)
        registrar_client.post("/catalogue/occupations/HAN", changed, status=422)
        page = registrar_client.get("/catalogue/occupations").get_data(as_text=True)
        assert "Hàn điện" in page

    def test_a_bad_code_is_said_beside_the_field(self, registrar_client):
        typed = {"code": "HÀN", "name": "x", "kind": "agricultural", "group_code": "crops"}
        page = registrar_client.post("/catalogue/occupations/new", typed, status=422)
        assert 'id="code-error"' in page.get_data(as_text=True)


class TestCourseForm:
    def test_a_course_is_saved_with_hours_as_minutes(
        self, registrar_client, at_home, occupation_id
    ):
        fields = course_fields() | {"occupation_id": occupation_id, "code": "han-d3t"}
        answer = registrar_client.post("/catalogue/courses/new", fields)
        assert answer.location == "/catalogue/courses/LD-HAN-D3T"
        with at_home():
            version = queries.course_by_code("LD-HAN-D3T").versions[0]
            assert version.practice_minutes == 4950
            assert version.test_minutes == 270
        shown = registrar_client.get("/catalogue/courses/LD-HAN-D3T").get_data(as_text=True)
        assert "42,5" in shown

    def test_more_lines_come_without_scripts(self, registrar_client, occupation_id):
        fields = course_fields() | {"add_module": "yes", "occupation_id": occupation_id}
        page = registrar_client.post("/catalogue/courses/new", fields, status=200)
        text = page.get_data(as_text=True)
        assert 'name="modules-4-code"' in text
        assert "Hàn giáp mối" in text

    def test_empty_lines_between_are_left_out_and_errors_find_their_line(
        self, registrar_client, occupation_id
    ):
        lines = (MODULES[0], ("", "", "", "", ""), MODULES[0])
        fields = course_fields(lines) | {"occupation_id": occupation_id, "code": "D3T"}
        text = registrar_client.post("/catalogue/courses/new", fields, status=422).get_data(
            as_text=True
        )
        assert 'href="#modules-2-code"' in text

    @pytest.mark.parametrize("hours", ["-1", "x", "1e9", "NaN", "9" * 300, "1,001"])
    def test_bad_hours_keep_what_was_typed(self, registrar_client, occupation_id, hours):
        lines = (("MĐ01", "x", hours, "1", "1"),)
        fields = course_fields(lines) | {"occupation_id": occupation_id, "code": "D3T"}
        text = registrar_client.post("/catalogue/courses/new", fields, status=422).get_data(
            as_text=True
        )
        assert f'value="{hours}"' in text

    def test_hostile_text_is_shown_as_text(self, registrar_client, occupation_id):
        hostile = "<script>alert(1)</script>"
        fields = course_fields() | {
            "occupation_id": occupation_id, "code": "D3T", "name": hostile, "summary": "😀\u0301"
        }  # fmt: skip
        registrar_client.post("/catalogue/courses/new", fields)
        page = registrar_client.get("/catalogue/courses/LD-D3T").get_data(as_text=True)
        assert hostile not in page
        assert "&lt;script&gt;" in page


class TestDraftAndApproval:
    def save(self, client: Any, occupation_id: int, **changes: Any) -> None:
        fields = course_fields() | {"occupation_id": occupation_id, "code": "HAN-D3T"} | changes
        client.post("/catalogue/courses/new", fields)

    def test_the_draft_is_changed_once(self, registrar_client, occupation_id):
        self.save(registrar_client, occupation_id)
        url = "/catalogue/courses/LD-HAN-D3T/draft"
        text = registrar_client.get(url).get_data(as_text=True)
        assert 'value="42,5"' in text
        version = text.split('name="version"')[1].split('value="')[1].split('"')[0]
        changed = course_fields() | {"name": "Hàn điện", "version": version}
        registrar_client.post(url, changed)
        again = registrar_client.post(url, changed | {"name": "Hàn khác"}, status=422)
        assert "Hàn khác" in again.get_data(as_text=True)

    def test_it_is_approved_by_a_decision_and_then_fixed(self, registrar_client, occupation_id):
        self.save(registrar_client, occupation_id)
        url = "/catalogue/courses/LD-HAN-D3T/approve"
        text = registrar_client.get(url).get_data(as_text=True)
        version = text.split('name="version"')[1].split('value="')[1].split('"')[0]
        typed = {"decision_number": "15/QĐ-TTGDNN", "approved_on": "05/01/2026", "version": version}
        registrar_client.post(url, typed | {"approved_on": "31/02/2026"}, status=422)
        registrar_client.post(url, typed)
        page = registrar_client.get("/catalogue/courses/LD-HAN-D3T").get_data(as_text=True)
        assert "15/QĐ-TTGDNN" in page
        answer = registrar_client.get("/catalogue/courses/LD-HAN-D3T/draft", status=302)
        assert answer.location == "/catalogue/courses/LD-HAN-D3T"

    def test_errors_of_law_are_shown_with_their_article(self, registrar_client, occupation_id):
        fields = course_fields(MODULES[:1]) | {"occupation_id": occupation_id, "code": "HAN-D3T"}
        registrar_client.post("/catalogue/courses/new", fields)
        page = registrar_client.get("/catalogue/courses/LD-HAN-D3T").get_data(as_text=True)
        assert "QĐ 971/2015" in page
        refused = registrar_client.get("/catalogue/courses/LD-HAN-D3T/approve")
        assert "decision_number" not in refused.get_data(as_text=True)

    def test_a_new_version_is_begun_and_the_old_one_stays_readable(self, registrar_client, at_home):
        with at_home():
            factory.course("LD-RAT-SC1")
        registrar_client.post("/catalogue/courses/LD-RAT-SC1/versions")
        registrar_client.get("/catalogue/courses/LD-RAT-SC1/draft")
        registrar_client.get("/catalogue/courses/LD-RAT-SC1?version=1")
        registrar_client.get("/catalogue/courses/LD-RAT-SC1?version=9", status=404)

    def test_retiring_asks_for_a_reason(self, registrar_client, at_home):
        with at_home():
            factory.course("LD-RAT-SC1")
        url = "/catalogue/courses/LD-RAT-SC1/retire"
        registrar_client.get(url)
        registrar_client.post(url, {"version": "2"}, status=422)
        with at_home():
            known = queries.course_by_code("LD-RAT-SC1").versions[0].version
        registrar_client.post(url, {"version": str(known), "reason": "Thôi tuyển"})
        with at_home():
            state = queries.course_by_code("LD-RAT-SC1").versions[0].state
        assert state is VersionState.RETIRED

    def test_a_course_is_taken_from_the_offer(self, registrar_client, at_home):
        with at_home():
            factory.course("LD-RAT-SC1")
        registrar_client.post("/catalogue/courses/LD-RAT-SC1/offer", {"offered": "no"})
        registrar_client.get("/courses/LD-RAT-SC1", status=404)


class TestCoursePage:
    def test_it_names_the_classes_of_the_course(self, registrar_client, at_home):
        with at_home():
            class_factory.training_class("LD-2026-001", version=factory.course("LD-RAT-SC1"))
        page = registrar_client.get("/catalogue/courses/LD-RAT-SC1").get_data(as_text=True)
        assert "LD-2026-001" in page

    @pytest.mark.parametrize("path", ["", "/draft", "/approve", "/retire"])
    def test_another_institutions_course_is_not_there(self, registrar_client, at_elsewhere, path):
        with at_elsewhere():
            factory.course("XX-RAT-SC1", state=VersionState.DRAFT)
        registrar_client.get(f"/catalogue/courses/XX-RAT-SC1{path}", status=404)

    def test_a_director_reads_and_does_not_write(self, client_of, at_home):
        with at_home():
            factory.course("LD-RAT-SC1", state=VersionState.DRAFT)
        client = client_of(Role.DIRECTOR)
        page = client.get("/catalogue/courses/LD-RAT-SC1").get_data(as_text=True)
        assert "/approve" not in page
        client.get("/catalogue/courses/LD-RAT-SC1/draft", status=403)
        client_of(Role.TEACHER).get("/catalogue", status=403)
