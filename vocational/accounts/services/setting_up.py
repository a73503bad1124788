"""Set an empty installation up: its institution and administrator, or the demonstration."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command, transaction
from vocational.access.roles import Role
from vocational.accounts import passwords, queries, rules, throttle
from vocational.accounts.rules import SETUP_CODE
from vocational.accounts.services import membership
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.setup_code import is_setup_code
from vocational.audit import services as audit
from vocational.config import Settings
from vocational.documents import storage
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions import services as institution_services
from vocational.institutions.services import Contact, Names, SignatoryDetails
from vocational.jobs import queries as job_queries
from vocational.jobs import services as jobs
from vocational.jobs.models import JobState
from vocational.jobs.registry import registry
from vocational.shared import tenancy
from vocational.shared.errors import Refused, RuleViolation

DEMONSTRATION_JOB = "demo.load"
DEMONSTRATION_CODE = "LD"
DEMONSTRATION = Contact(
    short_name="Trung tâm GDNN Sông Đáy",
    place_name="Hà Nội",
    address="Thôn 5",
    commune_code=None,
    phone="",
)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """With what a role of the demonstration centre signs in."""

    role: Role
    username: str
    password: str


@dataclass(frozen=True, slots=True)
class DemonstrationProgress:
    """How far the demonstration centre is; `accounts` are known at the end.

    `state` is queued, running, done, failed or cancelled.
    """

    state: str
    done: int
    total: int
    accounts: tuple[DemonstrationAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class NewInstallation:
    """What the first page asks for; `phone` stands in `contact`."""

    code: str
    contact: Contact
    names: Names
    head: SignatoryDetails
    deputy: SignatoryDetails | None
    administrator: UserDetails
    password: str
    password_again: str


def check_setup_code(settings: Settings, typed: str, address: str, now: datetime) -> None:
    """Refuse who does not know the code.

    Raises `RuleViolation`: `setup.wrong_code`, `throttle.wait`.
    """
    tried = throttle.attempt(SETUP_CODE, address, now)
    if not is_setup_code(settings, typed):
        raise RuleViolation("setup.wrong_code", "setup_code")
    throttle.withdraw(tried)


def can_load_demonstration() -> bool:
    """Tell whether this installation has the demonstration centre with it."""
    return DEMONSTRATION_JOB in registry.handlers


def set_up(request: NewInstallation, today: date, now: datetime) -> int:
    """Create the institution and its administrator; return the administrator's user id.

    The caller has checked the set-up code. Names and signatories hold from the first of January
    on, so that papers of the running year can be made.

    Raises `RuleViolation`: `setup.done_already`, those of each field.
    """
    details = replace(
        request.administrator, username=rules.clean_username(request.administrator.username)
    )
    rules.check_password(
        request.password, username=details.username, repeated=request.password_again
    )
    password_hash = passwords.hash_password(request.password)
    filled = replace(request, administrator=details)
    return _set_up(
        Actor.system("set-up"), filled, password_hash, today.replace(month=1, day=1), now
    )


@command(None)
def _set_up(
    _actor: Actor, request: NewInstallation, password_hash: str, since: date, now: datetime
) -> int:
    _take_turn()
    institution_id = institution_services.found_institution(request.code, request.contact, now)
    actor = Actor.system("set-up", institution_id)
    with tenancy.institution_scope(db.session(), institution_id):
        institution_services.start_names(actor, institution_id, request.names, request.head, since)
        if request.deputy is not None:
            institution_services.add_signatory(actor, request.deputy, since)
        user = membership.add_user(actor, request.administrator, now, password_hash)
        row = institutions.institution(institution_id)
        audit.record(
            actor, "institution.created", row, after=audit.values_of(row), label=row.short_name
        )
        db.session.flush()
        return user.id


def start_demonstration(now: datetime) -> int:
    """Found the demonstration centre and ask for its data; return the job's id.

    Raises `RuleViolation` `setup.done_already`.
    """
    with transaction():
        _take_turn()
        institution_id = institution_services.found_institution(
            DEMONSTRATION_CODE, DEMONSTRATION, now, demo=True
        )
        actor = Actor.system("set-up", institution_id)
        with tenancy.institution_scope(db.session(), institution_id):
            job = jobs.enqueue(
                actor,
                DEMONSTRATION_JOB,
                {},
                subject=DEMONSTRATION.short_name,
                unique_key=DEMONSTRATION_JOB,
            )
            db.session.flush()
            return job.id


def found_demonstration(now: datetime) -> int:
    """Found the demonstration centre, for whoever loads it himself; return its id.

    Raises `RuleViolation` `setup.done_already`.
    """
    with transaction():
        _take_turn()
        return institution_services.found_institution(
            DEMONSTRATION_CODE, DEMONSTRATION, now, demo=True
        )


def demonstration_progress(job_id: int) -> DemonstrationProgress:
    """Return how far the job is; its result file is the JSON that `vocational demo` prints.

    Raises `NoResultFound`.
    """
    with tenancy.all_institutions(db.session(), "the visitor who asked for it has no institution"):
        job = job_queries.job(job_id)
        found = json.loads(storage.read(job.result_file)) if job.result_file else {}
    state = "queued" if job.state is JobState.WAITING else job.state.value
    accounts = tuple(
        DemonstrationAccount(Role(entry["role"]), entry["username"], entry["password"])
        for entry in found.get("accounts", ())
    )
    return DemonstrationProgress(state, job.done_count, job.total_count, accounts)


@command(None)
def add_administrator(
    actor: Actor, institution_code: str, details: UserDetails, password: str, now: datetime
) -> int:
    """Add an administrator on the operator's console; return the user's id.

    Raises `RuleViolation`: `institution.unknown`, those of names and passwords.
    """
    if not actor.is_system:
        raise Refused("administrators are added from outside by the operator alone")
    found = institutions.institution_by_code(institution_code.strip().upper())
    if found is None:
        raise RuleViolation("institution.unknown", "institution")
    rules.check_password(password, username=details.username)
    own = replace(actor, institution_id=found.id)
    everything = replace(details, roles=details.roles | {Role.ADMINISTRATOR})
    with tenancy.institution_scope(db.session(), found.id):
        user = membership.add_user(own, everything, now, passwords.hash_password(password))
        db.session.flush()
        return user.id


def _take_turn() -> None:
    queries.wait_for_setup_turn()
    if not institutions.is_empty():
        raise RuleViolation("setup.done_already")
