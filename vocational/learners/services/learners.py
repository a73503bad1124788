"""Register learners, change them, keep their evidence and consent, reveal their numbers."""

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.services import numbering
from vocational.learners import queries
from vocational.learners.models import Consent, Learner
from vocational.learners.rules import categories
from vocational.learners.services import claims
from vocational.learners.services.persons import LearnerEntry, fill_number, fill_person
from vocational.shared.clock import now_utc
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_note

CONSENT_PURPOSE = "training"
CONSENT_TEXT = "2026-01"
"""Which wording of the notice on personal data the learner heard."""


@command(Permission.LEARNER_EDIT)
def register(actor: Actor, entry: LearnerEntry) -> Learner:
    """Take a person up, with the next learner number of the year.

    Raises `RuleViolation`: those of the fields, `learners.number_contradicts`,
    `learners.number_taken`, `learners.place_unknown`, those of `claims.apply_claims`.
    """
    number = numbering.take_number(f"learner-{entry.on.year}")
    learner = Learner(
        learner_number=f"HV-{entry.on.year}-{number:04}", created_at=now_utc(), categories=[]
    )
    _fill(learner, entry)
    _save(learner)
    claims.apply_claims(actor, learner, entry.claims, entry.shown_claims, entry.on)
    audit.record(
        actor, "learner.registered", learner, after=audit.values_of(learner), label=_label(learner)
    )
    return learner


@command(Permission.LEARNER_EDIT)
def change(actor: Actor, learner_id: int, entry: LearnerEntry, version: int) -> Learner:
    """Change a person as seen at `version`; nothing is recorded when nothing changed.

    Raises `NoResultFound`; `RuleViolation` `record.changed_meanwhile` and those of `register`.
    """
    learner = queries.learner_for_update(learner_id)
    learner.check_unchanged(version)
    _fill(learner, entry)
    before, after = audit.changes_of(learner)
    claimed = claims.apply_claims(actor, learner, entry.claims, entry.shown_claims, entry.on)
    if claimed and not after:
        learner.touch()
    _save(learner)
    if after:
        audit.record(
            actor, "learner.changed", learner, before=before, after=after, label=_label(learner)
        )
    return learner


@command(Permission.LEARNER_EDIT)
def record_consent(actor: Actor, learner_id: int) -> None:
    """Keep that the learner heard and signed the notice in force; once for each wording."""
    if queries.has_consent(learner_id, CONSENT_PURPOSE, CONSENT_TEXT):
        return
    db.session.add(
        Consent(
            learner_id=learner_id,
            purpose=CONSENT_PURPOSE,
            text_version=CONSENT_TEXT,
            given_at=now_utc(),
            recorded_by_name=actor.signature,
        )
    )


@command(Permission.LEARNER_REVEAL)
def reveal_citizen_number(actor: Actor, learner_id: int) -> str:
    """Return the citizen number in full and keep who looked; empty when there is none.

    Raises `NoResultFound`.
    """
    learner = queries.learner(learner_id)
    audit.record(actor, "learner.number_revealed", learner, label=_label(learner))
    return learner.citizen_number or ""


@command(Permission.LEARNER_REVEAL)
def record_export(actor: Actor, institution_id: int, count: int) -> None:
    """Keep that the numbers of so many learners were taken out in a spreadsheet."""
    institution = institutions.institution(institution_id)
    audit.record(actor, "learner.numbers_exported", institution, after={"learners": count})


def _fill(learner: Learner, entry: LearnerEntry) -> None:
    categories.check_born(entry.birth_date, entry.on)
    fill_number(learner, entry)
    fill_person(learner, entry)
    if entry.note is not None:
        learner.note = clean_note(entry.note, 2000, "note")


def _save(learner: Learner) -> None:
    """Two counters may take up the same person at once: the loser is told who has the number."""
    try:
        with savepoint():
            db.session.add(learner)
            db.session.flush()
    except IntegrityError as error:
        if violates(error, "learners", "institution_id", "citizen_number_hash"):
            raise RuleViolation("learners.number_taken", "citizen_number") from error
        raise


def _label(learner: Learner) -> str:
    return f"{learner.full_name}, {learner.learner_number}"
