"""Whether this process answers, and whether the whole installation can work."""

from collections.abc import Callable

import structlog
from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from vocational.access.guards import public
from vocational.documents import fonts, storage
from vocational.extensions import db
from vocational.jobs import queries
from vocational.shared import tenancy
from vocational.shared.errors import Unavailable

bp = Blueprint("health", __name__)

log = structlog.get_logger(__name__)

_REASON = "anyone who watches the server has no account; it tells nothing of anybody"
LATE_SECONDS = 60

_added: dict[str, Callable[[], None]] = {}


@bp.get("/healthz")
@public(_REASON)
def process() -> ResponseReturnValue:
    """Answer as long as the process does."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public(_REASON)
def ready() -> ResponseReturnValue:
    """Answer 503 naming what does not work: database, jobs, storage, fonts, data key."""
    checks: dict[str, Callable[[], None]] = {
        "database": _check_database,
        "jobs": _check_jobs,
        "storage": storage.check,
        "fonts": fonts.check_fonts,
    }
    result = {name: _works(name, check) for name, check in (checks | _added).items()}
    works = all(result.values())
    states = {name: "ok" if fine else "failed" for name, fine in result.items()}
    return jsonify(status="ok" if works else "failed", checks=states), 200 if works else 503


def add_check(name: str, check: Callable[[], None]) -> None:
    """Let a feature add what must work: `check` raises `Unavailable` when it does not."""
    _added[name] = check


class WorkerAbsent(Exception):
    """A job has waited too long and no worker is at work."""


def _works(name: str, check: Callable[[], None]) -> bool:
    try:
        check()
    except (OSError, SQLAlchemyError, fonts.FontsIncomplete, Unavailable, WorkerAbsent) as fault:
        log.error("ready.failed", check=name, fault=repr(fault))
        db.session.rollback()
        return False
    return True


def _check_database() -> None:
    queries.database_answers()


def _check_jobs() -> None:
    """A worker that is busy has a lease; one that is idle leaves nothing waiting."""
    with tenancy.all_institutions(db.session(), "the health of the whole installation"):
        if queries.has_stalled_jobs(LATE_SECONDS):
            raise WorkerAbsent
