"""The sheet of a session on the page."""

from datetime import date

import pytest

from tests import markup
from tests.factories import attendance, classes, enrolment, teachers
from tests.world import HOME
from vocational.access.roles import Role
from vocational.attendance.rules.standing import AttendanceState


@pytest.fixture(autouse=True)
def _on_the_day(freeze):
    freeze(attendance.NOW)


@pytest.fixture
def world(at_home):
    """Ids of a session of the teacher's own class and of its three learners."""
    with at_home():
        own = teachers.teacher(user_id=HOME.actor(Role.TEACHER).user_id)
        training_class = classes.training_class(homeroom=own)
        placed = enrolment.filled_class(training_class, 3)
        lesson = attendance.class_session(training_class)
        return lesson.id, [item.id for item in placed]


def form_of(learner_ids, version=1, **changed):
    fields = {"version": str(version)}
    for learner_id in learner_ids:
        fields |= {f"s{learner_id}": "present", f"m{learner_id}": "", f"n{learner_id}": ""}
    return fields | changed


def test_the_sheet_is_saved_and_shown_as_saved(client_of, world):
    session_id, ids = world
    client = client_of(Role.TEACHER)
    url = f"/sessions/{session_id}/attendance"
    assert "3 có mặt · 0 muộn" in client.get(url).text
    changed = {f"s{ids[1]}": "late", f"m{ids[1]}": "15", f"n{ids[1]}": "Đưa con đi tiêm"}
    client.post(url, form_of(ids, **changed))
    page = client.get(url).text
    assert "2 có mặt · 1 muộn" in page
    assert "Đưa con đi tiêm" in page


@pytest.mark.parametrize(
    ("minutes", "said"),
    [("", "số phút vắng"), ("240", "240 phút"), ("mười", "số nguyên"), ("-5", "số nguyên")],
)
def test_wrong_minutes_are_told_at_the_learner_and_kept(client_of, world, minutes, said):
    session_id, ids = world
    fields = form_of(ids, **{f"s{ids[0]}": "late", f"m{ids[0]}": minutes, f"n{ids[0]}": "<b>"})
    url = f"/sessions/{session_id}/attendance"
    page = client_of(Role.TEACHER).post(url, fields, status=422).text
    assert said in page
    assert "&lt;b&gt;" in page
    assert f'aria-describedby="x{ids[0]}"' in page


def test_both_versions_are_shown_when_two_teachers_save(client_of, world):
    session_id, ids = world
    url = f"/sessions/{session_id}/attendance"
    client_of(Role.REGISTRAR).post(url, form_of(ids, **{f"s{ids[0]}": "unexcused"}))
    client = client_of(Role.TEACHER)
    mine = form_of(ids, **{f"s{ids[0]}": "excused"})
    page = client.post(url, mine, status=422).text
    assert "registrar đã lưu" in page
    assert markup.elements(page, f'#s{ids[0]}e[value="excused"][checked]')
    client.post(url, mine | {"version": "2"})


def test_the_history_says_in_words_what_was_corrected(client_of, world):
    session_id, ids = world
    client = client_of(Role.REGISTRAR)
    url = f"/sessions/{session_id}/attendance"
    client.post(url, form_of(ids, **{f"s{ids[0]}": "late", f"m{ids[0]}": "15"}))
    client.post(url, form_of(ids, **{f"s{ids[0]}": "unexcused"}) | {"version": "2"})
    told = client.get("/audit").text
    assert "đi muộn, Thời gian vắng 15 phút" in told
    assert "vắng không phép" in told


def test_an_earlier_day_is_read_only_for_the_teacher(client_of, world, freeze):
    session_id, _ids = world
    freeze(date(2026, 10, 8))
    url = f"/sessions/{session_id}/attendance"
    assert "<form" not in client_of(Role.TEACHER).get(url).text
    assert 'name="reason"' in client_of(Role.REGISTRAR).get(url).text


def test_who_may_open_the_sheet(client_of, world, at_home):
    session_id, _ids = world
    url = f"/sessions/{session_id}/attendance"
    client_of(Role.DIRECTOR).get(url)
    client_of(Role.ADMINISTRATOR).get(url, status=403)
    client_of(None).get(url, status=302)
    with at_home():
        other = classes.training_class("LD-2026-009", homeroom=teachers.teacher("Trần Văn Khác"))
        foreign = attendance.class_session(other).id
    client_of(Role.TEACHER).get(f"/sessions/{foreign}/attendance", status=403)
    client_of(Role.REGISTRAR).get("/sessions/999999/attendance", status=404)


def test_a_sheet_costs_the_same_for_3_and_35_learners(client_of, at_home, count_queries):
    with at_home():
        own = teachers.teacher(user_id=HOME.actor(Role.TEACHER).user_id)
        few = classes.training_class("LD-2026-011", homeroom=own)
        many = classes.training_class("LD-2026-012", homeroom=own, capacity=35)
        few_ids = [item.id for item in enrolment.filled_class(few, 3)]
        many_ids = [item.id for item in enrolment.filled_class(many, 35, first=10)]
        sessions = [attendance.class_session(item).id for item in (few, many)]
    client = client_of(Role.TEACHER)
    counted = []
    for session_id, ids in zip(sessions, (few_ids, many_ids), strict=True):
        url = f"/sessions/{session_id}/attendance"
        with count_queries() as reading:
            client.get(url)
        with count_queries() as saving:
            client.post(url, form_of(ids, **{f"s{ids[0]}": AttendanceState.UNEXCUSED.value}))
        with count_queries() as changing:
            fields = form_of(ids, 2, **{f"s{ids[1]}": "late", f"m{ids[1]}": "5"})
            client.post(url, fields)
        counted.append((len(reading), len(saving), len(changing)))
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 10
