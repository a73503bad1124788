"""Take a person in at the counter: learner, categories, consent and seat in one act."""

from dataclasses import dataclass, replace

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.models import Application
from vocational.applications.rules.consent import Purpose
from vocational.applications.services.submissions import ApplicationRequest, submit
from vocational.applications.states import IntakeChannel
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import enrolments, seats
from vocational.enrolment.services import enrolments as enrolment
from vocational.enrolment.services.enrolments import EnrolmentRequest
from vocational.learners import queries as known
from vocational.learners.models import Learner
from vocational.learners.services import learners
from vocational.learners.services.persons import LearnerEntry, number_of
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import new_token
from vocational.shared.person_names import clean_name
from vocational.shared.vietnamese_text import fold


@dataclass(frozen=True)
class CounterRegistration:
    """One form of the counter.

    `learner_id` with `version`: the record on file to go on with. `rejected`: learners on file
    of whom somebody said that this is another person. `form_token` names the form: sent twice
    it saves once.
    """

    class_id: int
    entry: LearnerEntry
    form_token: str
    has_consent: bool
    learner_id: int | None = None
    version: int = 0
    rejected: frozenset[int] = frozenset()
    overlap_confirmed: bool = False
    cannot_read: bool = False


@command(Permission.ENROLMENT_EDIT)
def register(actor: Actor, registration: CounterRegistration) -> Enrolment | Application:
    """Enrol a person, or where the class admits by ranking take a complete application.

    Raises as `register_at_counter` and `apply_at_counter`.
    """
    if seats.class_for_update(registration.class_id).admits_by_ranking:
        return apply_at_counter(actor, registration)
    return register_at_counter(actor, registration)


@command(Permission.ENROLMENT_EDIT)
def apply_at_counter(actor: Actor, registration: CounterRegistration) -> Application:
    """Take a complete application: the papers were seen at the counter.

    Raises `RuleViolation` `applications.consent_missing` and those of `submissions.submit`.
    """
    entry = registration.entry
    if registration.learner_id is not None and not entry.citizen_number:
        on_file = known.learner(registration.learner_id)
        entry = replace(entry, citizen_number=number_of(on_file))
    return submit(
        actor,
        ApplicationRequest(
            class_id=registration.class_id,
            entry=entry,
            form_token=registration.form_token,
            purposes=frozenset({Purpose.TRAINING} if registration.has_consent else ()),
            way=IntakeChannel.COUNTER,
            cannot_read=registration.cannot_read,
            is_complete=True,
        ),
    )


@command(Permission.ENROLMENT_EDIT)
def register_at_counter(actor: Actor, registration: CounterRegistration) -> Enrolment:
    """Save everything of one form, or nothing; the same form sent again gives what it made.

    Sent again for another person (Back in the browser, then the next one typed over) it is the
    next registration. Raises `RuleViolation`: `applications.consent_missing`,
    `enrolment.class_missing`, `applications.seats_by_ranking` (the class takes applications alone),
    `applications.known` (somebody on file may be this person and nobody decided), those of
    `learners.services.register` and `change`, and of `enrolment.services.enrol_in`.
    """
    if not registration.has_consent:
        raise RuleViolation("applications.consent_missing", "consent")
    training_class = seats.class_for_update(registration.class_id)
    if training_class.admits_by_ranking:
        raise RuleViolation("applications.seats_by_ranking", "class_id")
    made = enrolments.made_by_form(training_class.id, registration.form_token)
    if made is not None and _is_of(made.learner, registration):
        return made
    if made is not None:
        registration = replace(registration, form_token=new_token())
    learner = _learner(actor, registration)
    learners.record_consent(actor, learner.id)
    return _place(actor, training_class, learner, registration)


def _is_of(learner: Learner, registration: CounterRegistration) -> bool:
    entry = registration.entry
    if registration.learner_id is not None:
        return learner.id == registration.learner_id
    if entry.citizen_number:
        return learner.citizen_number_hash == entry.citizen_number.fingerprint
    return (learner.folded_name, learner.birth_date) == (
        fold(clean_name(entry.full_name)),
        entry.birth_date.counts_as(),
    )


def _learner(actor: Actor, registration: CounterRegistration) -> Learner:
    if registration.learner_id is not None:
        return learners.change(
            actor, registration.learner_id, registration.entry, registration.version
        )
    _check_unknown(registration)
    return learners.register(actor, registration.entry)


def _check_unknown(registration: CounterRegistration) -> None:
    entry = registration.entry
    for likeness in known.possible_matches(
        citizen_number=entry.citizen_number.digits if entry.citizen_number else None,
        full_name=entry.full_name,
        birth_date=entry.birth_date,
    ):
        if likeness.is_certain or likeness.learner.id not in registration.rejected:
            raise RuleViolation("applications.known", "citizen_number")


def _place(
    actor: Actor,
    training_class: TrainingClass,
    learner: Learner,
    registration: CounterRegistration,
) -> Enrolment:
    request = EnrolmentRequest(
        class_id=training_class.id,
        learner_id=learner.id,
        on=registration.entry.on,
        overlap_confirmed=registration.overlap_confirmed,
        form_token=registration.form_token,
    )
    return enrolment.enrol_in(
        actor, training_class, request, is_new=registration.learner_id is None
    )
