"""Ask for, stop and repeat jobs; claim and finish them (the worker's side)."""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError, NoResultFound

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint, transaction
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.documents import storage
from vocational.documents.models import StoredFile
from vocational.extensions import db
from vocational.jobs import queries
from vocational.jobs.models import Job, JobState
from vocational.jobs.registry import registry
from vocational.shared import tenancy
from vocational.shared.clock import now_utc
from vocational.shared.errors import Refused, RuleViolation

LEASE = timedelta(seconds=10)
MAX_ATTEMPTS = 5


class LeaseLost(Exception):
    """Another worker has taken the job over."""


class Cancelled(Exception):
    """A person has stopped the job."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker has: enough to run it."""

    job_id: int
    token: str
    kind: str
    arguments: dict[str, Any]
    institution_id: int
    requested_by_id: int | None
    requested_by_name: str


def enqueue(
    actor: Actor, kind: str, arguments: dict[str, Any], *, subject: str, unique_key: str = ""
) -> Job:
    """Add a job to the caller's transaction.

    With a `unique_key` a job of that key which exists already is returned instead: the same form
    sent twice makes one job. `subject` is what its page says it makes.
    """
    if unique_key and (existing := queries.job_with_key(unique_key)):
        return existing
    job = Job(
        kind=kind,
        arguments=arguments,
        subject=subject[:200],
        unique_key=unique_key or None,
        requested_by_id=actor.user_id,
        requested_by_name=actor.name,
        created_at=now_utc(),
    )
    try:
        with savepoint():
            db.session.add(job)
            db.session.flush()
    except IntegrityError:
        existing = queries.job_with_key(unique_key)
        if existing is None:
            raise
        return existing
    return job


@command(Permission.JOB_VIEW)
def cancel(actor: Actor, job_id: int) -> Job:
    """Stop a job that is not over; a running one stops at its next step.

    Raises `NoResultFound`; `RuleViolation` when it is over.
    """
    job = queries.job_for_update(job_id)
    _check_may_have(actor, job)
    if job.is_over:
        raise RuleViolation("job.is_over")
    job.state, job.finished_at, job.lease_token = JobState.CANCELLED, now_utc(), None
    audit.record(actor, "job.cancelled", job, label=job.subject)
    return job


@command(Permission.JOB_VIEW)
def run_again(actor: Actor, job_id: int) -> Job:
    """Put a failed or stopped job back in the queue; done items stay done.

    Raises `NoResultFound`; `RuleViolation` when it has neither failed nor been stopped.
    """
    job = queries.job_for_update(job_id)
    _check_may_have(actor, job)
    if job.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise RuleViolation("job.cannot_run_again")
    job.state, job.attempts, job.finished_at = JobState.WAITING, 0, None
    job.error_code, job.error_detail = "", ""
    audit.record(actor, "job.run_again", job, label=job.subject)
    return job


def may_have(actor: Actor, job: Job) -> bool:
    """Tell whether the actor may open what the job made, stop it and repeat it."""
    asked = actor.user_id is not None and actor.user_id == job.requested_by_id
    return asked or actor.may(registry.permission(job.kind))


def result_of(actor: Actor, job_id: int) -> tuple[StoredFile, bytes]:
    """Return the file that a job made, with its bytes.

    Raises `NoResultFound`, also when it made none; `Refused`; `FileLost`.
    """
    job = queries.job(job_id)
    _check_may_have(actor, job)
    if job.result_file is None:
        raise NoResultFound
    return job.result_file, storage.read(job.result_file)


def _check_may_have(actor: Actor, job: Job) -> None:
    if not may_have(actor, job):
        raise Refused(f"the result of {job.kind}")


def claim_next() -> Claim | None:
    """Take the oldest job that waits or whose lease ran out; None when there is none."""
    with tenancy.all_institutions(db.session(), "the worker looks for work"):
        next_claimable = queries.next_claimable()
    db.session.rollback()
    if next_claimable is None:
        return None
    with tenancy.institution_scope(db.session(), next_claimable.institution_id):
        return _claim(next_claimable)


def _claim(claimable: queries.Claimable) -> Claim | None:
    token = secrets.token_hex(16)
    with transaction():
        if not queries.take_lease(claimable.job_id, token, LEASE):
            return None
        job = queries.job(claimable.job_id)
        return Claim(
            job_id=job.id,
            token=token,
            kind=job.kind,
            arguments=job.arguments,
            institution_id=job.institution_id,
            requested_by_id=job.requested_by_id,
            requested_by_name=job.requested_by_name,
        )


def report_progress(claim: Claim, done: int, total: int) -> None:
    """Write the count and extend the lease.

    Raises `LeaseLost` or `Cancelled`: the handler must stop there.
    """
    with transaction():
        if queries.extend_lease(claim.job_id, claim.token, LEASE, done, total):
            return
        state = queries.job(claim.job_id).state
    raise Cancelled if state == JobState.CANCELLED else LeaseLost


def keep_alive(claim: Claim) -> None:
    """Extend the lease while a long item is being done."""
    with transaction():
        queries.keep_lease(claim.job_id, claim.token, LEASE)


def finish(claim: Claim, file_id: int | None) -> None:
    """Mark the job done, if this worker still has it."""
    with transaction():
        queries.close(
            claim.job_id,
            claim.token,
            state=JobState.DONE,
            result_file_id=file_id,
            finished_at=now_utc(),
            error_code="",
            error_detail="",
        )


def fail(claim: Claim, *, code: str, detail: str, again: bool) -> None:
    """Mark the job failed, or waiting for another attempt while it has some left."""
    with transaction():
        job = queries.job(claim.job_id)
        waits = again and job.attempts < MAX_ATTEMPTS
        queries.close(
            claim.job_id,
            claim.token,
            state=JobState.WAITING if waits else JobState.FAILED,
            error_code=code,
            error_detail=detail[:4000],
            finished_at=None if waits else now_utc(),
        )
