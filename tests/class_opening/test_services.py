"""A class is begun by decision, finished and closed: what refuses it, what has to be confirmed."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import DBAPIError

from tests.factories import attendance, classes, enrolment, learners
from vocational.assessment.models import ModuleResult, RecognitionDecision
from vocational.audit.queries import history_of
from vocational.class_list import queries as class_list
from vocational.class_list.services import list_for_print
from vocational.class_opening import queries
from vocational.class_opening.services import steps
from vocational.class_opening.services.steps import OpeningRequest
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.institutions.models import Signatory
from vocational.institutions.services import decisions
from vocational.shared.clock import now_utc
from vocational.shared.errors import Refused, RuleViolation
from vocational.teachers.rules import QualificationRoute

DECIDED_ON = date(2026, 10, 1)
DECISION = OpeningRequest("31/QĐ-TTGDNN", DECIDED_ON)
ALL_THE_SAME = OpeningRequest("31/QĐ-TTGDNN", DECIDED_ON, confirmed=True)
TODAY = date(2026, 10, 2)
LAST_DAY = date(2026, 10, 6)
LATER = date(2026, 11, 2)


def ready_class(learner_count=3):
    row = classes.training_class()
    enrolment.filled_class(row, 0)
    for number in range(1, learner_count + 1):
        enrolment.enrolment(row, number=number)
    attendance.class_session(row, on=LAST_DAY)
    return row


def running_class():
    row = classes.training_class(state=ClassState.RUNNING)
    places = enrolment.filled_class(row, 2)
    session = attendance.class_session(row, on=LAST_DAY)
    return row, places, session


def refusal(act, *arguments, **options):
    with pytest.raises(RuleViolation) as raised:
        act(*arguments, **options)
    return raised.value.code


def test_the_decision_freezes_the_list_and_begins_the_class(session, registrar):
    row = ready_class()
    begun = steps.begin_class(registrar, row.id, ALL_THE_SAME, TODAY)
    assert begun.state is ClassState.RUNNING
    assert begun.opening_decision_number == "31/QĐ-TTGDNN"
    assert begun.list_frozen_at is not None
    numbers = [item.list_number for item in list_for_print(registrar, row.id)]
    assert numbers == [1, 2, 3]


def test_what_is_missing_must_be_confirmed(session, registrar):
    row = ready_class()
    learners.category(1, paper_number="")
    assert refusal(steps.begin_class, registrar, row.id, DECISION, TODAY) == "class_opening.confirm"


@pytest.mark.parametrize("missing", ["learners", "sessions"])
def test_a_class_without_learners_or_sessions_is_not_begun(session, registrar, missing):
    row = classes.training_class()
    if missing == "learners":
        attendance.class_session(row, on=LAST_DAY)
    else:
        enrolment.filled_class(row, 2)
    code = refusal(steps.begin_class, registrar, row.id, ALL_THE_SAME, TODAY)
    assert code == "class_opening.blocked"
    db.session.refresh(row)
    assert row.state is ClassState.OPEN


@pytest.mark.parametrize(
    ("number", "decided_on", "code"),
    [
        ("31/QĐ", date(1990, 1, 1), "class_opening.no_signatory"),
        ("1", TODAY + timedelta(1), "class_opening.decision_in_future"),
        ("x" * 61, DECIDED_ON, "too_long"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(session, registrar, number, decided_on, code):
    row = ready_class()
    request = OpeningRequest(number, decided_on, confirmed=True)
    assert refusal(steps.begin_class, registrar, row.id, request, TODAY) == code


def test_a_decision_after_the_first_day_is_refused(session, registrar):
    row = ready_class()
    request = OpeningRequest("1", date(2026, 10, 6), confirmed=True)
    code = refusal(steps.begin_class, registrar, row.id, request, LATER)
    assert code == "class_opening.decision_after_start"


def test_a_decision_is_entered_once(session, registrar):
    row = ready_class()
    steps.begin_class(registrar, row.id, ALL_THE_SAME, TODAY)
    again = refusal(steps.begin_class, registrar, row.id, ALL_THE_SAME, TODAY)
    assert again == "classes.state"


def test_teaching_does_not_end_while_a_session_waits(session, registrar):
    row, _places, _session = running_class()
    code = refusal(steps.finish_class, registrar, row.id, LAST_DAY, LATER, confirmed=True)
    assert code == "class_opening.blocked"


def test_teaching_ends_after_the_last_session(session, registrar):
    row, places, held = running_class()
    attendance.taken(held, places)
    early = date(2026, 10, 5)
    code = refusal(steps.finish_class, registrar, row.id, early, LATER, confirmed=True)
    assert code == "class_opening.finished_too_early"
    code = refusal(steps.finish_class, registrar, row.id, LATER, LAST_DAY, confirmed=True)
    assert code == "class_opening.finished_in_future"
    code = refusal(steps.finish_class, registrar, row.id, LAST_DAY, LATER)
    assert code == "class_opening.confirm"
    done = steps.finish_class(registrar, row.id, LAST_DAY, LATER, confirmed=True)
    assert done.state is ClassState.FINISHED
    assert done.finished_on == LAST_DAY


def finished_class_with_results():
    row = classes.training_class(state=ClassState.FINISHED)
    places = enrolment.filled_class(row, 2)
    for place in places:
        for module in row.course_version.modules:
            db.session.add(ModuleResult(enrolment_id=place.id, module_id=module.id, passed=True))
    db.session.commit()
    return row


def test_a_list_that_waits_for_the_director_keeps_the_class_open(session, registrar):
    row = finished_class_with_results()
    db.session.add(
        RecognitionDecision(class_id=row.id, prepared_by_name="registrar", prepared_at=now_utc())
    )
    db.session.commit()
    code = refusal(steps.close_class, registrar, row.id, LATER, confirmed=True)
    assert code == "class_opening.blocked"


def test_a_class_closes_when_what_is_missing_is_known(session, registrar):
    row = finished_class_with_results()
    assert refusal(steps.close_class, registrar, row.id, LATER) == "class_opening.confirm"
    closed = steps.close_class(registrar, row.id, LATER, confirmed=True)
    assert closed.state is ClassState.CLOSED


def test_only_who_edits_classes_takes_the_steps(session, teacher, director):
    row = ready_class()
    for actor in (teacher, director):
        with pytest.raises(Refused):
            steps.begin_class(actor, row.id, ALL_THE_SAME, TODAY)


def test_printing_the_list_is_kept(session, registrar, teacher):
    row = ready_class()
    list_for_print(registrar, row.id)
    records = history_of("training_classes", row.id)
    assert [record.action for record in records] == ["class.list_printed"]
    with pytest.raises(Refused):
        list_for_print(teacher, row.id)


def test_a_class_does_not_begin_with_a_teacher_who_may_not_teach_it(session, registrar):
    row = ready_class()
    row.homeroom_teacher.qualification_route = QualificationRoute.ARTISAN
    db.session.commit()
    assert (
        refusal(steps.begin_class, registrar, row.id, ALL_THE_SAME, TODAY)
        == "class_opening.blocked"
    )


def test_an_empty_number_takes_the_next_decision_of_the_year(session, registrar):
    row = ready_class()
    proposed = decisions.proposed_number(DECIDED_ON)
    request = OpeningRequest("", DECIDED_ON, confirmed=True)
    assert steps.begin_class(registrar, row.id, request, TODAY).opening_decision_number == proposed
    assert decisions.proposed_number(DECIDED_ON) != proposed


def test_a_number_that_another_class_has_is_refused(session, registrar):
    steps.begin_class(registrar, ready_class().id, ALL_THE_SAME, TODAY)
    other = classes.training_class("LD-2026-009", week=())
    enrolment.enrolment(other, number=9)
    attendance.class_session(other, on=LAST_DAY)
    code = refusal(steps.begin_class, registrar, other.id, ALL_THE_SAME, TODAY)
    assert code == "class_opening.number_taken"


def test_the_paper_of_the_decision_stays_as_it_was_made(session, registrar):
    row = ready_class()
    steps.begin_class(registrar, row.id, ALL_THE_SAME, TODAY)
    place, name = row.place, enrolments_of(row)[0].learner.full_name
    row.place, enrolments_of(row)[0].learner.full_name = "Nơi khác", "Tên Khác"
    db.session.commit()
    kept = steps.opening_for_print(registrar, row.id)
    assert place in kept.printed["place"]
    assert name in [load["name"] for load in json.loads(kept.learners)]
    assert history_of("training_classes", row.id)[0].action == "class.opening_printed"


@pytest.mark.engines
def test_the_database_refuses_to_change_an_opening_decision(session, registrar):
    row = ready_class()
    steps.begin_class(registrar, row.id, ALL_THE_SAME, TODAY)
    queries.opening_of(row.id).number = "01/QĐ"
    with pytest.raises(DBAPIError, match="never changes"):
        db.session.commit()
    db.session.rollback()


def test_a_deputy_signs_for_the_head(session, registrar):
    row = ready_class()
    deputy = Signatory(
        full_name="Lê Thị Phó",
        title="Giám đốc",
        own_title="Phó Giám đốc",
        is_head=False,
        effective_from=date(2026, 1, 1),
    )
    db.session.add(deputy)
    db.session.commit()
    request = replace(ALL_THE_SAME, signatory_id=deputy.id)
    steps.begin_class(registrar, row.id, request, TODAY)
    kept = queries.opening_of(row.id)
    assert (kept.signer_name, kept.signer_title) == ("Lê Thị Phó", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC")


def enrolments_of(row):
    return list(class_list.list_to_print(row.id))
