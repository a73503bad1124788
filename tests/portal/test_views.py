"""Pages of the portal: home, a class, its steps, search, a learner."""

import re
from datetime import date, timedelta

import pytest

from tests.documents.reading import text_of as words_of
from tests.factories import attendance, classes, enrolment, learners, teachers
from tests.world import ELSEWHERE, HOME
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.clock import today

CODE = "LD-2026-001"
PAGE = f"/classes/{CODE}"


def filled(count=3, *, state=ClassState.RUNNING, code=CODE, first=1, marked=True):
    begun = today() - timedelta(10)
    row = classes.training_class(
        code, state=state, capacity=35, starts_on=begun, ends_on=begun + timedelta(90)
    )
    places = enrolment.filled_class(row, count, first=first)
    if marked:
        attendance.taken(attendance.class_session(row, on=begun), places)
    return row, places


def text_of(response):
    return response.get_data(as_text=True)


def queries_of(client, count_queries, url):
    client.get(url)
    with count_queries() as statements:
        client.get(url)
    return len(statements)


def test_a_class_shows_learners_papers_and_hours(client_of, at_home):
    with at_home():
        _row, places = filled()
        learners.category(places[0].learner_id, valid_to=date(2025, 12, 31), valid_from=None)
    page = text_of(client_of(Role.REGISTRAR).get(PAGE))
    for shown in (CODE, "3/35", "Hộ nghèo", "hết hạn 31/12/2025", "Lao động nông thôn", "100 %"):
        assert shown in page
    assert 'aria-current="page">Học viên' in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?papers=mend", ["Trần B Bình"]),
        ("?group=2", ["Lê C Chi"]),
        ("?q=dung", ["Phạm D Dũng"]),
        ("?sort=-number", ["Phạm D Dũng", "Lê C Chi", "Trần B Bình"]),
        ("?state=withdrawn", ["Đỗ E Đào"]),
        ("?hours=near", []),
    ],
)
def test_a_class_list_is_filtered_and_sorted(client_of, at_home, query, names):
    with at_home():
        row, places = filled()
        learners.category(places[0].learner_id, paper_number="")
        enrolment.enrolment(row, number=4, withdrawn_on=today())
    page = text_of(client_of(Role.REGISTRAR).get(f"{PAGE}{query}"))
    assert re.findall(r'<a href="/learners/\d+">([^<]+)</a>', page) == names


def test_a_class_page_asks_the_same_for_few_and_many(client_of, at_home, count_queries):
    with at_home():
        filled(3)
        filled(35, code="LD-2026-002", first=100)
    client = client_of(Role.REGISTRAR)
    few = queries_of(client, count_queries, PAGE)
    many = queries_of(client, count_queries, "/classes/LD-2026-002")
    assert few == many
    assert many <= 12


def test_a_teacher_sees_own_classes_without_categories(client_of, at_home):
    with at_home():
        _row, places = filled()
        learners.category(places[0].learner_id)
        mine = teachers.teacher("Nguyễn Hữu Tám", user_id=HOME.actor(Role.TEACHER).user_id)
        own, _ = filled(2, code="LD-2026-002", first=50)
        own.homeroom_teacher_id = mine.id
        db.session.commit()
    client = client_of(Role.TEACHER)
    client.get(PAGE, status=403)
    page = text_of(client.get("/classes/LD-2026-002"))
    assert "Đối tượng ưu tiên" not in page
    assert "Lao động nông thôn" not in page
    assert "/learners/" not in page


def test_a_class_elsewhere_is_not_found(client_of, at_home):
    with at_home():
        filled()
    client_of(Role.REGISTRAR, ELSEWHERE).get(PAGE, status=404)


def test_an_empty_class_leads_to_the_counter(client_of, at_home):
    with at_home():
        row = classes.training_class(CODE)
    page = text_of(client_of(Role.REGISTRAR).get(PAGE))
    assert f"/counter?class={row.id}" in page
    assert "Chưa có học viên" in page


def test_a_class_list_leaves_as_spreadsheet_and_paper(client_of, at_home):
    with at_home():
        filled()
    client = client_of(Role.REGISTRAR)
    book = client.get(f"{PAGE}?format=xlsx")
    assert book.mimetype.endswith("spreadsheetml.sheet")
    paper = client.get(f"{PAGE}/list.pdf")
    words = words_of(paper.data)
    assert "DANH SÁCH HỌC VIÊN LỚP" in words
    assert learners.citizen_number(1) in words
    client_of(Role.TEACHER).get(f"{PAGE}/list.pdf", status=403)


