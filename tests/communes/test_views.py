"""The pages of communes and associations, and what the centre sees of what they bring."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.architecture import access_table
from tests.factories import applications, classes, learners
from tests.world import ELSEWHERE, HOME
from vocational.access.permissions import Permission
from vocational.access.roles import GRANTS, PermissionScope, Role
from vocational.accounts.models import LocalBody
from vocational.applications.models import Application
from vocational.communes import queries
from vocational.communes.rules.columns import COLUMNS
from vocational.extensions import db

OFFICER = HOME.actor(Role.COMMUNE_OFFICER)
BODY = OFFICER.own_local_body()
ENTER = "/commune/enter"
CARD = "001190000001||Trần B Bình|01051990|Nữ|Thôn 2, Phúc Thọ, Hà Nội|01012022"


@pytest.fixture(autouse=True)
def day_of_the_test(freeze):
    """The classes of the factories take applications in September."""
    freeze(applications.ON)


@pytest.fixture
def class_id(at_home) -> int:
    with at_home():
        return classes.training_class().id


@pytest.fixture
def client(client_of):
    return client_of(Role.COMMUNE_OFFICER)


def fields(class_id: int, number: int = 1, **changes: str) -> dict[str, str]:
    given = {
        "action": "save",
        "class_id": str(class_id),
        "form_token": f"{number:032x}",
        "full_name": learners.full_name(number),
        "birth_date": "01/05/1990",
        "sex": "female",
        "citizen_number": learners.citizen_number(number),
        "phone": "0912345678",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "hamlet": "Thôn 2",
        "schooling_code": "lower_secondary",
        "ethnic_group": "Kinh",
        "consent": "y",
        "signed_on": "15/09/2026",
        "brought_by": "Phùng Văn Tám",
    }
    return given | changes


def csv_of(*people: dict[str, str]) -> bytes:
    lines = [";".join(column.heading for column in COLUMNS)]
    lines += [";".join(cells.get(column.key, "") for column in COLUMNS) for cells in people]
    return "\n".join(lines).encode("utf-8-sig")


def upload(client, class_id: int, content: bytes, *, status: int = 303, **changes):
    given = {
        "class_id": str(class_id),
        "consent": "y",
        "signed_on": "15/09/2026",
        "brought_by": "Phùng Văn Tám",
        "file": (BytesIO(content), "danh-sach.csv"),
    }
    return client.post(
        "/commune/files", given | changes, status=status, content_type="multipart/form-data"
    )


def test_home_of_an_officer_is_the_list_of_applications(client):
    assert client.get("/home", status=302).location == "/commune/applications"
    page = client.get("/commune/applications").text
    assert "Chưa có hồ sơ" in page
    assert 'href="/commune/enter"' in page
    assert 'href="/classes"' not in page


def test_people_are_entered_one_after_the_other_in_the_same_class(client, class_id):
    answer = client.post(ENTER, fields(class_id), status=303)
    assert answer.location == f"{ENTER}?class={class_id}"
    page = client.get(answer.location).text
    assert f'<option selected value="{class_id}">' in page
    assert "Đã nhập 1 người vào lớp này" in page
    assert learners.full_name(1) in page


def test_a_card_fills_the_fields_also_where_scripts_are_off(client, class_id):
    given = {"action": "read", "class_id": str(class_id), "citizen_number": CARD}
    page = client.post(ENTER, given, status=200).text
    assert 'value="Trần B Bình"' in page
    answer = client.client.post("/commune/card", data={"text": CARD}).get_json()
    assert answer["fields"]["citizen_number"] == "001190000001"
    assert "found" not in answer


def test_faults_stand_beside_their_fields_and_what_was_typed_stays(client, class_id):
    wrong = fields(class_id, citizen_number="12", phone="1", consent="")
    page = client.post(ENTER, wrong, status=422).text
    assert "Số định danh phải có 12 chữ số. Đang có 2." in page
    assert "Chưa đồng ý thì trung tâm không thể nhận đơn." in page
    assert f'value="{learners.full_name(1)}"' in page


def test_an_officer_does_not_say_that_an_original_was_seen(client, class_id, at_home):
    paper = {
        "poor_household-ticked": "y",
        "poor_household-paper_kind": "poor_household_certificate",
        "poor_household-paper_number": "117/GCN",
        "poor_household-valid_from": "05/01/2026",
        "poor_household-valid_to": "31/12/2026",
        "poor_household-original_seen": "y",
    }
    client.post(ENTER, fields(class_id, **paper), status=303)
    with at_home():
        (row,) = queries.latest(BODY, class_id, 1)
        assert [(x.paper_number, x.original_seen) for x in row.categories] == [("117/GCN", False)]


def test_an_application_is_corrected_and_withdrawn(client, class_id, at_home):
    client.post(ENTER, fields(class_id), status=303)
    with at_home():
        (row,) = queries.latest(BODY, class_id, 1)
        url, version = f"/commune/applications/{row.id}", row.version
    page = client.get(url).text
    assert learners.citizen_number(1) not in page
    changed = fields(class_id, phone="0987654321", citizen_number="", version=str(version))
    client.post(url, changed)
    client.get(f"{url}/withdraw")
    client.post(f"{url}/withdraw")
    assert "Muốn sửa, hãy gọi trung tâm" in client.get(url).text


def test_papers_carry_thumb_print_and_the_box_of_the_commune(client, class_id, at_home):
    client.post(ENTER, fields(class_id, cannot_read="y"), status=303)
    with at_home():
        (row,) = queries.latest(BODY, class_id, 1)
        url = f"/commune/applications/{row.id}/application.pdf"
    text = _text(client.get(url).data)
    assert "Điểm chỉ ngón trỏ phải" in text
    assert "Người viết hộ, làm chứng" in text
    assert "XÁC NHẬN CỦA UBND XÃ, PHƯỜNG" in text
    assert learners.citizen_number(1) in text
    listed = _text(client.get("/commune/list.pdf?class=LD-2026-001").data)
    assert "ĐẠI DIỆN UBND XÃ PHÚC THỌ" in listed
    assert learners.full_name(1) in listed
    assert learners.citizen_number(1) not in listed


def test_a_file_is_shown_whole_before_anybody_is_entered(client, class_id, at_home):
    people = [applications.sheet_cells(number) for number in (1, 2)]
    shown = upload(client, class_id, csv_of(*people)).location
    page = client.get(shown).text
    assert "Sẽ nhập 2 người" in page
    with at_home():
        assert queries.latest(BODY, class_id, 5) == []
    client.post(f"{shown}/enter", status=303)
    assert "Đã nhập 2 người" in client.get(shown).text
    again = upload(client, class_id, csv_of(*people)).location
    assert "không có gì mới" in client.get(again).text


def test_faults_of_a_file_are_named_and_nobody_is_entered(client, class_id, at_home):
    bad = applications.sheet_cells(1, citizen_number="1190000001")
    shown = upload(client, class_id, csv_of(applications.sheet_cells(2), bad)).location
    page = client.get(shown).text
    assert "bảng tính đã bỏ số 0 ở đầu" in page
    assert "Số CCCD" in page
    assert "còn 1 lỗi" in client.post(f"{shown}/enter", status=422).text
    client.post(f"{shown}/drop")
    client.get(shown, status=404)
    with at_home():
        assert queries.latest(BODY, class_id, 5) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Tệp này rỗng"),
        (b"\x89PNG\r\n\x1a\n\xff\xff", "không phải tệp XLSX hoặc CSV"),
        ("Họ và tên;Ngày sinh\nA;1990".encode(), "Thiếu các cột"),
    ],
)
def test_a_file_that_is_no_list_is_refused_beside_its_field(client, class_id, content, said):
    page = upload(client, class_id, content, status=422).text
    assert said in page
    assert 'id="file-error"' in page


def test_the_template_opens(client):
    answer = client.get("/commune/files/template")
    assert answer.data.startswith(b"PK")


def test_an_officer_reaches_the_own_pages_alone():
    assert set(GRANTS[Role.COMMUNE_OFFICER]) == {
        Permission.ACCOUNT_SELF,
        Permission.APPLICATION_PROPOSE,
    }
    assert GRANTS[Role.COMMUNE_OFFICER][Permission.APPLICATION_PROPOSE] is PermissionScope.OWN_BODY


def test_every_page_of_the_staff_refuses_an_officer(app, client):
    reached = [
        route.rule
        for route in access_table.routes(app)
        if not route.is_public and route.reach(Role.COMMUNE_OFFICER) is not None
    ]
    assert all(rule.startswith(("/commune/", "/account", "/home")) for rule in reached)
    for path in ("/learners", "/classes", "/counter", "/admissions", "/search", "/jobs", "/law"):
        client.get(path, status=403)


def test_what_another_body_entered_is_not_found(client, class_id, at_home):
    with at_home():
        other = LocalBody(name="Hội Phụ nữ xã Hát Môn")
        db.session.add(other)
        db.session.flush()
        row = db.session.get_one(classes.TrainingClass, class_id)
        number = applications.application(row, 5, local_body_id=other.id).id
        public = applications.application(row, 6).id
        kept = applications.sheet_file(row)
        kept.local_body_id = other.id
        db.session.commit()
        file_id = kept.id
    for application_id in (number, public):
        url = f"/commune/applications/{application_id}"
        client.get(url, status=404)
        client.post(url, fields(class_id), status=404)
        client.get(f"{url}/application.pdf", status=404)
        client.get(f"{url}/withdraw", status=404)
        client.post(f"{url}/withdraw", status=404)
    client.get(f"/commune/files/{file_id}", status=404)
    client.get(f"/commune/files/{file_id}/state", status=404)
    client.post(f"/commune/files/{file_id}/enter", status=404)
    client.post(f"/commune/files/{file_id}/drop", status=404)
    client.get("/commune/list.pdf?class=LD-2026-001", status=404)
    page = client.get("/commune/applications").text
    assert learners.full_name(5) not in page
    assert learners.full_name(6) not in page


def test_the_centre_sees_who_brought_an_application_and_filters_by_it(
    client, client_of, class_id, at_home
):
    client.post(ENTER, fields(class_id, cannot_read="y"), status=303)
    with at_home():
        applications.application(db.session.get_one(classes.TrainingClass, class_id), 7)
        (row,) = queries.latest(BODY, class_id, 1)
        application_id = row.id
    registrar = client_of(Role.REGISTRAR)
    page = registrar.get(f"/classes/LD-2026-001/applications?body={BODY}").text
    assert learners.full_name(1) in page
    assert learners.full_name(7) not in page
    assert "UBND xã Phúc Thọ" in page
    url = f"/classes/LD-2026-001/applications/{application_id}"
    shown = registrar.get(url).text
    assert "Phùng Văn Tám mang đến" in shown
    assert "điểm chỉ vào đơn" in shown
    assert "Điểm chỉ ngón trỏ phải" in _text(registrar.get(f"{url}/application.pdf").data)


def test_officers_of_two_institutions_know_nothing_of_each_other(client_of, class_id, at_home):
    client_of(Role.COMMUNE_OFFICER).post(ENTER, fields(class_id), status=303)
    with at_home():
        assert db.session.query(Application).count() == 1
    elsewhere = client_of(Role.COMMUNE_OFFICER, ELSEWHERE)
    assert learners.full_name(1) not in elsewhere.get("/commune/applications").text
    elsewhere.post(ENTER, fields(class_id), status=422)


def _text(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_an_officer_enters_the_place_of_birth_in_the_form_and_in_a_list(client, class_id, at_home):
    client.post(ENTER, fields(class_id, birth_place="Nam Định"), status=303)
    cells = applications.sheet_cells(2, birth_place="Thái Bình")
    answer = upload(client, class_id, csv_of(cells))
    client.post(f"{answer.location}/enter", status=303)
    with at_home() as session:
        places = session.scalars(select(Application.birth_place).order_by(Application.id)).all()
    assert places == ["Nam Định", "Thái Bình"]
