"""Found the demonstration centre: for the first page, which has it loaded, and the command line."""

import json
from dataclasses import dataclass
from datetime import datetime

from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.access.roles import Role
from vocational.accounts.services import setting_up
from vocational.demo import centre
from vocational.demo.centre import Account
from vocational.documents import storage
from vocational.extensions import db
from vocational.institutions.services import settings as institutions
from vocational.jobs import queries as job_queries
from vocational.jobs import services as jobs
from vocational.jobs.models import JobState
from vocational.shared import tenancy

LOAD_JOB = "demo.load"


@dataclass(frozen=True, slots=True)
class LoadingState:
    """How far the demonstration centre is; `accounts` are known at the end.

    `state` is queued, running, done, failed or cancelled.
    """

    state: str
    done: int
    total: int
    accounts: tuple[Account, ...] = ()


def found(now: datetime) -> int:
    """Found the demonstration centre, for the person who loads it himself; return its id.

    Raises `RuleViolation` `setup.done_already`.
    """
    with transaction():
        setting_up.take_turn()
        return institutions.found_institution(centre.CODE, centre.CONTACT, now, demo=True)


def start_loading(now: datetime) -> int:
    """Found the demonstration centre and ask for its data; return the job's id.

    Raises `RuleViolation` `setup.done_already`.
    """
    with transaction():
        institution_id = found(now)
        with tenancy.institution_scope(db.session(), institution_id):
            job = jobs.enqueue(
                Actor.system("set-up", institution_id),
                LOAD_JOB,
                {},
                subject=centre.CONTACT.short_name,
                unique_key=LOAD_JOB,
            )
            db.session.flush()
            return job.id


def loading_state(job_id: int) -> LoadingState:
    """Return how far the job is; its result file is the JSON that `vocational demo` prints.

    Raises `NoResultFound`.
    """
    with tenancy.all_institutions(db.session(), "the visitor who asked for it has no institution"):
        job = job_queries.job(job_id)
        report = json.loads(storage.read(job.result_file)) if job.result_file else {}
    state = "queued" if job.state is JobState.WAITING else job.state.value
    accounts = tuple(
        Account(Role(entry["role"]), entry["username"], entry["password"])
        for entry in report.get("accounts", ())
    )
    return LoadingState(state, job.done_count, job.total_count, accounts)
