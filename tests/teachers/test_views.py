"""Pages of teachers."""

import pytest

from tests.factories import teachers
from vocational.access.roles import Role

VALID = {
    "full_name": "Đặng Thị Ánh",
    "phone": "0912345678",
    "qualification_route": "degree",
    "qualification_detail": "Kỹ sư nông học",
    "has_pedagogy": "y",
    "user_id": "",
}


def test_the_registrar_takes_a_teacher_on_and_finds_her(client_of):
    client = client_of(Role.REGISTRAR)
    client.get("/teachers/new")
    client.post("/teachers/new", VALID)
    assert "Đặng Thị Ánh" in client.get("/teachers?q=thi+anh").text
    assert "Đặng Thị Ánh" not in client.get("/teachers?kind=invited").text


@pytest.mark.parametrize(
    "change",
    [
        {"full_name": ""},
        {"full_name": "<script>alert(1)</script>"},
        {"full_name": "a" * 500},
        {"full_name": "An 😀"},
        {"phone": "không có"},
        {"qualification_route": "none"},
        {"qualification_detail": "d" * 201},
        {"user_id": "9999"},
    ],
)
def test_bad_input_is_named_and_kept(client_of, change):
    page = client_of(Role.REGISTRAR).post("/teachers/new", VALID | change, status=422).text
    assert "v-bad-text" in page
    assert "<script>alert" not in page


def test_a_teacher_is_changed_once(client_of, at_home):
    with at_home():
        row = teachers.teacher()
    client = client_of(Role.REGISTRAR)
    page = client.get(f"/teachers/{row.id}").text
    assert 'value="Đỗ Thị Lan"' in page
    client.post(f"/teachers/{row.id}", VALID | {"version": "1"})
    client.post(f"/teachers/{row.id}", VALID | {"version": "1"}, status=422)
    client.post(f"/teachers/{row.id}/active", {"is_active": "no"})
    assert "Đặng Thị Ánh" in client.get("/teachers?kind=left").text


def test_the_list_goes_to_a_spreadsheet(client_of, at_home):
    with at_home():
        teachers.teacher()
    answer = client_of(Role.DIRECTOR).get("/teachers?format=xlsx")
    assert answer.mimetype.endswith("spreadsheetml.sheet")


def test_a_teacher_of_elsewhere_is_not_found(client_of, at_elsewhere):
    with at_elsewhere():
        row = teachers.teacher()
    client_of(Role.REGISTRAR).get(f"/teachers/{row.id}", status=404)


@pytest.mark.parametrize("role", [Role.TEACHER, Role.ADMINISTRATOR])
def test_who_may_not_see_teachers(client_of, role):
    client_of(role).get("/teachers", status=403)


def test_the_director_sees_but_does_not_change(client_of):
    client = client_of(Role.DIRECTOR)
    assert "/teachers/new" not in client.get("/teachers").text
    client.get("/teachers/new", status=403)
