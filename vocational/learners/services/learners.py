"""Register learners, change them, keep their evidence and consent, reveal their numbers."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import flag_modified

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
from vocational.learners.services.claims import Claim
from vocational.shared import citizen_number
from vocational.shared.clock import now_utc
from vocational.shared.database import violates
from vocational.shared.dates import BirthDate
from vocational.shared.encryption import keyring
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line, clean_note
from vocational.shared.person_names import clean_name, sort_key
from vocational.shared.phone_numbers import parse_phone
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

CONSENT_PURPOSE = "training"
CONSENT_TEXT = "2026-01"
"""Which wording of the notice on personal data the learner heard."""


class ReferenceCodes(NamedTuple):
    """Where a person lives, to which people he belongs, how far he went to school."""

    commune_code: str
    ethnic_group: str
    schooling_code: str


@dataclass(frozen=True)
class LearnerEntry:
    """What a form says of a person on the day `on`.

    `citizen_number` None: none is known yet, or the one on file stays. `number_confirmed`:
    somebody compared a number that contradicts sex or year of birth with the papers.
    `birth_place` and `note` None: not asked, so what is on file stays. `shown_claims` are the
    ids of the categories that the form showed: those not among `claims` any more end.
    """

    on: date
    full_name: str
    birth_date: BirthDate
    sex: Sex
    citizen_number: str | None
    phone: str
    commune_code: str
    hamlet: str
    ethnic_group: str
    schooling_code: str
    birth_place: str | None = None
    note: str | None = None
    number_confirmed: bool = False
    claims: tuple[Claim, ...] = ()
    shown_claims: frozenset[int] = frozenset()

    @property
    def reference(self) -> ReferenceCodes:
        """Give the codes of reference data."""
        return ReferenceCodes(self.commune_code, self.ethnic_group, self.schooling_code)


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
        flag_modified(learner, "note")
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
            recorded_by_name=actor.name[:100],
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
    number = learner.citizen_number
    if entry.citizen_number:
        number = citizen_number.parse(entry.citizen_number)
    if number:
        categories.check_number(
            number, sex=entry.sex, birth_date=entry.birth_date, confirmed=entry.number_confirmed
        )
    categories.check_born(entry.birth_date, entry.on)
    name = clean_name(entry.full_name)
    if learner.full_name != name:
        learner.full_name, learner.folded_name, learner.sort_name = name, fold(name), sort_key(name)
    learner.birth_date = entry.birth_date.counts_as()
    learner.only_birth_year = entry.birth_date.is_year_alone
    learner.sex = entry.sex
    learner.phone = parse_phone(entry.phone)
    learner.hamlet = clean_line(entry.hamlet, 120, "hamlet")
    if entry.birth_place is not None:
        learner.birth_place = clean_line(entry.birth_place, 120, "birth_place")
    if entry.note is not None:
        learner.note = clean_note(entry.note, 2000, "note")
    _set_number(learner, number)
    _set_reference(learner, entry)


def _set_number(learner: Learner, number: str | None) -> None:
    fingerprint = keyring().fingerprint(number) if number else None
    if learner.citizen_number_hash == fingerprint:
        return
    learner.citizen_number = number
    learner.citizen_number_hash = fingerprint
    learner.citizen_number_tail = number[-4:] if number else ""


def check_reference(before: ReferenceCodes, given: ReferenceCodes) -> None:
    """Refuse codes that are not known; a commune that ended stays with whoever lives there.

    Raises `RuleViolation` `learners.place_unknown`.
    """
    if given == before:
        return
    unknown = queries.unknown_reference(*given)
    if unknown and not (unknown == "commune" and given.commune_code == before.commune_code):
        raise RuleViolation("learners.place_unknown", unknown)


def _set_reference(learner: Learner, entry: LearnerEntry) -> None:
    before = ReferenceCodes(learner.commune_code, learner.ethnic_group, learner.schooling_code)
    check_reference(before, entry.reference)
    learner.commune_code, learner.ethnic_group, learner.schooling_code = entry.reference


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
