"""Recognition: the registrar prepares the list, the director decides; then it never changes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.queries import marks, recognition, results
from vocational.assessment.queries.results import LearnerResult, ResultState
from vocational.assessment.rules import results as rules
from vocational.assessment.services.marks import MARKED_STATES
from vocational.assessment.services.printing import printed_decision
from vocational.assessment.states import DecisionState
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions.services import decisions
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation


@dataclass(frozen=True)
class DecideRequest:
    """What the director decides with: number, date and who signs; `version` as opened.

    An empty number takes the next of the year.
    """

    class_id: int
    decision_id: int
    version: int
    number: str
    decided_on: date
    signatory_id: int | None = None


@command(Permission.RECOGNITION_PREPARE)
def prepare(
    actor: Actor, class_id: int, now: datetime, left_out: Collection[int] = ()
) -> RecognitionDecision:
    """Put everybody who passed and is in no list yet on the list that waits for the director.

    `left_out` are enrolments that stay off it. A list that waits already is made again.

    Raises `RuleViolation`: `assessment.nobody_passed`, `assessment.class_not_running`.
    """
    training_class = marks.class_with_course_for_update(class_id)
    if training_class.state not in MARKED_STATES:
        raise RuleViolation("assessment.class_not_running")
    waiting = recognition.prepared_decision(class_id)
    listed = [
        learner
        for learner in results.results_of_class(class_id).learners
        if _may_be_listed(learner) and learner.enrolment_id not in left_out
    ]
    if not listed:
        raise RuleViolation("assessment.nobody_passed")
    row = waiting or RecognitionDecision(class_id=class_id)
    row.prepared_by_name, row.prepared_at = actor.signature, now
    if waiting is None:
        db.session.add(row)
    row.entries.clear()
    db.session.flush()
    row.entries = [_entry(place, item) for place, item in enumerate(listed, start=1)]
    audit.record(
        actor,
        "recognition.prepared",
        row,
        after={"class_id": class_id, "learners": [item.enrolment_id for item in listed]},
        label=training_class.code,
    )
    return row


@command(Permission.RECOGNITION_PREPARE)
def withdraw(actor: Actor, class_id: int, decision_id: int) -> None:
    """Take a list back that the director has not decided; raises `NoResultFound`.

    Raises `RuleViolation` `assessment.decision_decided`.
    """
    row = recognition.decision_for_update(class_id, decision_id)
    if row.state is DecisionState.DECIDED:
        raise RuleViolation("assessment.decision_decided")
    listed = [entry.enrolment_id for entry in row.entries]
    audit.record(actor, "recognition.withdrawn", row, before={"learners": listed})
    db.session.delete(row)


@command(Permission.RECOGNITION_DECIDE)
def decide(actor: Actor, request: DecideRequest, now: datetime) -> RecognitionDecision:
    """Decide a prepared list: number, date and signer are set, the results frozen.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `assessment.decision_decided`, `assessment.entry_not_passed`, `assessment.no_signatory`,
    `assessment.number_taken`, `too_long` and those of
    `rules.check_decision_day`.
    """
    training_class = marks.class_with_course_for_update(request.class_id)
    row = recognition.decision_for_update(request.class_id, request.decision_id)
    if row.state is DecisionState.DECIDED:
        raise RuleViolation("assessment.decision_decided")
    row.check_unchanged(request.version)
    last = recognition.last_acts(request.class_id)
    rules.check_decision_day(
        request.decided_on,
        last_session_on=last.session_on,
        last_marked_on=None if last.mark_at is None else local_day(last.mark_at),
        today=local_day(now),
    )
    signatory = decisions.signatory_of(
        request.decided_on, request.signatory_id, missing_code="assessment.no_signatory"
    )
    _freeze(row)
    db.session.flush()
    number = decisions.take_number(
        request.number, request.decided_on, taken_code="assessment.number_taken"
    )
    row.state, row.number = DecisionState.DECIDED, number
    row.decided_on, row.decided_at = request.decided_on, now
    row.decided_by_name = actor.signature
    row.signer_name = signatory.full_name
    row.signer_title = "\n".join(title for title in signatory.paper_titles if title)
    # A decided row refuses a second update: all of it is flushed at once.
    with db.session.no_autoflush:
        row.printed = printed_decision(training_class, row)
    db.session.flush()
    audit.record(
        actor, "recognition.decided", row, after=audit.values_of(row), label=training_class.code
    )
    return row


def _may_be_listed(result: LearnerResult) -> bool:
    return result.state is ResultState.PASSED and not result.is_decided


def _entry(place: int, result: LearnerResult) -> RecognitionEntry:
    return RecognitionEntry(
        enrolment_id=result.enrolment_id,
        position=place,
        course_mark=result.course.course_mark if result.course else None,
        classification=result.course.classification if result.course else None,
        passed=True,
    )


def _freeze(row: RecognitionDecision) -> None:
    """Take the results as they are now: marks may have changed since the list was made."""
    learners = results.results_of_class(row.class_id).learners
    by_enrolment = {item.enrolment_id: item for item in learners}
    for entry in row.entries:
        match = by_enrolment.get(entry.enrolment_id)
        if match is None or match.state is not ResultState.PASSED:
            name = match.enrolment.learner.full_name if match else str(entry.position)
            raise RuleViolation("assessment.entry_not_passed", name=name)
        entry.course_mark = match.course.course_mark if match.course else None
        entry.classification = match.course.classification if match.course else None
