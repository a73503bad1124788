"""Take in applications for a place, from wherever they come, and let applicants withdraw."""

from dataclasses import dataclass, replace
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.queries import applications as queries
from vocational.applications.rules import consent, intake
from vocational.applications.rules.receipts import new_receipt
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.learners.rules import categories as learner_rules
from vocational.learners.services import evidence_copies
from vocational.learners.services.claims import Claim, fill_evidence
from vocational.learners.services.persons import (
    LearnerEntry,
    fill_number,
    fill_person,
)
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import new_token
from vocational.shared.free_text import clean_line

PERMISSION_OF_CHANNEL = {
    IntakeChannel.PUBLIC: None,
    IntakeChannel.COUNTER: Permission.ENROLMENT_EDIT,
    IntakeChannel.COMMUNE: Permission.APPLICATION_PROPOSE,
}
"""Who may hand in an application by each way; None is everybody."""


@dataclass(frozen=True)
class ApplicationRequest:
    """One application as it is handed in on the day `entry.on`.

    `purposes` are those of `consent.Purpose` that were agreed to. `form_token` names the form:
    sent twice it saves once. `is_complete`: the papers were seen while it was taken in.
    `signed_on` and `brought_by`: when the applicant signed on paper, and who brought it.
    """

    class_id: int
    entry: LearnerEntry
    form_token: str
    purposes: frozenset[str] = frozenset()
    way: IntakeChannel = IntakeChannel.PUBLIC
    cannot_read: bool = False
    is_complete: bool = False
    signed_on: date | None = None
    brought_by: str = ""


@command(None)
def submit(actor: Actor, request: ApplicationRequest) -> Application:
    """Save an application with a receipt code; the same form sent again gives what it made.

    Sent again for another person it is another application: nobody is shown somebody else's.

    Raises `Refused`; `NoResultFound`; `RuleViolation`: those of `consent.check_consent`,
    `states.check_intake`, `states.check_age` and of the fields; `applications.use_receipt` (the
    public), `applications.ask_the_centre` (communes) or `applications.applied_before` and
    `applications.has_seat` (the staff) when the person wants or has a place there.
    """
    permission = PERMISSION_OF_CHANNEL[request.way]
    if permission is not None:
        actor.require(permission)
    purposes = consent.check_consent(request.purposes)
    training_class = queries.class_for_update(request.class_id)
    made = queries.made_by_form(training_class.id, request.form_token)
    if made is not None and is_of(made, request.way, actor, request.entry):
        return made
    intake.check_intake(_intake(training_class), request.entry.on)
    token = request.form_token if made is None else new_token()
    row = Application(class_id=training_class.id, form_token=token, way=request.way)
    entry = (
        without_verification(request.entry)
        if request.way is IntakeChannel.COMMUNE
        else request.entry
    )
    fill(actor, row, entry, training_class.starts_on)
    _check_only_one(row)
    _stamp(row, actor, request, purposes)
    db.session.add(row)
    db.session.flush()
    audit.record(
        actor, "application.submitted", row, after=audit.values_of(row), label=label_of(row)
    )
    return row


def is_of(made: Application, way: IntakeChannel, actor: Actor, entry: LearnerEntry) -> bool:
    """Tell whether an application came by this way, for a body from it, and for this person."""
    number = entry.citizen_number
    if number is None or made.way is not way or made.citizen_number_hash != number.fingerprint:
        return False
    return way is not IntakeChannel.COMMUNE or made.local_body_id == actor.own_local_body()


def without_verification(entry: LearnerEntry) -> LearnerEntry:
    """Give what a form says without originals seen: that is for the centre's staff to say."""
    claims = tuple(replace(claim, original_seen=False) for claim in entry.claims)
    return replace(entry, claims=claims)


def fill(actor: Actor, row: Application, entry: LearnerEntry, starts_on: date) -> None:
    """Bring an application to what a form says, categories included; call it in a command.

    Raises `RuleViolation`: `citizen_number.empty`, those of the fields, `intake.check_age`,
    `categories.check_evidence`.
    """
    if entry.citizen_number is None and not row.citizen_number:
        raise RuleViolation("citizen_number.empty", "citizen_number")
    fill_number(row, entry)
    intake.check_age(entry.birth_date.counts_as(), starts_on)
    fill_person(row, entry)
    _set_claims(actor, row, entry)