def test_what_was_selected_is_printed_or_withdrawn(client_of, at_home):
    with at_home():
        _row, places = filled()
        ids = [place.id for place in places]
    client = client_of(Role.REGISTRAR)
    cards = client.post(f"{PAGE}/learner-cards", {"ids": ids[:2]}, status=200)
    assert "THẺ HỌC VIÊN" in words_of(cards.data)
    client.post(f"{PAGE}/learner-cards")
    post = client.post(f"{PAGE}/withdraw", {"ids": ids[:1]})
    assert post.location == f"/enrolments/{ids[0]}/withdraw"
    assert client.post(f"{PAGE}/withdraw", {"ids": ids}).location == PAGE


def test_the_opening_decision_is_entered_on_its_page(client_of, at_home):
    with at_home():
        row = classes.training_class(
            CODE, starts_on=today() + timedelta(2), ends_on=today() + timedelta(90)
        )
        for number in (2, 1):
            enrolment.enrolment(row, number=number)
        attendance.class_session(row, on=today() + timedelta(2))
    client = client_of(Role.REGISTRAR)
    assert "Ra quyết định mở lớp" in text_of(client.get(PAGE))
    assert "Trần Văn Mẫu" in text_of(client.get(f"{PAGE}/opening"))
    assert client.get(f"{PAGE}/opening.pdf", status=302).location == PAGE
    typed = {"number": "31/QĐ-TTGDNN", "decided_on": today().strftime("%d/%m/%Y")}
    again = text_of(client.post(f"{PAGE}/opening", typed, status=422))
    assert "31/QĐ-TTGDNN" in again
    client.post(f"{PAGE}/opening", typed | {"confirmed": "y"})
    with at_home():
        numbers = [item.list_number for item in db.session.query(Enrolment).order_by(Enrolment.id)]
    assert numbers == [2, 1]
    assert "In quyết định mở lớp" in text_of(client.get(PAGE))
    paper = client.get(f"{PAGE}/opening.pdf")
    assert paper.data == client.get(f"{PAGE}/opening.pdf").data
    assert paper.mimetype == "application/pdf"
    client_of(Role.DIRECTOR).get(f"{PAGE}/opening", status=403)


def test_a_step_that_is_blocked_names_what_is_missing_and_offers_no_form(client_of, at_home):
    with at_home():
        classes.training_class(CODE)
        filled(2, code="LD-2026-002", marked=False)
    client = client_of(Role.REGISTRAR)
    page = text_of(client.get(f"{PAGE}/opening"))
    assert "chưa có học viên" in page
    assert 'name="number"' not in page
    assert "chưa xếp lịch học" in text_of(client.get("/classes/LD-2026-002/finish"))


def test_a_class_is_finished_and_closed_on_its_pages(client_of, at_home):
    with at_home():
        filled(2)
    client = client_of(Role.REGISTRAR)
    client.get(f"{PAGE}/finish")
    day = {"finished_on": today().strftime("%d/%m/%Y")}
    client.post(f"{PAGE}/finish", day, status=422)
    client.post(f"{PAGE}/finish", day | {"confirmed": "y"})
    client.get(f"{PAGE}/close")
    client.post(f"{PAGE}/close", {}, status=422)
    client.post(f"{PAGE}/close", {"confirmed": "y"})
    page = text_of(client.get(PAGE))
    assert "btn-primary" not in page


def test_home_lists_work_and_the_classes_open(client_of, at_home):
    with at_home():
        row, _ = filled()
        attendance.class_session(row, on=today() - timedelta(1))
        attendance.class_session(row, on=today())
        soon = today() + timedelta(5)
        classes.training_class("LD-2026-002", starts_on=soon, ends_on=soon + timedelta(60))
    page = text_of(client_of(Role.REGISTRAR).get("/home"))
    for shown in ("Buổi học chưa điểm danh", "còn 20", "Buổi học hôm nay", "Lớp chưa xếp lịch học"):
        assert shown in page
    director = text_of(client_of(Role.DIRECTOR).get("/home"))
    assert "Buổi học chưa điểm danh" not in director


def test_home_asks_the_same_for_few_classes_and_many(client_of, at_home, count_queries):
    with at_home():
        filled(2)
    client = client_of(Role.REGISTRAR)
    few = queries_of(client, count_queries, "/home")
    with at_home():
        for number in range(2, 12):
            filled(1, code=f"LD-2026-{number:03}", first=number * 10)
    many = queries_of(client, count_queries, "/home")
    assert few == many
    assert many <= 12


