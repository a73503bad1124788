"""The director signs a run: its number is taken, it is frozen, and it gives the seats."""

from dataclasses import dataclass
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.admission.models import AdmissionRun
from vocational.admission.queries import offers
from vocational.admission.queries import runs as runs_queries
from vocational.admission.rules import admission
from vocational.admission.services import runs
from vocational.applications.models import Application
from vocational.applications.queries.applications import learners_by_number
from vocational.applications.services.seats import give_seat
from vocational.applications.states import ApplicationState
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.enrolment.queries import seats as places
from vocational.extensions import db
from vocational.institutions.models import Signatory
from vocational.institutions.services import decisions
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation


@dataclass(frozen=True)
class SignRequest:
    """What the director signs with; `version` as opened; an empty number takes the next one."""

    class_id: int
    run_id: int
    version: int
    number: str
    signed_on: date
    signatory_id: int | None = None


@command(Permission.ADMISSION_SIGN)
def sign(actor: Actor, request: SignRequest, now: datetime) -> AdmissionRun:
    """Sign a run: it never changes again; who is admitted is enrolled, by rank, the others wait.

    Raises `NoResultFound`; `RuleViolation`: `admission.signed_already`,
    `record.changed_meanwhile`, `admission.signed_in_future`, `admission.signed_before_ranking`,
    `admission.changed_since` (seats or applications are not as they were ranked),
    `admission.no_signatory`, `admission.number_taken`, `too_long`; those of `seats.give_seat`.
    """
    training_class = places.class_for_update(request.class_id)
    row = runs_queries.run_for_update(request.class_id, request.run_id)
    if row.number is not None:
        raise RuleViolation("admission.signed_already")
    row.check_unchanged(request.version)
    runs.check_admits(training_class)
    offers.lock_applications(training_class.id, runs_queries.CONSIDERED)
    _check_day(row, request.signed_on, local_day(now))
    _check_unchanged(row, training_class)
    signatory = decisions.signatory_of(
        request.signed_on, request.signatory_id, missing_code="admission.no_signatory"
    )
    row.number = decisions.take_number(
        request.number, request.signed_on, taken_code="admission.number_taken"
    )
    row.signed_on, row.signed_at = request.signed_on, now
    row.signed_by_name = actor.signature
    row.signer_name, row.signer_title = signatory.full_name, signer_title(signatory)
    db.session.flush()
    audit.record(
        actor, "admission.signed", row, after=_signed_values(row), label=training_class.code
    )
    _admit(actor, training_class, row, request.signed_on)
    return row


def signer_title(signatory: Signatory) -> str:
    """Write the title above a signature; a deputy signs for the head on two lines."""
    title = signatory.title.upper()
    return title if signatory.is_head else f"KT. {title}\n{signatory.own_title.upper()}"


def _admit(actor: Actor, training_class: TrainingClass, row: AdmissionRun, on: date) -> None:
    applications = runs_queries.applications_by_id(place.application_id for place in row.places)
    known = learners_by_number(
        application.citizen_number_hash for application in applications.values()
    )
    for place in row.places:
        application = applications[place.application_id]
        if place.is_admitted:
            give_seat(actor, training_class, application, known, on)
        elif application.state is not ApplicationState.WAITING:
            _let_wait(actor, application)


def _let_wait(actor: Actor, application: Application) -> None:
    application.state = ApplicationState.WAITING
    audit.record_changes(actor, "application.put_on_waiting_list", application)


def _check_day(row: AdmissionRun, signed_on: date, today: date) -> None:
    if signed_on > today:
        raise RuleViolation("admission.signed_in_future", "signed_on")
    if signed_on < row.ranked_on:
        raise RuleViolation("admission.signed_before_ranking", "signed_on", first=row.ranked_on)


def _check_unchanged(row: AdmissionRun, training_class: TrainingClass) -> None:
    """What is signed is what would come out now: nobody withdrew, applied or took a seat since."""
    inputs = runs_queries.inputs_of(training_class, row.ranked_on)
    now = [_facts(place) for place in runs.places_of(admission.ranked(inputs, row.ranked_on))]
    if inputs.free != row.capacity or now != [_facts(place) for place in row.places]:
        raise RuleViolation("admission.changed_since")


def _facts(place: object) -> tuple[object, ...]:
    names = ("application_id", "rank", "tier", "is_admitted", "reason")
    return tuple(getattr(place, name) for name in names)


def _signed_values(row: AdmissionRun) -> dict[str, object]:
    return {
        "number": row.number,
        "signed_on": row.signed_on,
        "signer_name": row.signer_name,
        "admitted": sum(place.is_admitted for place in row.places),
        "waiting": sum(not place.is_admitted for place in row.places),
    }
