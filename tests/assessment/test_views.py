"""Pages of results, marks and recognition."""

from decimal import Decimal

import pytest

from tests.factories import assessment, attendance, catalogue, classes, enrolment, teachers
from tests.world import HOME
from vocational.access.roles import Role
from vocational.assessment.queries import marks as mark_queries
from vocational.assessment.queries import recognition as recognition_queries
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.timetable.rules.sessions import SessionKind

CODE = "LD-2026-001"
MARKS = f"/classes/{CODE}/results/MĐ01"


@pytest.fixture(autouse=True)
def _after_the_class(freeze):
    freeze(assessment.DECIDED_ON)


@pytest.fixture
def ids(at_home):
    """Enrolments of the teacher's running class; all attended the first module."""
    with at_home():
        own = teachers.teacher(user_id=HOME.actor(Role.TEACHER).user_id)
        row = classes.training_class(CODE, homeroom=own, state=ClassState.RUNNING)
        placed = enrolment.filled_class(row, 3)
        module = row.course_version.modules[0]
        for kind, minutes in (
            (SessionKind.THEORY, module.theory_minutes),
            (SessionKind.PRACTICE, module.practice_minutes),
        ):
            attendance.taken(attendance.class_session(row, kind=kind, minutes=minutes), placed)
        return [item.id for item in placed]


def token_of(at_home, place=0):
    with at_home():
        match = db.session.query(TrainingClass).filter_by(code=CODE).one()
        module = match.course_version.modules[place]
        return mark_queries.fingerprint(mark_queries.marks_of_module(match.id, module.id))


def form_of(at_home, ids, **changed):
    fields = {"token": token_of(at_home)}
    for id_ in ids:
        fields |= {f"{name}-{id_}": "" for name in ("r1", "r2", "p1", "e1", "e2")}
    return fields | {key.replace("_", "-"): value for key, value in changed.items()}


def test_marks_with_comma_and_point_are_saved(client_of, at_home, ids):
    client = client_of(Role.TEACHER)
    first = ids[0]
    changed = {f"r1_{first}": "7,5", f"p1_{first}": "8.5", f"e1_{first}": "6"}
    client.post(MARKS, form_of(at_home, ids, **changed))
    page = client.get(MARKS).text
    assert 'value="7,5"' in page
    assert 'value="8,5"' in page
    assert "<b>6,9</b>" in page


@pytest.mark.parametrize("typed", ["11", "7,55", "bảy", "-1", "<script>", "1e1"])
def test_an_unreadable_mark_is_told_and_everything_kept(client_of, at_home, ids, typed):
    fields = form_of(at_home, ids, **{f"r1_{ids[0]}": typed, f"r1_{ids[1]}": "9"})
    page = client_of(Role.TEACHER).post(MARKS, fields, status=422).text
    assert f'href="#r1-{ids[0]}"' in page
    assert 'value="9"' in page
    assert token_of(at_home) == fields["token"]


def test_both_versions_are_shown_when_two_people_save(client_of, at_home, ids):
    mine = form_of(at_home, ids, **{f"r1_{ids[0]}": "9"})
    theirs = form_of(at_home, ids, **{f"r1_{ids[0]}": "4"})
    client_of(Role.REGISTRAR).post(MARKS, theirs)
    page = client_of(Role.TEACHER).post(MARKS, mine, status=422).text
    assert 'value="9"' in page
    assert "đã lưu: 4" in page


def test_who_is_below_the_limits_needs_a_reason(client_of, at_home, ids):
    url = MARKS.replace("MĐ01", "MĐ02")
    fields = {"token": token_of(at_home, 1), f"r1-{ids[0]}": "8", f"e1-{ids[0]}": "8"}
    client = client_of(Role.TEACHER)
    page = client.post(url, fields, status=422).text
    assert f'id="o-{ids[0]}"' in page
    client.post(url, fields | {f"o-{ids[0]}": "Giám đốc cho phép"})
    assert "Giám đốc cho phép" in client.get(url).text


def test_a_foreign_learner_is_refused(client_of, at_home, ids):
    fields = form_of(at_home, ids, **{"r1_99999": "9"})
    client_of(Role.TEACHER).post(MARKS, fields, status=422)


