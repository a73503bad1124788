"""Turn an application into a learner with a seat; called in commands that hold the class."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from vocational.access.actor import Actor
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.states import ApplicationState
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.enrolment.services import enrolments as enrolment
from vocational.enrolment.services.enrolments import EnrolmentRequest
from vocational.extensions import db
from vocational.learners.models import Consent, Learner
from vocational.learners.rules import categories
from vocational.learners.services import claims, learners
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry, entry_of, number_of


def give_seat(
    actor: Actor,
    training_class: TrainingClass,
    row: Application,
    known: Mapping[str, Learner],
    on: date,
) -> None:
    """Register or find the applicant and give a seat from the day `on`; the class is locked.

    `known` are the learners on file by hash of the citizen number: that record is used and
    gets the categories it lacks. Attending another class at the same time was shown before.

    Raises `RuleViolation`: those of `learners.services.register` and
    `enrolment.services.enrol_in`.
    """
    doer = replace(actor, is_system=True)
    learner = known.get(row.citizen_number_hash)
    is_new = learner is None
    if learner is None:
        learner = learners.register(doer, _entry(row, on))
    else:
        _add_claims(doer, learner, row, on)
    _carry_files(learner, row)
    _carry_consents(actor, learner, row)
    request = EnrolmentRequest(training_class.id, learner.id, on, overlap_confirmed=True)
    place = enrolment.enrol_in(doer, training_class, request, is_new=is_new)
    row.learner_id, row.enrolment_id = learner.id, place.id
    row.state, row.decided_reason = ApplicationState.ADMITTED, ""
    audit.record_changes(actor, "application.admitted", row)


def _entry(row: Application, on: date) -> LearnerEntry:
    wanted = tuple(_claim(line) for line in row.categories)
    return replace(entry_of(row, number_of(row), on), claims=wanted)


def _claim(line: ApplicationCategory, row_id: int | None = None) -> Claim:
    """Who applied from home may have named no paper: the usual one is then still to come."""
    category = categories.category_of(line.category_code)
    usual = category.papers[0].kind if category and category.papers else ""
    return Claim(
        category_code=line.category_code,
        paper_kind=line.paper_kind or usual,
        paper_number=line.paper_number,
        issuer=line.issuer,
        valid_from=line.valid_from,
        valid_to=line.valid_to,
        original_seen=line.original_seen,
        copy_kept=line.copy_kept,
        row_id=row_id,
        seen_by_name=line.seen_by_name,
        seen_on=line.seen_on,
    )


def _add_claims(actor: Actor, learner: Learner, row: Application, on: date) -> None:
    """A category on file stays as it is unless the application brings the paper that follows."""
    on_file = {line.category_code: line for line in claims.current_claims(learner)}
    wanted = []
    for line in row.categories:
        there = on_file.get(line.category_code)
        if there is None:
            wanted.append(_claim(line))
        elif categories.is_renewal(there.evidence, line.evidence):
            wanted.append(_claim(line, there.id))
    claims.apply_claims(actor, learner, wanted, (), on)


def _carry_files(learner: Learner, row: Application) -> None:
    """A copy goes over to the paper of the record, unless that has one of its own."""
    on_file = {claim.category_code: claim for claim in claims.current_claims(learner)}
    for line in row.categories:
        claim = on_file.get(line.category_code)
        if claim is not None and claim.file_id is None:
            claim.file_id, line.file_id = line.file_id, None


def _carry_consents(actor: Actor, learner: Learner, row: Application) -> None:
    given_at = row.consent_at or row.submitted_at
    for purpose in row.consent_purposes:
        db.session.add(
            Consent(
                learner_id=learner.id,
                purpose=purpose,
                text_version=row.consent_version,
                given_at=given_at,
                recorded_by_name=(row.entered_by_name or actor.name)[:100],
            )
        )
