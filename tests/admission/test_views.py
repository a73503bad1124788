"""The pages and papers of admission, from ranking to the next on the waiting list."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from tests.factories import admission, support
from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.admission.models import AdmissionRun, AdmissionTiers, SeatOffer
from vocational.admission.queries import offers as offers_queries
from vocational.admission.queries import settings
from vocational.admission.services import offers
from vocational.admission.services.withdrawals import withdraw
from vocational.applications.models import Application
from vocational.entitlements.models import SupportRecord
from vocational.extensions import db
from vocational.law.support import Scheme
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared import clock

PAGE = "/classes/LD-2026-001/admission"


@pytest.fixture(autouse=True)
def _on_the_day(freeze):
    freeze(admission.NOW)


def _read(answer) -> str:
    assert answer.mimetype == "application/pdf"
    pages = PdfReader(BytesIO(answer.data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def _ranked(at_home, client_of):
    with at_home():
        row = admission.ranking_class()
        ids = [item.id for item in admission.three(row)]
        admission.applicant(row, 4, days_later=2)
    client = client_of(Role.REGISTRAR)
    client.post(f"{PAGE}/run")
    return client, ids


def _sign(client_of, number="15/QĐ-TTGDNN"):
    director = client_of(Role.DIRECTOR)
    with_form = director.get(f"{PAGE}/1/sign")
    assert with_form.status_code == 200
    answer = director.post(
        f"{PAGE}/1/sign",
        data={"number": number, "signed_on": "21/09/2026", "signatory_id": "1", "version": "1"},
    )
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return director


def test_who_was_supported_before_is_counted_before_signing(at_home, client_of):
    _client, (_neither, _soldier, poor) = _ranked(at_home, client_of)
    with at_home() as session:
        person_hash = session.get_one(Application, poor).citizen_number_hash
        row = support.supported_class("LD-2026-009")
        person = support.supported_learner(row, 9)
        session.add(
            SupportRecord(
                institution_id=1, enrolment_id=person.id, person_hash=person_hash,
                supported_on=date(2024, 3, 1), scheme=Scheme.QD46, recorded_at=admission.NOW,
            )
        )  # fmt: skip
        session.commit()
    page = client_of(Role.DIRECTOR).get(f"{PAGE}/1/sign").text
    assert "1 người được xếp chỗ đã từng được hỗ trợ" in page
    assert "đã được hỗ trợ: 01/03/2024" in page
    assert "đã được hỗ trợ: 01/03/2024" in client_of(Role.DIRECTOR).get(PAGE).text


def test_the_worked_case_from_ranking_to_the_next_on_the_list(at_home, client_of, freeze):
    client, (neither, soldier, poor) = _ranked(at_home, client_of)
    page = client.get(PAGE).get_data(as_text=True)
    assert page.index("hộ nghèo; hồ sơ") < page.index("bộ đội xuất ngũ; hồ sơ")
    director = _sign(client_of)
    decision = _read(director.get(f"{PAGE}/1/decision.pdf"))
    assert "Số: 15/QĐ-TTGDNN" in decision
    assert "Danh sách gồm có 2 học viên" in decision
    assert "Ưu tiên 1: hộ nghèo" in decision
    with at_home():
        withdraw(Actor.public(), poor, admission.TODAY)
    assert "Mời người kế tiếp" in client.get(PAGE).get_data(as_text=True)
    client.post(f"{PAGE}/offers")
    with at_home():
        offer = offers_queries.open_offer_of(neither)
        assert offer is not None
    freeze(admission.NOW + timedelta(days=3))
    client = client_of(Role.REGISTRAR)
    late = client.get(PAGE).get_data(as_text=True)
    assert "Quá hạn, không trả lời" in late
    with at_home():
        registrar = Actor.system("nightly", 1)
        offers.lapse_overdue(registrar, 1, clock.now_utc())
        following = db.session.scalars(select(SeatOffer).order_by(SeatOffer.id.desc())).first()
        assert following is not None
        assert following.application_id not in (neither, soldier, poor)
        offer_id = following.id
    client.post(f"{PAGE}/offers/{offer_id}/accepted", data={"note": "Gọi lúc 9 giờ"})
    assert "Gọi lúc 9 giờ" in client.get(PAGE).get_data(as_text=True)
    assert "2/2" in client.get("/classes/LD-2026-001").get_data(as_text=True)


def test_the_minutes_name_the_council_and_everybody_left_out(at_home, client_of):
    client, _ids = _ranked(at_home, client_of)
    answer = client.post(
        f"{PAGE}/1/council",
        data={
            "chair": "Trần Văn Mẫu",
            "secretary": "Lê Thị Thư",
            "members": "Đỗ Văn An\nVũ Thị Bình",
            "version": "1",
        },
    )
    assert answer.status_code == 302
    minutes = _read(client.get(f"{PAGE}/1/minutes.pdf"))
    assert "Chủ trì: Trần Văn Mẫu" in minutes
    assert "Đỗ Văn An, Vũ Thị Bình" in minutes
    assert "Số chỗ còn trống: 2" in minutes
    assert "4. Chưa trúng tuyển: 2 người" in minutes


def test_the_call_list_has_telephones_and_reasons(at_home, client_of):
    client, _ids = _ranked(at_home, client_of)
    _sign(client_of)
    called = _read(client.get(f"{PAGE}/call-list.pdf"))
    assert "0912345678" in called
    assert "Danh sách gồm có 2 người" in called


def test_a_simulation_stores_nothing(at_home, client_of):
    with at_home():
        admission.three(admission.ranking_class())
    client = client_of(Role.DIRECTOR)
    page = client.get(f"{PAGE}/simulation?capacity=3&on=01/10/2026").get_data(as_text=True)
    assert "Chạy thử: 3 chỗ trống; hiện nay: 2" in page
    assert page.count("khác hiện nay") == 1
    with at_home():
        assert db.session.scalars(select(AdmissionRun.id)).all() == []


def test_an_order_is_edited_for_one_try_alone(at_home, client_of):
    with at_home():
        _neither, soldier, poor = (
            item.full_name for item in admission.three(admission.ranking_class())
        )
    client = client_of(Role.DIRECTOR)
    url = f"{PAGE}/simulation"
    edited = {"order": "0", "shown_order": "0", "tier_discharged_soldier": "1"}
    page = client.get(url, query_string=edited | {"tier_poor_household": "2"}).text
    table = page[page.index("<tbody>") :]
    assert table.index(soldier) < table.index(poor)
    assert "Ưu tiên 1: bộ đội xuất ngũ" in page
    again = client.get(url, query_string=edited | {"shown_order": "", "order": "0"}).text
    assert again[again.index("<tbody>") :].index(poor) < again[again.index("<tbody>") :].index(
        soldier
    )
    gap = client.get(url, query_string=edited | {"tier_poor_household": "3"}).text
    assert "không bỏ trống mức nào" in gap
    kept = {"kept_tier": "1", "kept_seats": "2", "kept_until": "20/09/2026"}
    assert "Chạy thử" in client.get(url, query_string=edited | kept).text


def test_seats_are_kept_and_released_on_the_page(at_home, client_of):
    with at_home():
        admission.three(admission.ranking_class())
    client = client_of(Role.REGISTRAR)
    typed = {"tiers": ["1"], "seats": "2", "until": "01/10/2026"}
    client.post(f"{PAGE}/reserved", data=typed)
    assert "2 chỗ cho ưu tiên 1" in client.get(PAGE).get_data(as_text=True)
    client.post(f"{PAGE}/reserved", data=typed | {"seats": "9"}, status=422)
    client.post(f"{PAGE}/reserved/1/release")
    assert "2 chỗ cho ưu tiên 1" not in client.get(PAGE).get_data(as_text=True)


def test_the_order_of_tiers_is_added_with_its_day_and_paper(at_home, client_of):
    client = client_of(Role.DIRECTOR)
    assert "Thứ tự mặc định" in client.get("/settings/admission").get_data(as_text=True)
    typed = {
        "effective_from": "01/10/2026",
        "answer_days": "3",
        "source": "Quyết định số 12/QĐ-TTGDNN",
        f"tier_{PriorityCategory.POOR_HOUSEHOLD}": "1",
        f"tier_{PriorityCategory.MERIT}": "2",
    }
    client.post("/settings/admission/new", data=typed)
    client.post("/settings/admission/new", data=typed, status=422)
    gap = typed | {"effective_from": "02/10/2026", f"tier_{PriorityCategory.MERIT}": "3"}
    client.post("/settings/admission/new", data=gap, status=422)
    with at_home():
        row = db.session.scalars(select(AdmissionTiers)).one()
        assert row.tiers == [["poor_household"], ["merit"]]
        assert settings.settings_on(date(2026, 10, 1)).answer_days == 3
        assert settings.settings_on(date(2026, 9, 30)).source is None


def test_the_work_list_and_the_head_lead_to_admission(at_home, client_of):
    _client, _ids = _ranked(at_home, client_of)
    home = client_of(Role.DIRECTOR).get("/home").get_data(as_text=True)
    assert "Kết quả xét tuyển chờ ký" in home
    page = client_of(Role.DIRECTOR).get("/classes/LD-2026-001").get_data(as_text=True)
    assert "Ký quyết định xét tuyển" in page


def test_teachers_and_the_public_stay_out(at_home, client_of):
    with at_home():
        admission.ranking_class()
    client_of(Role.TEACHER).get(PAGE, status=403)
    client_of(None).get(PAGE, status=302)
