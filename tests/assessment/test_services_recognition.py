"""The registrar prepares a list, the director decides it, and then it never changes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.exc import DBAPIError

from tests.factories import assessment, attendance, classes, enrolment
from vocational.assessment.queries import recognition as queries
from vocational.assessment.queries.results import results_of_class
from vocational.assessment.rules.results import Classification
from vocational.assessment.services import recognition
from vocational.assessment.services.recognition import DecideRequest
from vocational.assessment.states import DecisionState
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.institutions.models import DecisionNumber
from vocational.institutions.services import decisions
from vocational.shared.errors import Refused, RuleViolation

NOW, DAY = assessment.NOW, assessment.DECIDED_ON


@pytest.fixture
def finished(home):
    """A class of three; the first two passed everything."""
    row = classes.training_class(state=ClassState.FINISHED)
    placed = enrolment.filled_class(row, 3)
    assessment.all_passed(row, placed[:2], Decimal("8.4"))
    return row


def decide(actor, row, *, number="", on=DAY, signatory_id=None, version=None):
    given = DecideRequest(row.class_id, row.id, version or row.version, number, on, signatory_id)
    return recognition.decide(actor, given, NOW)


def refused(actor, row, **given):
    with pytest.raises(RuleViolation) as refusal:
        decide(actor, row, **given)
    return refusal.value.code


def test_the_list_holds_who_passed_in_list_order(registrar, finished):
    row = recognition.prepare(registrar, finished.id, NOW)
    passed = [learner.enrolment_id for learner in results_of_class(finished.id).learners[:2]]
    assert [entry.enrolment_id for entry in row.entries] == passed
    assert [entry.position for entry in row.entries] == [1, 2]


def test_preparing_again_makes_the_list_anew(registrar, finished):
    first = recognition.prepare(registrar, finished.id, NOW)
    enrolment_id = first.entries[0].enrolment_id
    second = recognition.prepare(registrar, finished.id, NOW + timedelta(minutes=1), {enrolment_id})
    assert second.id == first.id
    assert len(second.entries) == 1


def test_the_director_decides_with_number_date_and_signer(registrar, director, finished):
    row = recognition.prepare(registrar, finished.id, NOW)
    assert decisions.proposed_number(DAY) == "01/QĐ-TTGDNN"
    decided = decide(director, row)
    assert decided.state is DecisionState.DECIDED
    assert (decided.number, decided.decided_on) == ("01/QĐ-TTGDNN", DAY)
    assert (decided.signer_name, decided.signer_title) == ("Trần Văn Mẫu", "GIÁM ĐỐC")
    entry = queries.decided_entries_of_class(finished.id)[0]
    assert (entry.course_mark, entry.classification) == (
        Decimal("8.4"),
        Classification.VERY_GOOD,
    )


def test_numbers_follow_one_another_and_skip_typed_ones(registrar, director, home):
    numbers = []
    for place, number in enumerate(("", "03/QĐ-TTGDNN", "", "")):
        row = classes.training_class(f"LD-2026-10{place}", state=ClassState.FINISHED)
        placed = enrolment.filled_class(row, 1, first=10 + place)
        assessment.all_passed(row, placed)
        numbers.append(
            decide(director, recognition.prepare(registrar, row.id, NOW), number=number).number
        )
    assert numbers == ["01/QĐ-TTGDNN", "03/QĐ-TTGDNN", "02/QĐ-TTGDNN", "04/QĐ-TTGDNN"]


def test_a_number_is_used_once(registrar, director, finished):
    db.session.add(DecisionNumber(year=DAY.year, number="125/QĐ-TTGDNN"))
    db.session.commit()
    row = recognition.prepare(registrar, finished.id, NOW)
    assert refused(director, row, number="125/QĐ-TTGDNN") == "assessment.number_taken"


def test_the_date_follows_sessions_and_marks_and_is_not_in_the_future(
    registrar, director, finished
):
    row = recognition.prepare(registrar, finished.id, NOW)
    attendance.class_session(finished, on=date(2027, 1, 15))
    first = results_of_class(finished.id).learners[0].enrolment
    assert refused(director, row, on=date(2027, 1, 14)) == "assessment.decided_before_session"
    assert refused(director, row, on=DAY + timedelta(days=1)) == "assessment.decided_in_future"
    assessment.end_mark(first, finished.course_version.modules[0].id)
    assert refused(director, row, on=date(2027, 1, 17)) == "assessment.decided_before_marks"


def test_who_no_longer_passes_stops_the_decision(registrar, director, finished, session):
    row = recognition.prepare(registrar, finished.id, NOW)
    learner = results_of_class(finished.id).learners[0]
    learner.modules[0].passed = False
    session.commit()
    assert refused(director, row) == "assessment.entry_not_passed"


def test_a_decided_list_never_changes(registrar, director, finished, session):
    row = decide(director, recognition.prepare(registrar, finished.id, NOW))
    with pytest.raises(RuleViolation) as refusal:
        recognition.withdraw(registrar, finished.id, row.id)
    assert refusal.value.code == "assessment.decision_decided"
    assert refused(director, row) == "assessment.decision_decided"


@pytest.mark.parametrize("part", ["decision", "entry"])
def test_the_database_itself_refuses_to_change_a_decided_list(
    registrar, director, finished, session, part
):
    row = decide(director, recognition.prepare(registrar, finished.id, NOW))
    if part == "decision":
        row.number = "999/QĐ"
    else:
        row.entries[0].course_mark = Decimal("10.0")
    with pytest.raises(DBAPIError):
        session.commit()
    session.rollback()


def test_later_passers_come_into_a_second_decision(registrar, director, finished):
    decide(director, recognition.prepare(registrar, finished.id, NOW))
    with pytest.raises(RuleViolation) as refusal:
        recognition.prepare(registrar, finished.id, NOW)
    assert refusal.value.code == "assessment.nobody_passed"
    late = results_of_class(finished.id).learners[2].enrolment
    assessment.all_passed(finished, [late])
    second = recognition.prepare(registrar, finished.id, NOW)
    assert [entry.enrolment_id for entry in second.entries] == [late.id]
    assert decide(director, second).number == "02/QĐ-TTGDNN"
    assert len(queries.decided_entries_of_class(finished.id)) == 3


def test_a_prepared_list_can_be_taken_back(registrar, finished):
    row = recognition.prepare(registrar, finished.id, NOW)
    recognition.withdraw(registrar, finished.id, row.id)
    assert queries.decisions_of_class(finished.id) == []


def test_who_may_prepare_and_decide(registrar, director, teacher, finished):
    with pytest.raises(Refused):
        recognition.prepare(director, finished.id, NOW)
    row = recognition.prepare(registrar, finished.id, NOW)
    for actor in (registrar, teacher):
        with pytest.raises(Refused):
            decide(actor, row)


def test_an_unknown_signer_and_an_older_page_are_refused(registrar, director, finished):
    row = recognition.prepare(registrar, finished.id, NOW)
    assert refused(director, row, signatory_id=999) == "assessment.no_signatory"
    assert refused(director, row, on=date(2019, 1, 1)) == "assessment.no_signatory"
    assert refused(director, row, version=77) == "record.changed_meanwhile"
