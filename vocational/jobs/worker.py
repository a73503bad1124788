"""The worker: polls the table, runs one job at a time, keeps its lease alive.

1. claim the oldest job by one update; 2. enter its institution; 3. call the handler, which
reports progress; 4. write the end. A worker that dies leaves a lease that runs out; anyone who
polls next goes on from the items not yet done.
"""

import contextlib
import json
import signal
import threading
import traceback
from collections.abc import Iterator
from datetime import date

import structlog
from flask import Flask

from vocational.access.actor import Actor
from vocational.extensions import db
from vocational.jobs import services
from vocational.jobs.registry import Progress, registry
from vocational.shared import tenancy
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation, Unavailable

POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 3.0

log = structlog.get_logger(__name__)


def work_until_told(app: Flask) -> None:
    """Do jobs until SIGINT or SIGTERM; the job in hand is finished first."""
    work(app, _told_to_stop())


def work_until_rested(app: Flask) -> None:
    """Do the jobs that come, then end, so that a fresh process takes over: printing leaves a
    process large."""
    work(app, _told_to_stop(), ends_when_done=True)


def work(app: Flask, stop: threading.Event, *, ends_when_done: bool = False) -> None:
    """Do jobs until `stop` is set; a passing fault of the database is logged and waited out.

    `ends_when_done`: also end when jobs were done and none is left.
    """
    planned_on: date | None = None
    was_busy = False
    while not stop.is_set():
        try:
            planned_on = plan_day(app, planned_on)
            busy = run_one(app)
        except Exception:  # the loop must outlive any fault; the job itself handles its own
            log.exception("worker.fault")
            busy = False
        if ends_when_done and was_busy and not busy:
            return
        was_busy = busy
        if not busy:
            stop.wait(POLL_SECONDS)


def plan_day(app: Flask, planned_on: date | None) -> date:
    """Add the jobs of today unless `planned_on` is today; return the day that is planned."""
    on = today()
    if on != planned_on:
        with app.app_context():
            for plan in registry.day_plans:
                plan(on)
    return on


def _told_to_stop() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop


def run_all(app: Flask) -> int:
    """Do every job that waits, here and now; return how many."""
    count = 0
    while run_one(app):
        count += 1
    return count


def run_one(app: Flask) -> bool:
    """Do the next job; False when there is none."""
    with app.app_context():
        claim = services.claim_next()
        if claim is None:
            return False
        with (
            structlog.contextvars.bound_contextvars(job_id=claim.job_id, job_kind=claim.kind),
            tenancy.institution_scope(db.session(), claim.institution_id),
            _heartbeat(app, claim),
        ):
            _run(claim)
        return True


def _run(claim: services.Claim) -> None:
    actor = Actor(
        name=claim.requested_by_name or "system",
        user_id=claim.requested_by_id,
        institution_id=claim.institution_id,
        is_system=True,
    )
    progress = Progress(lambda done, total: services.report_progress(claim, done, total))
    try:
        result = registry.handler(claim.kind)(actor, claim.arguments, progress)
    except (services.LeaseLost, services.Cancelled):
        log.info("job.let_go")
    except RuleViolation as violation:
        log.info("job.refused", code=violation.code)
        services.fail(claim, code=violation.code, detail=_as_json(violation), again=False)
    except Unavailable as fault:
        log.exception("job.failed")
        services.fail(claim, code=fault.code, detail="{}", again=True)
    except Exception:  # whatever a handler meets is kept with the job and tried again
        log.exception("job.failed")
        services.fail(claim, code="job.defect", detail=traceback.format_exc(), again=True)
    else:
        services.finish(claim, result.file_id)
        log.info("job.done")


def _as_json(violation: RuleViolation) -> str:
    return json.dumps({key: str(value) for key, value in violation.params.items()})


@contextlib.contextmanager
def _heartbeat(app: Flask, claim: services.Claim) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(app, claim, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(app: Flask, claim: services.Claim, stop: threading.Event) -> None:
    while not stop.wait(HEARTBEAT_SECONDS):
        with (
            app.app_context(),
            tenancy.institution_scope(db.session(), claim.institution_id),
        ):
            try:
                services.keep_alive(claim)
            except Exception:  # the next beat tries again; progress notices a lost lease
                log.exception("job.heartbeat_failed")
