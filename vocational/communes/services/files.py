"""Take the files of communes and associations: keep what was read, enter it, drop it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.queries import applications as every
from vocational.applications.rules.consent import Purpose
from vocational.applications.rules.intake import check_intake
from vocational.audit import services as audit
from vocational.communes import queries
from vocational.communes.models import ApplicationFile
from vocational.communes.rules import sheet_contents
from vocational.communes.rules.sheet_contents import SheetRow
from vocational.communes.services import submissions
from vocational.communes.services.checking import CheckedSheet, check_sheet
from vocational.communes.services.rows import SheetPerson
from vocational.communes.services.submissions import Proposal
from vocational.extensions import db
from vocational.jobs import queries as job_queries
from vocational.jobs import services as jobs
from vocational.jobs.models import Job, JobState
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line, required_line

ENTER_JOB = "applications.enter_file"
AT_ONCE = 30
"""So many people are entered while the page waits, in one transaction; more are a job."""


@dataclass(frozen=True)
class Upload:
    """A file that was read: for which class, when all had signed and who brings the papers."""

    class_id: int
    name: str
    rows: Sequence[SheetRow]
    signed_on: date
    brought_by: str


@command(Permission.APPLICATION_PROPOSE)
def keep(actor: Actor, upload: Upload, today: date) -> ApplicationFile:
    """Keep the rows of a file until they are entered; one that still waited is dropped.

    Raises `Refused`; `NoResultFound`; `RuleViolation`: `applications.signed_later`, `required`,
    `too_long`, those of `states.check_intake`.
    """
    body_id = actor.own_local_body()
    training_class = every.class_for_update(upload.class_id)
    check_intake(queries.intake_of(training_class), today)
    if upload.signed_on > today:
        raise RuleViolation("applications.signed_later", "signed_on")
    for waiting in queries.waiting_files(body_id):
        if waiting.imported_at is None and not _is_being_entered(waiting.id):
            _forget(actor, waiting)
    row = ApplicationFile(
        class_id=training_class.id,
        local_body_id=body_id,
        name=clean_line(upload.name, 200, "file"),
        sheet=sheet_contents.as_text(upload.rows),
        row_count=len(upload.rows),
        consent_signed_on=upload.signed_on,
        consent_brought_by=required_line(upload.brought_by, 100, "brought_by"),
        uploaded_at=now_utc(),
        uploaded_by_id=actor.user_id,
        uploaded_by_name=actor.signature,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "application_file.submitted", row, after=_told(row), label=row.name)
    return row


@command(Permission.APPLICATION_PROPOSE)
def drop(actor: Actor, file_id: int) -> None:
    """Forget a file that was not entered, its rows with it.

    Raises `NoResultFound` for another body's; `RuleViolation` `sheet.entered_already`.
    """
    row = queries.file_for_update(actor.own_local_body(), file_id)
    if row.imported_at is not None or _is_being_entered(row.id):
        raise RuleViolation("sheet.entered_already")
    _forget(actor, row)


@command(Permission.APPLICATION_PROPOSE)
def enter(actor: Actor, file_id: int, today: date, subject: str) -> Job | None:
    """Enter everybody of a file, at once or by a job; asked twice it is done once.

    While one fault stands nobody is entered. Returns the job; None: all is entered.

    Raises `NoResultFound` for another body's; `RuleViolation`: `sheet.has_faults`, those of
    `states.check_intake` and `services.propose`.
    """
    body_id = actor.own_local_body()
    row = queries.file_for_update(body_id, file_id)
    if row.imported_at is not None:
        return None
    checked = check_faultless(row, today)
    if len(checked.new) > AT_ONCE:
        return _asked_for(actor, row, today, subject)
    enter_people(actor, row.id, checked.new)
    close(actor, row.id)
    return None


@command(Permission.APPLICATION_PROPOSE)
def enter_people(actor: Actor, file_id: int, people: Sequence[SheetPerson]) -> None:
    """Enter some people of a file; each row of a file is entered once.

    Raises as `services.propose`.
    """
    row = queries.file(actor.own_local_body(), file_id)
    for person in people:
        submissions.propose(
            actor,
            Proposal(
                class_id=row.class_id,
                entry=person.entry,
                form_token=f"{form_prefix(row.id)}{person.row}",
                purposes=frozenset({Purpose.TRAINING}),
                signed_on=row.consent_signed_on,
                brought_by=row.consent_brought_by,
                cannot_read=person.cannot_read,
                overlap_confirmed=True,
            ),
        )


@command(Permission.APPLICATION_PROPOSE)
def close(actor: Actor, file_id: int) -> ApplicationFile:
    """Keep that a file was entered and forget its rows."""
    row = queries.file_for_update(actor.own_local_body(), file_id)
    row.created_count = queries.count_of_file(row.local_body_id, form_prefix(row.id))
    row.imported_at, row.sheet = now_utc(), None
    audit.record(actor, "application_file.entered", row, after=_told(row), label=row.name)
    return row


def checked_file(row: ApplicationFile, today: date) -> CheckedSheet:
    """Check a file that waits, as things stand now."""
    rows = sheet_contents.from_text(row.sheet or "[]")
    return check_sheet(rows, row.training_class, row.local_body_id, today)


def check_faultless(row: ApplicationFile, today: date) -> CheckedSheet:
    """Check a file that is about to be entered.

    Raises `RuleViolation`: `sheet.has_faults`, those of `states.check_intake`.
    """
    check_intake(queries.intake_of(row.training_class), today)
    checked = checked_file(row, today)
    if checked.faults:
        raise RuleViolation("sheet.has_faults", count=len(checked.faults))
    return checked


def form_prefix(file_id: int) -> str:
    """Return how the form tokens of a file's rows begin."""
    return f"file-{file_id}-"


def job_key(file_id: int) -> str:
    """Return the key of the one job that enters a file."""
    return f"{ENTER_JOB}.{file_id}"


def _asked_for(actor: Actor, row: ApplicationFile, on: date, subject: str) -> Job:
    given = {"file_id": row.id, "local_body_id": row.local_body_id, "on": on.isoformat()}
    job = jobs.enqueue(actor, ENTER_JOB, given, subject=subject, unique_key=job_key(row.id))
    if job.state in {JobState.FAILED, JobState.CANCELLED}:
        jobs.run_again(replace(actor, is_system=True), job.id)
    return job


def _is_being_entered(file_id: int) -> bool:
    job = job_queries.job_with_key(job_key(file_id))
    return job is not None and not job.is_over


def _forget(actor: Actor, row: ApplicationFile) -> None:
    audit.record(actor, "application_file.removed", row, before=_told(row), label=row.name)
    db.session.delete(row)


def _told(row: ApplicationFile) -> dict[str, object]:
    return {"name": row.name, "row_count": row.row_count, "created_count": row.created_count}
