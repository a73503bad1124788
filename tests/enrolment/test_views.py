"""Papers of an enrolment, withdrawal, and moving between practice groups."""

import io
from datetime import date

import pypdf
import pytest

from tests.factories import classes, enrolment, learners
from vocational.access.roles import Role
from vocational.audit import queries as audit
from vocational.enrolment.queries import enrolments, seats
from vocational.enrolment.rules.seats import EnrolmentState


@pytest.fixture(autouse=True)
def _on_a_fixed_day(freeze):
    freeze(date(2026, 10, 2))


@pytest.fixture
def place(at_home):
    with at_home():
        row = learners.learner(1, name="Nguyễn Thị Hoà")
        learners.category(row.id)
        return enrolment.enrolment(classes.training_class(capacity=36), row.id)


def _text(answer):
    reader = pypdf.PdfReader(io.BytesIO(answer.data))
    return " ".join(page.extract_text() for page in reader.pages)


def test_the_application_holds_what_was_typed_and_its_number_is_a_recorded_look(
    client_of, at_home, place
):
    answer = client_of(Role.REGISTRAR).get(f"/enrolments/{place.id}/application.pdf")
    text = _text(answer)
    for part in ("Nguyễn Thị Hoà", learners.citizen_number(1), "Trồng rau an toàn", "Thôn 3"):
        assert part in text
    with at_home():
        assert audit.history_of("learners", place.learner_id)[0].action == "learner.number_revealed"


def test_a_learner_card_names_the_class(client_of, place):
    text = _text(client_of(Role.REGISTRAR).get(f"/enrolments/{place.id}/learner-card.pdf"))
    assert "LD-2026-001" in text
    assert "HV-2025-0001" in text


def test_a_withdrawal_needs_a_day_and_a_reason(client_of, at_home, place):
    client = client_of(Role.REGISTRAR)
    url = f"/enrolments/{place.id}/withdraw"
    client.get(url)
    client.post(url, {"withdrawn_on": "31/02/2026", "reason": "work"}, status=422)
    client.post(url, {"withdrawn_on": "01/01/2020", "reason": "work"}, status=422)
    client.post(url, {"withdrawn_on": "01/10/2026", "reason": "other"}, status=422)
    client.post(url, {"withdrawn_on": "01/10/2026", "reason": "x"}, status=422)
    client.post(url, {"withdrawn_on": "01/10/2026", "reason": "work"})
    with at_home():
        assert enrolments.enrolment(place.id).state is EnrolmentState.WITHDRAWN


def test_selected_learners_move_to_a_group(client_of, at_home, place):
    form = {"class_id": str(place.class_id), "group": "2", "ids": [str(place.id), "x"]}
    answer = client_of(Role.REGISTRAR).post("/enrolments/move", form)
    assert answer.location == "/classes/LD-2026-001"
    with at_home():
        assert enrolments.enrolment(place.id).practice_group.number == 2
    client_of(Role.REGISTRAR).post("/enrolments/move", {**form, "group": "9"}, status=422)


def test_teachers_withdraw_nobody(client_of, place):
    client_of(Role.TEACHER).get(f"/enrolments/{place.id}/withdraw", status=403)


def test_a_learner_is_moved_to_another_class(client_of, at_home, place):
    with at_home():
        other = classes.training_class("LD-2026-002")
        other_id = other.id
    client = client_of(Role.REGISTRAR)
    url = f"/enrolments/{place.id}/transfer"
    assert "LD-2026-002" in client.get(url).get_data(as_text=True)
    client.post(url, {}, status=422)
    client.post(url, {"class_id": str(place.class_id)}, status=422)
    answer = client.post(url, {"class_id": str(other_id)})
    assert answer.location == "/classes/LD-2026-002"
    with at_home():
        assert enrolments.enrolment(place.id).state is EnrolmentState.WITHDRAWN
        assert seats.seats_taken([other_id]) == {other_id: 1}
