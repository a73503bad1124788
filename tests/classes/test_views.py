"""Pages of classes."""

from datetime import date

import pytest

from tests.factories import catalogue, classes, teachers
from vocational.access.roles import Role
from vocational.classes import queries
from vocational.classes.rules import ClassState


@pytest.fixture
def valid(at_home):
    with at_home():
        version, homeroom = catalogue.course(), teachers.teacher()
    return {
        "version_id": str(version.id),
        "code": "LD-2026-001",
        "proposed_code": "LD-2026-001",
        "starts_on": "05/10/2026",
        "ends_on": "15/01/2027",
        "place": "Nhà văn hóa thôn 3",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "capacity": "35",
        "funding_source": "order",
        "homeroom_teacher_id": str(homeroom.id),
        "teachers": str(homeroom.id),
        "slots-0-weekday": "1",
        "slots-0-starts_at": "07:30",
        "slots-0-ends_at": "11h30",
    }


def test_a_class_is_planned_opened_and_listed(client_of, valid, at_home):
    client = client_of(Role.REGISTRAR)
    assert "LD-20" in client.get("/classes/new").text
    answer = client.post("/classes/new", valid)
    assert answer.location == "/classes/LD-2026-001"
    with at_home():
        row = queries.class_by_code("LD-2026-001")
        assert [(s.weekday, s.minutes) for s in row.slots] == [(1, 240)]
        assert len(row.groups) == 2
    client.get("/classes/LD-2026-001/open")
    client.post("/classes/LD-2026-001/open")
    assert "LD-2026-001" in client.get("/classes?state=open&q=phuc+tho").text


def test_what_a_class_lacks_is_named_with_a_link(client_of, valid):
    client = client_of(Role.REGISTRAR)
    client.post(
        "/classes/new",
        valid
        | {
            "slots-0-weekday": "",
            "slots-0-starts_at": "",
            "slots-0-ends_at": "",
            "homeroom_teacher_id": "",
        },
    )
    page = client.get("/classes/LD-2026-001/open").text
    assert "/classes/LD-2026-001/edit#slots" in page
    assert "/classes/LD-2026-001/edit#homeroom_teacher_id" in page
    client.post("/classes/LD-2026-001/open", status=422)


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": "36"},
        {"capacity": "0"},
        {"capacity": "mười"},
        {"starts_on": "31/02/2026"},
        {"starts_on": ""},
        {"ends_on": "01/10/2026"},
        {"commune": "Xã Không Có Thật"},
        {"code": "XX-1"},
        {"place": "x" * 161},
        {"version_id": "999"},
        {"fee_dong": "100.000"},
        {"group_count": "1"},
        {"slots-0-ends_at": "25:00"},
        {"slots-0-ends_at": "07:00"},
        {"slots-0-ends_at": ""},
        {"slots-0-weekday": "9"},
    ],
)
def test_bad_input_is_named_and_kept(client_of, valid, at_home, change):
    page = client_of(Role.REGISTRAR).post("/classes/new", valid | change, status=422).text
    assert "v-errors" in page
    with at_home():
        assert queries.class_counts().by_state == {}


def test_a_changed_class_keeps_its_times_and_groups(client_of, valid, at_home):
    client = client_of(Role.REGISTRAR)
    client.post("/classes/new", valid)
    page = client.get("/classes/LD-2026-001/edit").text
    assert 'value="07:30"' in page
    assert 'value="11:30"' in page
    change = valid | {
        "version": "1",
        "group_count": "3",
        "groups-0-place": "Xưởng 1",
        "groups-0-teacher_id": "",
        "place": "Xưởng may",
    }
    client.post("/classes/LD-2026-001/edit", change)
    with at_home():
        row = queries.class_by_code("LD-2026-001")
        assert (row.place, [g.place for g in row.groups]) == ("Xưởng may", ["Xưởng 1", "", ""])
    client.post("/classes/LD-2026-001/edit", change, status=422)


def test_a_class_is_cancelled_with_a_reason(client_of, at_home):
    with at_home():
        classes.training_class()
    client = client_of(Role.REGISTRAR)
    client.get("/classes/LD-2026-001/cancel")
    client.post("/classes/LD-2026-001/cancel", {"reason": " "}, status=422)
    client.post("/classes/LD-2026-001/cancel", {"reason": "Không đủ học viên"})
    with at_home():
        assert queries.class_by_code("LD-2026-001").state is ClassState.CANCELLED


def test_a_teacher_is_listed_own_classes_alone(client_of, at_home, teacher):
    with at_home():
        classes.training_class(homeroom=teachers.teacher(user_id=teacher.user_id))
        classes.training_class("LD-2026-002", homeroom=teachers.teacher("Lê Văn Bình"))
    client = client_of(Role.TEACHER)
    page = client.get("/classes").text
    assert "LD-2026-001" in page
    assert "LD-2026-002" not in page
    client.get("/classes/LD-2026-001/edit", status=403)


def test_the_list_goes_to_a_spreadsheet(client_of, at_home):
    with at_home():
        classes.training_class()
    answer = client_of(Role.DIRECTOR).get("/classes?format=xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")


def test_a_class_of_elsewhere_is_not_found(client_of, at_elsewhere):
    with at_elsewhere():
        classes.training_class("XX-2026-001")
    for page in ("edit", "open", "cancel"):
        client_of(Role.REGISTRAR).get(f"/classes/XX-2026-001/{page}", status=404)


@pytest.mark.parametrize("rows", [3, 35])
def test_the_list_takes_the_same_queries(client_of, at_home, count_queries, rows):
    with at_home():
        version, homeroom = catalogue.course(), teachers.teacher()
        for number in range(1, rows + 1):
            classes.training_class(f"LD-2026-{number:03}", version=version, homeroom=homeroom)
    client = client_of(Role.REGISTRAR)
    client.get("/classes")
    with count_queries() as statements:
        client.get("/classes?per_page=50")
    assert len(statements) <= 8, statements


def test_begins_soon_counts_from_today(client_of, at_home):
    with at_home():
        classes.training_class(starts_on=date(2020, 1, 1))
    assert "LD-2026-001" not in client_of(Role.REGISTRAR).get("/classes?when=soon").text
