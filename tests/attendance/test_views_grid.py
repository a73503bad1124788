"""The grid of a month: typed, saved at once, printed and exported."""

from datetime import date, time

import pytest

from tests import markup
from tests.factories import attendance, classes, enrolment, teachers
from tests.world import HOME
from vocational.access.roles import Role

CODE = "LD-2026-001"
URL = f"/classes/{CODE}/attendance"


@pytest.fixture(autouse=True)
def _the_day(freeze):
    freeze(attendance.NOW)


@pytest.fixture
def world(at_home):
    """Ids of yesterday's and today's session and of three learners."""
    with at_home():
        own = teachers.teacher(user_id=HOME.actor(Role.TEACHER).user_id)
        row = classes.training_class(CODE, homeroom=own)
        placed = enrolment.filled_class(row, 3)
        sessions = [
            attendance.class_session(row, on=date(2026, 10, day), starts_at=time(7, 30))
            for day in (5, 6, 7)
        ]
        return [session.id for session in sessions], [item.id for item in placed]


def form_of(session_ids, learner_ids, **changed):
    fields = {f"v{session_id_}": "1" for session_id_ in session_ids}
    fields |= {f"c{s}-{learner_id_}": "" for s in session_ids for learner_id_ in learner_ids}
    return fields | {key.replace("_", "-"): value for key, value in changed.items()}


def test_codes_are_saved_for_several_sessions_at_once(client_of, world):
    (past, now, _coming), ids = world
    client = client_of(Role.REGISTRAR)
    changed = {f"c{past}_{ids[0]}": "p", f"c{now}_{ids[1]}": "m 15", "reason": "Nhập bù"}
    client.post(URL, form_of((past, now), ids, **changed))
    shown = client.get(URL).text
    assert f'id="c{past}-{ids[0]}"' in shown
    assert 'value="P"' in shown
    assert 'value="M15"' in shown


def test_a_teacher_types_only_today(client_of, world):
    (past, now, coming), ids = world
    client = client_of(Role.TEACHER)
    shown = client.get(URL).text
    assert f'name="c{now}-{ids[0]}"' in shown
    assert f'name="c{past}-{ids[0]}"' not in shown
    assert f'name="c{coming}-{ids[0]}"' not in shown
    client.post(URL, form_of((now,), ids, **{f"c{now}_{ids[0]}": "K"}))
    forbidden = form_of((past,), ids, **{f"c{past}_{ids[0]}": "K"})
    assert "Chỉ giáo vụ được sửa" in client.post(URL, forbidden, status=422).text


@pytest.mark.parametrize("code", ["X", "M", "M240", "P5", "<b>"])
def test_an_unknown_code_is_told_and_kept(client_of, world, code):
    (_past, now, _coming), ids = world
    fields = form_of((now,), ids, **{f"c{now}_{ids[0]}": code})
    client_of(Role.TEACHER).post(URL, fields, status=422)


def test_a_session_is_ticked_as_held_with_everybody_there(client_of, world):
    (_past, now, _coming), ids = world
    client = client_of(Role.TEACHER)
    client.post(URL, form_of((now,), ids, held=str(now)))
    present = markup.elements(client.get(URL).text, "tfoot td")
    assert "3" in [markup.text_of(cell).strip() for cell in present]


def test_an_older_grid_does_not_overwrite(client_of, world):
    (_past, now, _coming), ids = world
    client_of(Role.REGISTRAR).post(URL, form_of((now,), ids, **{f"c{now}_{ids[0]}": "K"}))
    mine = form_of((now,), ids, **{f"c{now}_{ids[0]}": "P"})
    shown = client_of(Role.TEACHER).post(URL, mine, status=422).text
    assert "đã lưu: K" in shown
    assert 'value="P"' in shown


def test_the_month_is_printed_and_exported(client_of, world):
    client = client_of(Role.DIRECTOR)
    assert client.get(f"{URL}?format=pdf").data.startswith(b"%PDF")
    assert client.get(f"{URL}?format=xlsx").mimetype.endswith("sheet")
    assert "Lưu điểm danh" not in client.get(f"{URL}?module=MĐ01").text


def test_an_empty_class_says_what_comes_next(client_of, at_home):
    with at_home():
        classes.training_class("LD-2026-002")
    assert (
        "Chưa có buổi học" in client_of(Role.REGISTRAR).get("/classes/LD-2026-002/attendance").text
    )


def test_the_grid_costs_the_same_for_3_and_35_learners(client_of, at_home, world, count_queries):
    with at_home():
        many = classes.training_class("LD-2026-035", capacity=35)
        placed = enrolment.filled_class(many, 35, first=100)
        for day in (1, 2, 5, 6):
            attendance.taken(attendance.class_session(many, on=date(2026, 10, day)), placed)
    client = client_of(Role.REGISTRAR)
    counted = []
    for code in (CODE, "LD-2026-035"):
        with count_queries() as statements:
            client.get(f"/classes/{code}/attendance")
        counted.append(len(statements))
    assert counted[0] == counted[1]