def test_under_three_months_modules_are_passed_or_not(client_of, at_home):
    with at_home():
        short = classes.training_class(
            "LD-2026-050", version=catalogue.short_course(), state=ClassState.RUNNING
        )
        placed = enrolment.filled_class(short, 1)[0].id
    url = "/classes/LD-2026-050/results/MĐ01"
    client = client_of(Role.REGISTRAR)
    page = client.get(url).text
    assert "Lần 3" in page
    assert "được kiểm tra lại 2 lần" in page
    token = mark_queries.fingerprint([])
    client.post(url, {"token": token, f"e1-{placed}": "no", f"e2-{placed}": "yes"})
    assert 'value="yes" selected' in client.get(url).text
    assert "đạt" in client.get("/classes/LD-2026-050/results").text


def test_the_results_page_its_sheet_and_paper(client_of, at_home, ids):
    client = client_of(Role.REGISTRAR)
    assert "chưa xong" in client.get(f"/classes/{CODE}/results").text
    sheet = client.get(f"/classes/{CODE}/results?format=xlsx")
    assert sheet.mimetype.endswith("sheet")
    paper = client.get(f"/classes/{CODE}/results?format=pdf")
    assert paper.data.startswith(b"%PDF")


def test_discipline_is_noted_with_a_reason(client_of, ids):
    client = client_of(Role.REGISTRAR)
    url = f"/classes/{CODE}/results/discipline/{ids[0]}"
    client.get(url)
    client.post(url, {"discipline": "warning", "reason": ""}, status=422)
    client.post(url, {"discipline": "warning", "reason": "QĐ 12 ngày 05/12/2026"})
    assert "Cảnh cáo" in client.get(f"/classes/{CODE}/results").text
    client_of(Role.TEACHER).get(url, status=403)


def test_from_the_list_to_the_signed_paper(client_of, at_home, ids):
    with at_home():
        row = db.session.query(TrainingClass).filter_by(code=CODE).one()
        placed = [db.session.get(Enrolment, id_) for id_ in ids[:2]]
        assessment.all_passed(row, placed, Decimal("8.4"))
        class_id = row.id
    base = f"/classes/{CODE}/recognition"
    registrar, director = client_of(Role.REGISTRAR), client_of(Role.DIRECTOR)
    assert "Chưa đủ điều kiện (1)" in registrar.get(base).text
    registrar.post(f"{base}/prepare", {"offered": [str(i) for i in ids[:2]], "ids": [str(ids[0])]})
    with at_home():
        waiting = recognition_queries.prepared_decision(class_id)
        assert [entry.enrolment_id for entry in waiting.entries] == ids[:1]
        decision_id, version = waiting.id, waiting.version
    decide = f"{base}/{decision_id}/decide"
    assert "1/QĐ-TTGDNN" in director.get(decide).text
    fields = {"number": "125/QĐ-TTGDNN", "signatory_id": "1", "version": str(version)}
    early = director.post(decide, fields | {"decided_on": "01/10/2026"}, status=422).text
    assert "Quyết định không được ghi ngày trước đó" in early
    director.post(decide, fields | {"decided_on": "18/01/2027"})
    assert "125/QĐ-TTGDNN" in registrar.get(base).text
    paper = registrar.get(f"{base}/{decision_id}/decision.pdf")
    assert paper.data.startswith(b"%PDF")
    registrar.get(decide, status=403)
    with at_home() as session:
        session.get(Enrolment, ids[0]).learner.full_name = "Tên Đã Sửa"
        session.commit()
    assert registrar.get(f"{base}/{decision_id}/decision.pdf").data == paper.data


def test_who_may_see_results(client_of, at_home, ids):
    client_of(Role.TEACHER).get(f"/classes/{CODE}/results")
    client_of(Role.DIRECTOR).get(MARKS)
    client_of(Role.ADMINISTRATOR).get(MARKS, status=403)
    with at_home():
        classes.training_class("LD-2026-009", homeroom=teachers.teacher("Trần Văn Khác"))
    client_of(Role.TEACHER).get("/classes/LD-2026-009/results", status=403)
    client_of(Role.REGISTRAR).get(f"/classes/{CODE}/results/KHONG", status=404)
    client_of(Role.REGISTRAR).get("/classes/KHONG/results", status=404)


def test_pages_cost_the_same_for_3_and_35_learners(client_of, at_home, ids, count_queries):
    with at_home():
        many = classes.training_class("LD-2026-035", capacity=35, state=ClassState.RUNNING)
        enrolment.filled_class(many, 35, first=100)
    client = client_of(Role.REGISTRAR)
    for path in ("results", "results/MĐ01", "recognition"):
        counted = []
        for code in (CODE, "LD-2026-035"):
            with count_queries() as statements:
                client.get(f"/classes/{code}/{path}")
            counted.append(len(statements))
        assert counted[0] == counted[1], path