def rewrite(actor: Actor, row: Application, entry: LearnerEntry, starts_on: date) -> bool:
    """Bring a locked application to what a form says and record it; False: nothing changed.

    Raises `RuleViolation` `applications.applied_before` (`applications.ask_the_centre` who does not
    review) and those of `fill`.
    """
    number_before = row.citizen_number_hash
    with db.session.no_autoflush:
        fill(actor, row, entry, starts_on)
        if row.citizen_number_hash != number_before:
            _check_number_free(actor, row)
    before, after = audit.changes_of(row)
    lines = [line for line in row.categories if db.session.is_modified(line) or line.id is None]
    if lines and not after:
        row.touch()
    if after or lines:
        label = label_of(row)
        audit.record(actor, "application.corrected", row, before=before, after=after, label=label)
    return bool(after or lines)


def record_reveal(actor: Actor, row: Application) -> None:
    """Keep who saw the citizen number of an application in full; call it in a command."""
    audit.record(actor, "application.number_revealed", row, label=label_of(row))


def label_of(row: Application) -> str:
    """Name an application in the audit."""
    return f"{row.full_name}, {row.citizen_number_tail}"


def _check_only_one(row: Application) -> None:
    """Non-staff get one generic refusal, so that nobody can probe who is enrolled where."""
    has_applied = queries.open_application_of(row.class_id, row.citizen_number_hash) is not None
    has_seat = queries.has_seat(row.class_id, row.citizen_number_hash)
    if row.way is IntakeChannel.PUBLIC and (has_applied or has_seat):
        raise RuleViolation("applications.use_receipt", "citizen_number")
    if row.way is IntakeChannel.COMMUNE and (has_applied or has_seat):
        raise RuleViolation("applications.ask_the_centre", "citizen_number")
    if has_seat:
        raise RuleViolation("applications.has_seat", "citizen_number")
    if has_applied:
        raise RuleViolation("applications.applied_before", "citizen_number")


def _check_number_free(actor: Actor, row: Application) -> None:
    """A body is told as little of others as when it enters somebody."""
    other = queries.open_application_of(row.class_id, row.citizen_number_hash)
    has_applied = other is not None and other.id != row.id
    if not actor.may(Permission.APPLICATION_REVIEW):
        if has_applied or queries.has_seat(row.class_id, row.citizen_number_hash):
            raise RuleViolation("applications.ask_the_centre", "citizen_number")
    elif has_applied:
        raise RuleViolation("applications.applied_before", "citizen_number")


def _stamp(
    row: Application, actor: Actor, request: ApplicationRequest, purposes: list[str]
) -> None:
    now = now_utc()
    row.receipt_code = new_receipt()
    row.state = ApplicationState.SUBMITTED
    row.submitted_at = row.consent_at = now
    if request.is_complete:
        row.state, row.completed_at = ApplicationState.COMPLETE, now
    row.cannot_read = request.cannot_read
    row.consent_version, row.consent_purposes = consent.NOTICE_VERSION, purposes
    row.consent_signed_on = request.signed_on
    row.consent_brought_by = clean_line(request.brought_by, 100, "brought_by")
    if request.way is not IntakeChannel.PUBLIC:
        row.entered_by_id, row.entered_by_name = actor.user_id, actor.signature
    if request.way is IntakeChannel.COMMUNE:
        row.local_body_id = actor.own_local_body()


def _set_claims(actor: Actor, row: Application, entry: LearnerEntry) -> None:
    """One line for each category: what is claimed twice is refused as overlapping."""
    lines = {line.category_code: line for line in row.categories}
    wanted = {claim.category_code for claim in entry.claims}
    for code in lines.keys() - wanted:
        evidence_copies.drop_copy(lines[code])
        row.categories.remove(lines[code])
    for place, claim in enumerate(entry.claims):
        _check_claim(claim, entry.claims[:place])
        line = lines.get(claim.category_code)
        if line is None:
            line = ApplicationCategory(category_code=claim.category_code)
            row.categories.append(line)
        fill_evidence(actor, line, claim, entry.on)


def _check_claim(claim: Claim, others: tuple[Claim, ...]) -> None:
    """Who applies from home may claim a category before any paper is at hand."""
    category = learner_rules.category_of(claim.category_code)
    is_paperless = not (claim.paper_kind or claim.paper_number or claim.original_seen)
    if is_paperless and category is not None and not category.is_derived:
        return
    learner_rules.check_evidence(claim.evidence, [other.evidence for other in others], claim.field)


def _intake(training_class: TrainingClass) -> intake.Intake:
    return intake.Intake(
        state=training_class.state,
        starts_on=training_class.starts_on,
        ends_on=training_class.ends_on,
        apply_until=training_class.apply_until,
    )
