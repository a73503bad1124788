"""Set an empty installation up: its institution and administrator."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.roles import Role
from vocational.accounts import queries, rules
from vocational.accounts.rules import SETUP_CODE
from vocational.accounts.services import membership, passwords, throttle
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.setup_code import is_setup_code
from vocational.audit import services as audit
from vocational.config import Settings
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.services import settings as institution_services
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.shared import tenancy
from vocational.shared.errors import Refused, RuleViolation


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


def take_turn() -> None:
    """Let one set-up at a time go on, in the caller's transaction, while there is no institution.

    Raises `RuleViolation` `setup.done_already`.
    """
    queries.wait_for_setup_turn()
    if not institutions.is_empty():
        raise RuleViolation("setup.done_already")


@command(None)
def _set_up(
    _actor: Actor, request: NewInstallation, password_hash: str, since: date, now: datetime
) -> int:
    take_turn()
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


@command(None)
def add_administrator(
    actor: Actor, institution_code: str, details: UserDetails, password: str, now: datetime
) -> int:
    """Add an administrator on the operator's console; return the user's id.

    Raises `RuleViolation`: `institution.unknown`, those of names and passwords.
    """
    if not actor.is_system:
        raise Refused("administrators are added from outside by the operator alone")
    institution = institutions.institution_by_code(institution_code.strip().upper())
    if institution is None:
        raise RuleViolation("institution.unknown", "institution")
    rules.check_password(password, username=details.username)
    own = replace(actor, institution_id=institution.id)
    everything = replace(details, roles=details.roles | {Role.ADMINISTRATOR})
    with tenancy.institution_scope(db.session(), institution.id):
        user = membership.add_user(own, everything, now, passwords.hash_password(password))
        db.session.flush()
        return user.id
