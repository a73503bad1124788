"""The registrar's review: correct, complete, ask for what is missing, refuse."""

from datetime import date, datetime, time

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.models import Application
from vocational.applications.queries import applications as queries
from vocational.applications.rules import intake
from vocational.applications.services.submissions import record_reveal, rewrite
from vocational.applications.states import ApplicationState
from vocational.audit import services as audit
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.clock import VIETNAM, local_day, now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_note


@command(Permission.APPLICATION_REVIEW)
def correct(actor: Actor, application_id: int, entry: LearnerEntry, version: int) -> Application:
    """Bring an application as seen at `version` to what the form says, papers included.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `applications.decided_already`, those of `submissions.rewrite`.
    """
    training_class = queries.class_for_update(queries.application(application_id).class_id)
    row = _reviewable(application_id, version)
    rewrite(actor, row, entry, training_class.starts_on)
    return row


@command(Permission.APPLICATION_REVIEW)
def complete(
    actor: Actor, application_id: int, version: int, today: date, complete_on: date | None = None
) -> Application:
    """Let an application take part in admission from the day on which it was complete.

    `complete_on` None: the day it was handed in when nothing was found missing, else today.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `applications.decided_already`, `applications.complete_day` (before it was handed in, or
    after today).
    """
    row = _reviewable(application_id, version)
    submitted_on = local_day(row.submitted_at)
    was_lacking = row.state is ApplicationState.INCOMPLETE
    on = complete_on or (today if was_lacking else submitted_on)
    if not submitted_on <= on <= today:
        raise RuleViolation("applications.complete_day", "complete_on", first=submitted_on)
    row.state, row.completed_at = ApplicationState.COMPLETE, _moment(row, on, today)
    row.decided_reason = ""
    audit.record_changes(actor, "application.completed", row)
    return row


@command(Permission.APPLICATION_REVIEW)
def ask_for(actor: Actor, application_id: int, version: int, missing: str) -> Application:
    """Tell the applicant what is missing; it is not ranked until it has come.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `applications.decided_already`, `applications.missing_empty`, `too_long`.
    """
    row = _reviewable(application_id, version)
    row.decided_reason = _said(missing, "missing", "applications.missing_empty")
    row.state, row.completed_at = ApplicationState.INCOMPLETE, None
    audit.record_changes(actor, "application.found_incomplete", row)
    return row


@command(Permission.APPLICATION_REVIEW)
def refuse(actor: Actor, application_id: int, version: int, reason: str) -> Application:
    """Refuse an application, with the reason that the applicant reads.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `applications.decided_already`, `applications.reason_empty`, `too_long`.
    """
    row = _reviewable(application_id, version)
    row.decided_reason = _said(reason, "reason", "applications.reason_empty")
    row.state = ApplicationState.REFUSED
    audit.record_changes(actor, "application.refused", row, reason=row.decided_reason)
    return row


@command(Permission.LEARNER_REVEAL)
def reveal(actor: Actor, application_id: int) -> Application:
    """Return an application to be printed with its citizen number, on record.

    Raises `NoResultFound`.
    """
    row = queries.application(application_id)
    record_reveal(actor, row)
    return row


def _reviewable(application_id: int, version: int) -> Application:
    row = queries.application_for_update(application_id)
    if row.version != version:
        raise RuleViolation("record.changed_meanwhile")
    intake.check_reviewable(row.state)
    return row


def _moment(row: Application, on: date, today: date) -> datetime:
    """The hour does not count in ranking, the day does."""
    if on == local_day(row.submitted_at):
        return row.submitted_at
    return now_utc() if on == today else datetime.combine(on, time(12), VIETNAM)


def _said(text: str, field: str, code_when_empty: str) -> str:
    said = clean_note(text, 300, field)
    if not said:
        raise RuleViolation(code_when_empty, field)
    return said
