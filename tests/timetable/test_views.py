"""Pages of the timetable."""

from datetime import date

import pytest

from tests.factories import catalogue, classes, teachers
from vocational.access.roles import Role
from vocational.classes.rules import ClassState
from vocational.timetable import queries
from vocational.timetable.services import sessions
from vocational.timetable.services.requests import ScheduleChoice

TODAY = date(2026, 9, 20)
CODE = "LD-2026-001"
SATURDAY = "10/10/2026"


@pytest.fixture
def laid_out(at_home, registrar, teacher):
    with at_home():
        homeroom = teachers.teacher(user_id=teacher.user_id)
        row = classes.training_class(CODE, capacity=35, homeroom=homeroom)
        sessions.schedule_sessions(registrar, row.id, ScheduleChoice(), TODAY)
        return queries.sessions_of_class(row.id)


def form_of(session, **changes):
    return {
        "module_id": str(session.module_id),
        "kind": session.kind.value,
        "group_id": str(session.group_id or ""),
        "on_date": session.on_date.strftime("%d/%m/%Y"),
        "starts_at": session.starts_at.strftime("%H:%M"),
        "ends_at": session.ends_at.strftime("%H:%M"),
        "place": session.place,
        "teacher_id": str(session.teacher_id or ""),
        "topic": "",
        "version": str(session.version),
    } | changes


def test_a_class_without_sessions_leads_to_laying_out(client_of, at_home):
    with at_home():
        classes.training_class(CODE)
    client = client_of(Role.REGISTRAR)
    assert f"/classes/{CODE}/sessions/layout" in client.get(f"/classes/{CODE}/sessions").text


def test_the_preview_saves_nothing_and_saving_does(client_of, at_home):
    with at_home():
        row = classes.training_class(CODE, capacity=35)
    client = client_of(Role.REGISTRAR)
    client.get(f"/classes/{CODE}/sessions/layout")
    client.get(f"/classes/{CODE}/sessions/layout?practice_mode=parallel")
    client.get(f"/classes/{CODE}/sessions/layout?practice_mode=nonsense")
    with at_home():
        assert queries.sessions_of_class(row.id) == []
    answer = client.post(
        f"/classes/{CODE}/sessions/layout",
        {"practice_mode": "parallel", "sets_last_day": "y"},
    )
    assert answer.location.startswith(f"/classes/{CODE}/sessions?week=")
    with at_home():
        assert len(queries.sessions_of_class(row.id)) > 50
    client.get(answer.location)


def test_a_class_without_times_says_where_to_add_them(client_of, at_home):
    with at_home():
        classes.training_class(CODE, week=())
    client = client_of(Role.REGISTRAR)
    assert f"/classes/{CODE}/edit#slots" in client.get(f"/classes/{CODE}/sessions/layout").text
    client.post(f"/classes/{CODE}/sessions/layout", status=422)


def test_a_week_all_weeks_and_the_spreadsheet_are_shown(client_of, laid_out):
    client = client_of(Role.DIRECTOR)
    page = client.get(f"/classes/{CODE}/sessions?week=2026-10-07").text
    assert "05/10/2026" in page
    assert "/layout" not in page
    client.get(f"/classes/{CODE}/sessions?week=all")
    client.get(f"/classes/{CODE}/sessions?week=0001-01-01")
    client.get(f"/classes/{CODE}/sessions?week=%00")
    sheet = client.get(f"/classes/{CODE}/sessions?format=xlsx")
    assert sheet.mimetype.endswith("spreadsheetml.sheet")


