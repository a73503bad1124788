"""Pages of certificates: of a class, the registry, settings, and the public check."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.documents.reading import text_of
from tests.factories.certificates import TODAY, issued_class, recognised_class
from tests.world import ELSEWHERE
from vocational.access.roles import Role
from vocational.certificates.models import Certificate
from vocational.certificates.rules import numbers
from vocational.certificates.rules.numbers import RevocationGround
from vocational.certificates.services.changes import Revocation, reissue, revoke
from vocational.certificates.views import verification
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.learners.models import Learner

CLASS = "/classes/LD-2026-001/certificates"
SMALL = 100_000


@pytest.fixture(autouse=True)
def _today(freeze):
    """The pages of these tests are looked at on one day."""
    freeze(TODAY)


def all_certificates(at_home):
    with at_home() as session:
        return session.scalars(select(Certificate).order_by(Certificate.id)).all()


def form_of(recognised, **changes):
    values = {
        "issued_on": "14/04/2026",
        "signatory_id": "1",
        "entries": ",".join(map(str, recognised.entry_ids)),
    }
    return {**values, **changes}


def says_specimen(pdf):
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    return "MẪU" in "".join(text.split())


def test_the_page_has_both_columns_with_reasons(client_of, at_home):
    with at_home() as session:
        recognised = recognised_class(3)
        session.get(Learner, recognised.learner_ids[1]).full_name = "Nguyễn Thị 😀"
        session.commit()
    page = client_of(Role.REGISTRAR).get(CLASS).get_data(as_text=True)
    assert "Đủ điều kiện <span" in page
    assert "Cấp 2 chứng chỉ" in page
    assert "Chưa đủ điều kiện <span" in page
    assert "có ký tự không in được trên chứng chỉ: 😀" in page
    assert f'href="/learners/{recognised.learner_ids[1]}"' in page
    assert "Sửa hồ sơ học viên" in page


def test_a_registrar_issues_after_confirming(client_of, at_home, run_jobs):
    with at_home():
        recognised = recognised_class(2)
    client = client_of(Role.REGISTRAR)
    page = client.get(f"{CLASS}/issue").get_data(as_text=True)
    assert "0001/2026/CCSC-TTGDNN" in page
    client.post(f"{CLASS}/issue", form_of(recognised))
    page = client.get(CLASS).get_data(as_text=True)
    assert "Đã cấp 2 chứng chỉ." in page
    assert "/state" in page
    run_jobs()
    assert text_of(client.get(f"{CLASS}/print.pdf").data).count("CHỨNG CHỈ SƠ CẤP") == 2
    assert client.get(f"{CLASS}/files.zip").data.startswith(b"PK")
    client.post(f"{CLASS}/issue", form_of(recognised))
    assert len(all_certificates(at_home)) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"issued_on": "21/04/2026"}, "Ngày cấp không được sau hôm nay."),
        ({"issued_on": "01/04/2026"}, "không còn đủ điều kiện"),
        ({"issued_on": "31/02/2026"}, "ngày"),
        ({"entries": "x,,9999999"}, None),
    ],
)
def test_a_bad_issue_is_said_on_the_form(client_of, at_home, changes, said):
    with at_home():
        recognised = recognised_class(2)
    client = client_of(Role.REGISTRAR)
    status = 422 if said else 302
    answer = client.post(f"{CLASS}/issue", form_of(recognised, **changes), status=status)
    assert said is None or said in answer.get_data(as_text=True)
    assert all_certificates(at_home) == []


def test_without_an_address_there_are_only_previews(client_of, at_home, app, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "")
    with at_home():
        recognised = recognised_class(1)
    client = client_of(Role.REGISTRAR)
    page = client.get(CLASS).get_data(as_text=True)
    assert "Hiện chỉ xem thử, chưa cấp được" in page
    assert f"{CLASS}/issue" not in page
    assert says_specimen(client.get(f"{CLASS}/preview.pdf").data)
    answer = client.post(f"{CLASS}/issue", form_of(recognised), status=422)
    assert "BASE_URL" in answer.get_data(as_text=True)


def test_a_demonstration_issues_specimens_without_an_address(client_of, at_home, app, monkeypatch):
    monkeypatch.setitem(app.config, "BASE_URL", "")
    with at_home() as session:
        session.get(Institution, 1).is_demonstration = True
        session.commit()
        recognised = recognised_class(1)
    client_of(Role.REGISTRAR).post(f"{CLASS}/issue", form_of(recognised))
    row = all_certificates(at_home)[0]
    assert row.is_specimen
    assert row.printed["verify_url"] == f"http://localhost/verify/{row.token}"


def test_papers_of_the_class_can_be_printed(client_of, at_home, registrar):
    with at_home():
        _recognised, ids = issued_class(registrar, 3)
        reissue(registrar, ids[0], "In sai", base_url="http://localhost:8000", today=TODAY)
    client = client_of(Role.REGISTRAR)
    registry = text_of(client.get(f"{CLASS}/registry.pdf").data)
    assert "SỔ CẤP CHỨNG CHỈ SƠ CẤP" in registry
    assert "Cấp lại:" in registry
    assert "Tổng số 4 chứng chỉ" in registry
    handed = text_of(client.get(f"{CLASS}/hand-over.pdf").data)
    assert "Danh sách gồm có 3 người" in handed
    assert "LD-SC 000001" not in handed


def test_a_class_without_certificates_has_no_papers(client_of, at_home):
    with at_home():
        recognised_class(1)
    client = client_of(Role.DIRECTOR)
    for paper in ("registry.pdf", "hand-over.pdf", "print.pdf", "files.zip"):
        client.get(f"{CLASS}/{paper}", status=422)


def test_hand_over_of_all_and_of_one_by_proxy(client_of, at_home, registrar):
    with at_home():
        _recognised, ids = issued_class(registrar, 3)
    client = client_of(Role.REGISTRAR)
    match = f"/certificates/{ids[0]}/hand-over"
    client.get(match)
    proxy = {"handed_over_on": "20/04/2026", "who": "proxy", "receiver": "Lê Văn An"}
    answer = client.post(match, proxy, status=422)
    assert "giấy ủy quyền" in answer.get_data(as_text=True)
    client.post(match, {**proxy, "note": "Giấy 15"})
    client.post(f"{CLASS}/hand-over", {"handed_over_on": "19/04/2026"})
    rows = all_certificates(at_home)
    assert rows[0].handed_over_to == "Lê Văn An"
    assert [row.handed_over_on for row in rows] == [TODAY, date(2026, 4, 19), date(2026, 4, 19)]


def test_reissue_and_revocation_by_their_pages(client_of, at_home, registrar, run_jobs):
    with at_home():
        _recognised, ids = issued_class(registrar, 2)
    run_jobs()
    client = client_of(Role.REGISTRAR)
    client.post(f"/certificates/{ids[0]}/reissue", {"reason": " "}, status=422)
    client.post(f"/certificates/{ids[0]}/reissue", {"reason": "In sai tên đệm"})
    again = client.post(f"/certificates/{ids[0]}/reissue", {"reason": "In sai tên đệm"})
    assert again.location == f"/certificates/{all_certificates(at_home)[-1].id}"
    client.get(f"/certificates/{ids[1]}/revoke", status=403)
    director = client_of(Role.DIRECTOR)
    given = {"ground": "lent", "decision": "163/QĐ", "revoked_on": "20/04/2026"}
    director.post(f"/certificates/{ids[1]}/revoke", {**given, "ground": ""}, status=422)
    director.post(f"/certificates/{ids[1]}/revoke", given)
    assert director.post(f"/certificates/{ids[1]}/revoke", given).location == (
        f"/certificates/{ids[1]}"
    )
    page = director.get(f"/certificates/{ids[1]}").get_data(as_text=True)
    assert "Thu hồi theo quyết định 163/QĐ ngày 20/04/2026: Cho người khác sử dụng." in page
    assert "(SHA-256): " in page
    assert director.get(f"/certificates/{ids[1]}/pdf").data.startswith(b"%PDF")


def test_the_book_and_its_spreadsheet(client_of, at_home, registrar):
    with at_home():
        issued_class(registrar, 3)
    client = client_of(Role.DIRECTOR)
    assert "1 – 3 trong 3" in client.get("/certificates").get_data(as_text=True)
    assert "Không có chứng chỉ nào khớp" in client.get("/certificates?q=zzz").get_data(as_text=True)
    client.get("/certificates?sort=-name&state=issued&waiting=yes&year=2026&kind=elementary")
    assert client.get("/certificates?format=xlsx").data.startswith(b"PK")


def test_other_institutions_certificates_are_not_there(client_of, registrar, at_home):
    with at_home():
        _recognised, ids = issued_class(registrar, 1)
    stranger = client_of(Role.REGISTRAR, ELSEWHERE)
    for url in (f"/certificates/{ids[0]}", f"/certificates/{ids[0]}/pdf", CLASS):
        stranger.get(url, status=404)


def test_settings_are_shown_changed_and_tried_out(client_of):
    client = client_of(Role.ADMINISTRATOR)
    page = client.get("/settings/certificates").get_data(as_text=True)
    assert "LD-SC 000001" in page
    given = {
        "serial_pattern": "SĐ {number:06}",
        "serial_prefix": "",
        "serial_restarts": "no",
        "registry_pattern": "{number:04}/{year}",
        "registry_prefix": "",
        "registry_restarts": "yes",
        "bilingual": "no",
        "birth_place": "y",
    }
    url = "/settings/certificates/elementary"
    client.get(url)
    answer = client.post(url, {**given, "registry_pattern": "{number}"}, status=422)
    assert "mẫu số phải có {year}" in answer.get_data(as_text=True)
    client.post(url, given)
    assert "SĐ 000001" in client.get("/settings/certificates").get_data(as_text=True)
    answer = client.post(url, given, status=422)
    assert "vừa" in answer.get_data(as_text=True) or "khác" in answer.get_data(as_text=True)
    assert says_specimen(client.get(f"{url}/preview.pdf").data)
    client.get("/settings/certificates/other", status=404)


def test_the_code_on_the_paper_shows_everything_that_was_printed(client_of, at_home, registrar):
    with at_home():
        issued_class(registrar, 1)
    row = all_certificates(at_home)[0]
    page = client_of(None).get(f"/verify/{row.token}").get_data(as_text=True)
    for words in (
        "Chứng chỉ hợp lệ",
        row.printed["holder_name"],
        row.printed["birth_date"],
        row.registry_number,
        "LD-SC 000001",
        "Sơ cấp bậc I",
        "Giỏi",
        "Trần Văn Mẫu",
    ):
        assert words in page, words
    assert len(page.encode()) < SMALL


def test_a_serial_number_shows_less(client_of, at_home, registrar):
    with at_home():
        issued_class(registrar, 1)
    row = all_certificates(at_home)[0]
    page = client_of(None).get("/verify?serial=ld-sc+000001").get_data(as_text=True)
    assert "Chứng chỉ hợp lệ" in page
    assert row.printed["holder_name"] not in page
    assert row.printed["birth_date"] not in page
    assert row.registry_number not in page
    assert row.token not in page


def test_what_is_not_known_is_said_in_the_same_shape(client_of):
    client = client_of(None)
    for url in ("/verify?serial=LD-SC+999999", "/verify/unknown", "/verify?serial=%3Cscript%3E"):
        page = client.get(url, status=404).get_data(as_text=True)
        assert "Không tìm thấy" in page
        assert "<script>" not in page
    client.get("/verify")


def test_revoked_and_replaced_ones_say_so_without_the_name(client_of, at_home, registrar, director):
    with at_home():
        _recognised, ids = issued_class(registrar, 2)
        reissue(registrar, ids[0], "In sai", base_url="http://localhost:8000", today=TODAY)
        revoke(
            director,
            Revocation(ids[1], RevocationGround.ALTERED, "163/QĐ", TODAY, "kể riêng", TODAY),
        )
    replaced, revoked, _new = all_certificates(at_home)
    client = client_of(None)
    page = client.get(f"/verify/{revoked.token}").get_data(as_text=True)
    for words in ("Đã thu hồi", "Nội dung bị tẩy xóa, sửa chữa", "163/QĐ", "Điều"):
        assert words in page
    assert revoked.printed["holder_name"] not in page
    assert "kể riêng" not in page
    page = client.get(f"/verify/{replaced.token}").get_data(as_text=True)
    assert "Đã được thay thế" in page
    assert replaced.printed["holder_name"] not in page


def test_a_specimen_proves_nothing(client_of, at_home, registrar):
    with at_home() as session:
        session.get(Institution, 1).is_demonstration = True
        session.commit()
        issued_class(registrar, 1)
    page = client_of(None).get(f"/verify/{all_certificates(at_home)[0].token}")
    assert "không có giá trị sử dụng" in page.get_data(as_text=True)
    assert "Chứng chỉ hợp lệ" not in page.get_data(as_text=True)


@pytest.mark.parametrize(
    "typed", ["ld sc 1", "LD-SC-000001", "ldsc1", "ld.sc/0001", "LD-SC 0000001"]
)
def test_a_serial_number_is_found_however_it_is_written(client_of, at_home, registrar, typed):
    with at_home():
        issued_class(registrar, 2)
    page = client_of(None).get("/verify", query_string={"serial": typed})
    assert "LD-SC 000001" in page.get_data(as_text=True)


def test_a_number_that_fits_two_certificates_shows_neither(client_of, at_home, registrar):
    with at_home():
        issued_class(registrar, 2)
        for number, row in enumerate(db.session.query(Certificate).order_by(Certificate.id)):
            row.serial_number = f"LD-SC {'0' * number}7"
            row.serial_key = numbers.serial_key(row.serial_number)
        db.session.commit()
    visitor = client_of(None)
    visitor.get("/verify?serial=LD-SC+007", status=404)
    visitor.get("/verify?serial=LD-SC+07")


def test_guessing_serial_numbers_is_throttled(client_of, monkeypatch):
    limit = replace(verification.SERIAL_LOOK_UPS, attempts=3)
    monkeypatch.setattr(verification, "SERIAL_LOOK_UPS", limit)
    client = client_of(None)
    for number in range(3):
        client.get(f"/verify?serial=LD-SC+{number}", status=404)
    client.get("/verify?serial=LD-SC+4", status=429)
    client.get("/verify/unknown", status=404)


@pytest.mark.parametrize("url", ["/certificates", CLASS])
def test_the_number_of_queries_does_not_grow(client_of, at_home, registrar, count_queries, url):
    with at_home():
        recognised = recognised_class(2, first=50)
    client = client_of(Role.REGISTRAR)
    client.post(f"{CLASS}/issue", form_of(recognised))
    client.get(url)
    with count_queries() as few:
        client.get(url)
    with at_home():
        issued_class(registrar, 30, code="LD-2026-009")
    many_url = url.replace("001", "009")
    client.get(many_url)
    with count_queries() as many:
        client.get(many_url)
    assert len(many) <= len(few)
    assert len(many) <= 20


def test_before_issue_one_real_certificate_is_shown_on_the_page(client_of, at_home):
    with at_home():
        recognised_class(1)
    client = client_of(Role.REGISTRAR)
    page = client.get(f"{CLASS}/issue")
    assert f'data="{CLASS}/preview.pdf#' in page.text
    assert "object-src 'self'" in page.headers["Content-Security-Policy"]
    paper = client.get(f"{CLASS}/preview.pdf")
    assert "frame-ancestors 'self'" in paper.headers["Content-Security-Policy"]
    assert says_specimen(paper.data)
