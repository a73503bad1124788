"""Papers to see to before classes begin: of a class, of all, printed, as a spreadsheet."""

import io
from datetime import date, timedelta

import pytest
import python_calamine

from tests.documents.reading import text_of as words_of
from tests.factories import applications, classes, enrolment, learners
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.clock import today

PAGE = "/classes/LD-2026-001/evidence"
POOR = PriorityCategory.POOR_HOUSEHOLD


def _class(code="LD-2026-001", *, first=1, people=3, begins=10):
    starts_on = today() + timedelta(begins)
    row = classes.training_class(
        code, state=ClassState.OPEN, capacity=90, starts_on=starts_on,
        ends_on=starts_on + timedelta(60),
    )  # fmt: skip
    for place in enrolment.filled_class(row, people, first=first):
        learners.category(place.learner_id, paper_number="", valid_from=None, valid_to=None)
    return row


@pytest.fixture
def filled(at_home):
    with at_home():
        row = _class()
        expired = enrolment.enrolment(row, number=10).learner_id
        learners.category(expired, valid_from=None, valid_to=today() - timedelta(1))
        early = enrolment.enrolment(row, number=11).learner_id
        learners.category(early, valid_from=None, valid_to=today() + timedelta(5))
        good = enrolment.enrolment(row, number=12).learner_id
        learners.category(good, valid_from=None, valid_to=today() + timedelta(400))
        applied = applications.application(row, 20, category=POOR)
        applied.categories[0].paper_number = ""
        learners.db.session.commit()


def test_a_class_shows_what_is_lacking_and_where_it_is_mended(client_of, filled):
    page = client_of(Role.REGISTRAR).get(PAGE).text
    for shown in ("chưa nộp giấy tờ", "hết hạn", "lớp khai giảng", "Người nộp đơn", "0912345678"):
        assert shown in page
    assert learners.full_name(12) not in page
    assert page.count(">Sửa</a>") == 6


@pytest.mark.parametrize(
    ("query", "count"),
    [("?worth=missing", 4), ("?worth=expired", 1), ("?worth=ends_before", 1), ("?worth=x", 6),
     ("?who=applicant", 1), ("?who=learner", 5), ("?q=khong%20co", 0), ("?page=99", 6)],
)  # fmt: skip
def test_the_list_of_a_class_is_filtered(client_of, filled, query, count):
    assert client_of(Role.REGISTRAR).get(f"{PAGE}{query}").text.count(">Sửa</a>") == count


def test_the_head_of_the_class_counts_the_same_and_leads_there(client_of, filled):
    page = client_of(Role.REGISTRAR).get("/classes/LD-2026-001").text
    assert f'href="{PAGE}?worth=missing"' in page
    assert f'href="{PAGE}"' in page
    assert "2 giấy tờ hết hạn" in page


def test_an_older_paper_that_holds_on_the_first_day_is_enough(client_of, at_home):
    with at_home():
        row = _class(people=0)
        learner_id = enrolment.enrolment(row).learner_id
        learners.category(learner_id, valid_from=None, valid_to=today() + timedelta(100))
        later = today() + timedelta(101)
        learners.category(learner_id, valid_from=later, valid_to=later + timedelta(300))
    client = client_of(Role.REGISTRAR)
    assert "Giấy tờ đã đủ" in client.get(PAGE).text
    assert "giấy tờ hết hạn" not in client.get("/classes/LD-2026-001").text


def test_the_class_list_judges_the_same_paper(client_of, at_home):
    with at_home():
        row = _class(people=0)
        learner_id = enrolment.enrolment(row).learner_id
        learners.category(learner_id, valid_from=None, valid_to=row.ends_on + timedelta(100))
        learners.category(learner_id, paper_number="")
    client = client_of(Role.REGISTRAR)
    assert "Giấy tờ đã đủ" in client.get(PAGE).text
    page = client.get("/classes/LD-2026-001").text
    assert page.count("Hộ nghèo") == 1
    assert "Giấy tờ cần xử lý" not in page


def test_the_page_of_all_classes_leaves_out_those_far_off(client_of, at_home):
    with at_home():
        _class(people=1)
        _class("LD-2026-002", first=5, people=1, begins=60)
    page = client_of(Role.REGISTRAR).get("/evidence").text
    assert "LD-2026-001" in page
    assert "LD-2026-002" not in page
    assert "Giấy tờ cần xử lý" in client_of(Role.REGISTRAR).get("/home").text


def test_many_people_cost_no_more_queries_than_few(client_of, at_home, count_queries):
    client = client_of(Role.REGISTRAR)
    with at_home():
        _class(people=2)
        _class("LD-2026-002", first=100, people=60)
    client.get(PAGE)
    with count_queries() as few:
        client.get(PAGE)
    with count_queries() as many:
        client.get("/classes/LD-2026-002/evidence")
    assert len(few) == len(many)


def test_the_list_is_printed_with_telephone_numbers(client_of, filled):
    printed = words_of(client_of(Role.REGISTRAR).get(f"{PAGE}.pdf").data)
    for shown in ("DANH SÁCH GIẤY TỜ CẦN BỔ SUNG", "0912345678", "Đã hết hạn", "6 giấy tờ"):
        assert shown in printed


def test_the_spreadsheet_holds_telephone_numbers_as_text(client_of, filled):
    for page in (PAGE, "/evidence"):
        answer = client_of(Role.REGISTRAR).get(f"{page}?format=xlsx")
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
        rows = book.get_sheet_by_index(0).to_python()
        assert len(rows) == 7
        assert rows[1][3] == "0912345678"
        assert isinstance(rows[1][1], date)


def test_a_teacher_sees_no_papers(client_of, filled):
    client_of(Role.TEACHER).get(PAGE, status=403)
    client_of(Role.TEACHER).get("/evidence", status=403)