def test_a_session_is_moved_called_off_and_made_up(client_of, laid_out, at_home):
    client, first = client_of(Role.REGISTRAR), laid_out[0]
    client.get(f"/sessions/{first.id}")
    client.post(f"/sessions/{first.id}", form_of(first, on_date=SATURDAY))
    client.get(f"/sessions/{first.id}/cancel")
    client.post(f"/sessions/{first.id}/cancel", {"reason": ""}, status=422)
    client.post(f"/sessions/{first.id}/cancel", {"reason": "Mưa lũ"})
    client.post(f"/sessions/{first.id}/cancel", {"reason": "Mưa lũ"}, status=422)
    page = client.get(f"/classes/{CODE}/sessions").text
    assert f"makes_up={first.id}" in page
    client.get(f"/sessions/{first.id}")
    client.get(f"/classes/{CODE}/sessions/new?makes_up={first.id}")
    client.post(
        f"/classes/{CODE}/sessions/new?makes_up={first.id}",
        form_of(first, on_date="17/10/2026"),
    )
    with at_home():
        assert [s.on_date for s in queries.made_up_by(first.id)] == [date(2026, 10, 17)]
    assert f"makes_up={first.id}" not in client.get(f"/classes/{CODE}/sessions").text


@pytest.mark.parametrize(
    "change",
    [
        {"on_date": "31/02/2026"},
        {"on_date": ""},
        {"on_date": "01/01/2027"},
        {"on_date": "06/10/2026"},
        {"starts_at": "7 giờ"},
        {"ends_at": "07:00"},
        {"module_id": "999"},
        {"group_id": "999"},
        {"teacher_id": "999"},
        {"kind": "dance"},
        {"topic": "t" * 201},
        {"version": "7"},
    ],
)
def test_bad_input_is_named_and_kept(client_of, laid_out, change):
    first = laid_out[0]
    page = (
        client_of(Role.REGISTRAR)
        .post(f"/sessions/{first.id}", form_of(first, **change), status=422)
        .text
    )
    assert "v-errors" in page


def test_a_teacher_sees_own_timetables_and_the_day(client_of, laid_out, at_home):
    with at_home():
        classes.training_class(
            "LD-2026-002", homeroom=teachers.teacher("Lê Văn Bình"), state=ClassState.RUNNING
        )
    client = client_of(Role.TEACHER)
    client.get(f"/classes/{CODE}/sessions")
    client.get("/classes/LD-2026-002/sessions", status=403)
    client.get(f"/sessions/{laid_out[0].id}", status=403)
    day = client.get("/today?day=2026-10-05").text
    assert CODE in day
    assert "day=2026-10-05" in client.get("/today?day=2026-10-04").text
    client.get("/today")


def test_only_those_who_see_sessions_see_the_day(client_of):
    client_of(Role.ADMINISTRATOR).get("/today", status=403)
    client_of(Role.REGISTRAR).get("/today")


def test_a_timetable_of_elsewhere_is_not_found(client_of, at_elsewhere, stranger):
    with at_elsewhere():
        row = classes.training_class("XX-2026-001")
        sessions.schedule_sessions(stranger, row.id, ScheduleChoice(), TODAY)
        session_id = queries.sessions_of_class(row.id)[0].id
    client = client_of(Role.REGISTRAR)
    for path in (
        "/classes/XX-2026-001/sessions",
        "/classes/XX-2026-001/sessions/layout",
        "/classes/XX-2026-001/sessions/new",
        f"/sessions/{session_id}",
        f"/sessions/{session_id}/cancel",
    ):
        client.get(path, status=404)


@pytest.mark.parametrize("capacity", [10, 90])
def test_pages_take_the_same_queries_for_one_group_and_for_five(
    client_of, at_home, registrar, count_queries, capacity
):
    with at_home():
        version = catalogue.short_course()
        row = classes.training_class(CODE, version=version, capacity=capacity)
        sessions.schedule_sessions(registrar, row.id, ScheduleChoice(), TODAY)
    client = client_of(Role.REGISTRAR)
    client.get(f"/classes/{CODE}/sessions")
    counts = []
    for path in (f"/classes/{CODE}/sessions?week=2026-10-05", "/today?day=2026-10-05"):
        with count_queries() as statements:
            client.get(path)
        counts.append(len(statements))
    assert counts[0] <= 15, counts
    assert counts[1] <= 6, counts
