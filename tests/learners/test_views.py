"""The list of learners and the page that changes one."""

import io

import pytest
import python_calamine

from tests.factories import classes, enrolment, learners
from tests.world import COMMUNE
from vocational.access.roles import Role
from vocational.audit import queries as audit
from vocational.learners import queries


def _form(**changes):
    return {
        "version": "1",
        "full_name": "Nguyễn Thị Hoà",
        "birth_date": "1990",
        "sex": "female",
        "commune": "Xã Phúc Thọ, Hà Nội",
        "commune_code": COMMUNE,
        "hamlet": "Thôn 2",
        "phone": "0912345678",
        "schooling_code": "lower_secondary",
        "ethnic_group": "Kinh",
    } | changes


def test_the_list_shows_learners_with_classes_and_masked_numbers(client_of, at_home):
    with at_home():
        row = learners.learner(1, name="Nguyễn Thị Hoà")
        enrolment.enrolment(classes.training_class(), row.id)
        learners.category(row.id)
    page = client_of(Role.REGISTRAR).get("/learners?q=hoa").get_data(as_text=True)
    assert "LD-2026-001" in page
    assert "••••0001" in page
    assert learners.citizen_number(1) not in page


@pytest.mark.parametrize(
    "query", ["?q=%00", "?q=" + "x" * 500, "?sort=x&page=999999&per_page=7", "?class_state=none"]
)
def test_any_address_of_the_list_answers(client_of, at_home, query):
    with at_home():
        learners.learner(1)
    client_of(Role.REGISTRAR).get(f"/learners{query}")


def test_the_list_takes_as_many_queries_for_three_as_for_sixty(client_of, at_home, count_queries):
    client = client_of(Role.REGISTRAR)
    with at_home():
        training_class = classes.training_class(capacity=70)
        for row in enrolment.filled_class(training_class, 3):
            learners.category(row.learner_id)
    with count_queries() as few:
        client.get("/learners?per_page=100")
    with at_home():
        for row in enrolment.filled_class(training_class, 60, first=10):
            learners.category(row.learner_id)
    with count_queries() as many:
        client.get("/learners?per_page=100")
    assert len(few) == len(many) <= 8


def test_a_spreadsheet_holds_numbers_as_text_and_its_export_is_kept(client_of, at_home):
    with at_home():
        learners.learner(1)
    answer = client_of(Role.REGISTRAR).get("/learners?format=xlsx")
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[1][4] == learners.citizen_number(1)
    with at_home():
        (record,) = audit.history_of("institutions", 1)
        assert (record.action, record.after) == ("learner.numbers_exported", {"learners": 1})


def test_a_change_keeps_the_citizen_number_that_is_not_shown(client_of, at_home):
    with at_home():
        learner_id = learners.learner(1).id
    client = client_of(Role.REGISTRAR)
    page = client.get(f"/learners/{learner_id}/edit").get_data(as_text=True)
    assert learners.citizen_number(1) not in page
    client.post(f"/learners/{learner_id}/edit", _form(note="Đi xe buýt"))
    with at_home():
        row = queries.learner(learner_id)
        assert (row.full_name, row.only_birth_year, row.note) == (
            "Nguyễn Thị Hoà",
            True,
            "Đi xe buýt",
        )
        assert row.citizen_number == learners.citizen_number(1)


def test_an_older_copy_is_refused_and_what_was_typed_is_kept(client_of, at_home):
    with at_home():
        learner_id = learners.learner(1).id
    client = client_of(Role.REGISTRAR)
    client.post(f"/learners/{learner_id}/edit", _form(hamlet="Thôn 7"))
    page = client.post(f"/learners/{learner_id}/edit", _form(hamlet="Thôn 8"), status=422)
    assert "Thôn 8" in page.get_data(as_text=True)


def test_a_number_is_shown_in_full_only_by_a_recorded_post(client_of, at_home):
    with at_home():
        learner_id = learners.learner(1).id
    url = f"/learners/{learner_id}/citizen-number"
    client_of(Role.REGISTRAR).get(url, status=405)
    page = client_of(Role.DIRECTOR).post(url, status=200).get_data(as_text=True)
    assert learners.citizen_number(1) in page
    client_of(Role.TEACHER).post(url, status=403)
    with at_home():
        (record,) = audit.history_of("learners", learner_id)
        assert record.action == "learner.number_revealed"


def test_another_institution_s_learner_is_not_there(client_of, at_elsewhere):
    with at_elsewhere():
        learner_id = learners.learner(1).id
    client = client_of(Role.REGISTRAR)
    client.get(f"/learners/{learner_id}/edit", status=404)
    client.post(f"/learners/{learner_id}/citizen-number", status=404)
    assert "Nguyễn" not in client.get("/learners").get_data(as_text=True)


def test_codes_of_papers_and_schooling_are_words_in_the_history(client_of, at_home):
    with at_home():
        learner_id = learners.learner(1).id
    client = client_of(Role.REGISTRAR)
    client.post(f"/learners/{learner_id}/edit", _form(schooling_code="primary"))
    page = client.get(f"/learners/{learner_id}").get_data(as_text=True)
    assert "Tốt nghiệp tiểu học" in page.partition("Lịch sử thay đổi")[2]