@pytest.fixture
def settled(at_home):
    """A centre whose first steps are done and where nothing waits."""
    with at_home() as session:
        enrolment.enrolment(classes.training_class(state=ClassState.CLOSED))
        session.get_one(Institution, HOME.institution_id).opening_hours = "7:30 – 17:00"
        session.commit()


def test_an_empty_home_says_so(client_of, settled):
    assert "Hôm nay không có việc chờ" in text_of(client_of(Role.REGISTRAR).get("/home"))


def test_other_roles_have_other_first_pages(client_of, settled):
    assert client_of(Role.TEACHER).get("/home", status=302).location == "/today"
    assert client_of(Role.ADMINISTRATOR).get("/home", status=302).location == "/users"


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("ld-2026-001", PAGE),
        (learners.citizen_number(2), "/learners/2"),
        ("HV-2025-0003", "/learners/3"),
    ],
)
def test_what_can_only_be_one_opens_at_once(client_of, at_home, query, target):
    with at_home():
        filled()
    match = client_of(Role.REGISTRAR).get(f"/search?q={query}", status=302)
    assert match.location == target


def test_a_search_finds_people_and_classes_without_tone_marks(client_of, at_home):
    with at_home():
        filled()
    client = client_of(Role.REGISTRAR)
    assert "Trần B Bình" in text_of(client.get("/search?q=tran b binh"))
    assert CODE in text_of(client.get("/search?q=trong rau"))
    assert "Không tìm thấy" in text_of(client.get("/search?q=<script>"))
    assert "Cần tìm gì?" in text_of(client.get("/search"))


def test_a_search_stays_within_what_one_may_see(client_of, at_home):
    with at_home():
        filled()
    page = text_of(client_of(Role.TEACHER).get("/search?q=binh"))
    assert "Trần B Bình" not in page
    client_of(Role.TEACHER).get(f"/search?q={CODE}")
    client_of(Role.REGISTRAR, ELSEWHERE).get(f"/search?q={CODE}")
    client_of(Role.ADMINISTRATOR).get("/search?q=binh", status=403)


def test_a_learner_s_page_masks_the_number_and_shows_classes(client_of, at_home):
    with at_home():
        _row, places = filled()
        learner_id = places[0].learner_id
        learners.category(learner_id, PriorityCategory.POOR_HOUSEHOLD)
    client = client_of(Role.REGISTRAR)
    page = text_of(client.get(f"/learners/{learner_id}"))
    assert learners.citizen_number(1) not in page
    assert "••••••••0001" in page
    for shown in (CODE, "Hộ nghèo", "dự 1/1 buổi", f"/counter?learner={learner_id}", "Hiện"):
        assert shown in page
    client_of(Role.TEACHER).get(f"/learners/{learner_id}", status=403)
    client_of(Role.REGISTRAR, ELSEWHERE).get(f"/learners/{learner_id}", status=404)


def test_a_learner_s_page_asks_the_same_for_one_class_and_several(
    client_of, at_home, count_queries
):
    with at_home():
        _row, places = filled(1)
        learner_id = places[0].learner_id
    client = client_of(Role.REGISTRAR)
    queries = queries_of(client, count_queries, f"/learners/{learner_id}")
    with at_home():
        for number in range(2, 5):
            further = classes.training_class(f"LD-2026-{number:03}")
            enrolment.enrolment(further, learner_id)
    several = queries_of(client, count_queries, f"/learners/{learner_id}")
    assert queries == several
    assert several <= 12


def test_a_teacher_who_may_not_teach_the_class_is_named_with_the_article(client_of, at_home):
    with at_home():
        row = classes.training_class(CODE)
        row.homeroom_teacher.has_pedagogy = False
        teacher_id = row.homeroom_teacher_id
        db.session.commit()
    page = client_of(Role.REGISTRAR).get(f"{PAGE}/opening")
    assert "Đỗ Thị Lan chưa có chứng chỉ nghiệp vụ sư phạm" in text_of(page)
    assert "(TT 43/2026)" in text_of(page)
    assert f'href="/teachers/{teacher_id}"' in page.text


def test_a_step_sent_twice_leads_to_the_class(client_of, at_home):
    with at_home():
        classes.training_class(CODE, state=ClassState.CLOSED)
    client = client_of(Role.REGISTRAR)
    for step in ("opening", "finish", "close", "open"):
        assert client.post(f"{PAGE}/{step}").location == PAGE
    assert "Bước này đã làm rồi" in text_of(client.get(PAGE))
