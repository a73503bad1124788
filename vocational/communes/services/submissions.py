"""Enter, correct and take back applications that a commune or an association brings."""

from dataclasses import dataclass
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.admission.services import withdrawals
from vocational.applications.models import Application
from vocational.applications.queries import applications as every
from vocational.applications.queries.lists import classes_at_the_same_hours
from vocational.applications.rules import consent
from vocational.applications.services import submissions
from vocational.applications.services.submissions import ApplicationRequest
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.communes import queries
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line


@dataclass(frozen=True)
class Proposal:
    """One person whom a commune or an association brings to a class.

    The person signed the notice on paper on `signed_on`, agreeing to `purposes`; `brought_by`
    brings that paper. `form_token` names the form: sent twice it saves once.
    """

    class_id: int
    entry: LearnerEntry
    form_token: str
    purposes: frozenset[str]
    signed_on: date
    brought_by: str
    cannot_read: bool = False
    overlap_confirmed: bool = False


@command(Permission.APPLICATION_PROPOSE)
def propose(actor: Actor, proposal: Proposal) -> Application:
    """Save an application of the actor's body; the same form sent again gives what it made.

    Raises `Refused`; `NoResultFound`; `RuleViolation`: `applications.signed_later`,
    `applications.entered_already` (by this body), `applications.same_hours`, those of
    `submissions.submit`.
    """
    _check_signed(proposal)
    training_class = every.class_for_update(proposal.class_id)
    made = every.made_by_form(training_class.id, proposal.form_token)
    if made is not None and submissions.is_of(made, IntakeChannel.COMMUNE, actor, proposal.entry):
        return queries.application(actor.own_local_body(), made.id)
    number = proposal.entry.citizen_number
    number_hash = number.fingerprint if number else ""
    _check_not_entered(actor.own_local_body(), training_class.id, number_hash)
    if not proposal.overlap_confirmed and classes_at_the_same_hours(training_class, number_hash):
        raise RuleViolation("applications.same_hours", "confirm_overlap")
    return submissions.submit(
        actor,
        ApplicationRequest(
            class_id=proposal.class_id,
            entry=proposal.entry,
            form_token=proposal.form_token,
            purposes=proposal.purposes,
            way=IntakeChannel.COMMUNE,
            cannot_read=proposal.cannot_read,
            signed_on=proposal.signed_on,
            brought_by=proposal.brought_by,
        ),
    )


@command(Permission.APPLICATION_PROPOSE)
def amend(actor: Actor, application_id: int, proposal: Proposal, version: int) -> Application:
    """Correct what the actor's body entered, as seen at `version`, before the centre reviews it.

    The class stays. Raises `NoResultFound` for another body's; `RuleViolation`:
    `record.changed_meanwhile`, `applications.reviewed_already`, `applications.signed_later`,
    those of `submissions.rewrite`.
    """
    body_id = actor.own_local_body()
    class_id = queries.application(body_id, application_id).class_id
    training_class = every.class_for_update(class_id)
    row = queries.application_for_update(body_id, application_id)
    row.check_unchanged(version)
    _check_unreviewed(row)
    _check_signed(proposal)
    row.cannot_read = proposal.cannot_read
    row.consent_purposes = consent.check_consent(proposal.purposes)
    row.consent_signed_on = proposal.signed_on
    row.consent_brought_by = clean_line(proposal.brought_by, 100, "brought_by")
    entry = submissions.without_verification(proposal.entry)
    submissions.rewrite(actor, row, entry, training_class.starts_on)
    return row


@command(Permission.APPLICATION_PROPOSE)
def withdraw(actor: Actor, application_id: int, today: date) -> Application:
    """Withdraw what the actor's body entered, before the centre reviews it.

    Raises `NoResultFound` for another body's; `RuleViolation` `applications.reviewed_already`.
    """
    row = queries.application_for_update(actor.own_local_body(), application_id)
    if row.state is not ApplicationState.WITHDRAWN:
        _check_unreviewed(row)
    return withdrawals.withdraw(actor, application_id, today)


@command(Permission.APPLICATION_PROPOSE)
def reveal(actor: Actor, application_id: int) -> Application:
    """Return an application of the actor's body to be printed with its citizen number, on record.

    Raises `NoResultFound` for another body's.
    """
    row = queries.application(actor.own_local_body(), application_id)
    submissions.record_reveal(actor, row)
    return row


def _check_signed(proposal: Proposal) -> None:
    if proposal.signed_on > proposal.entry.on:
        raise RuleViolation("applications.signed_later", "signed_on")


def _check_not_entered(body_id: int, class_id: int, number_hash: str) -> None:
    before = queries.entered_before(body_id, class_id, [number_hash]).get(number_hash)
    if before is not None:
        day = local_day(before.submitted_at)
        raise RuleViolation("applications.entered_already", "citizen_number", day=day)


def _check_unreviewed(row: Application) -> None:
    if row.state is not ApplicationState.SUBMITTED:
        raise RuleViolation("applications.reviewed_already")
