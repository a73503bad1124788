"""Users of an institution: new ones, their roles, who may sign in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.access.roles import OUTSIDE_ROLES, Role
from vocational.accounts import queries, rules
from vocational.accounts.models import LocalBody, Membership, User
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.person_names import clean_name
from vocational.shared.phone_numbers import parse_optional_phone


@dataclass(frozen=True, slots=True)
class UserDetails:
    """What an administrator enters about a user.

    `body_name`: the commune or association that an officer of one acts for, taken up when it is
    new; `body_commune_code` empty: not said.
    """

    full_name: str
    username: str
    phone: str
    roles: frozenset[Role]
    body_name: str = ""
    body_commune_code: str = ""


@command(Permission.USER_EDIT)
def add_user(actor: Actor, details: UserDetails, now: datetime, password_hash: str = "") -> User:
    """Add a user, who cannot sign in before a password is set by a reset link.

    Raises `RuleViolation`: `user.username_taken`, those of names, roles, bodies and phone.
    """
    rules.check_roles(details.roles)
    body = _local_body(details)
    user = User(
        username=rules.clean_username(details.username),
        full_name=clean_name(details.full_name),
        phone=parse_optional_phone(details.phone),
        password_hash=password_hash,
        created_at=now,
    )
    institution_id = actor.own_institution()
    user.memberships = [_membership(institution_id, role, body) for role in sorted(details.roles)]
    try:
        with savepoint():
            db.session.add(user)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "users", "username"):
            raise
        raise RuleViolation("user.username_taken", "username") from error
    audit.record(
        actor, "user.created", user, after=_shown(user, details.roles, body), label=user.full_name
    )
    return user


@command(Permission.USER_EDIT)
def edit_user(actor: Actor, user_id: int, details: UserDetails, version: int) -> User:
    """Change name, phone and roles of a user of the own institution.

    The user name stays. Raises `NoResultFound` for another institution's user; `RuleViolation`:
    `record.changed_meanwhile`, `user.last_administrator`, those of names, roles, bodies and phone.
    """
    rules.check_roles(details.roles)
    body = _local_body(details)
    institution_id = actor.own_institution()
    institutions.institution_for_update(institution_id)
    user = queries.member(user_id, institution_id, for_update=True)
    user.check_unchanged(version)
    if Role.ADMINISTRATOR in user.roles - details.roles:
        _check_others_administer(institution_id, user_id)
    before = _shown(user, user.roles, queries.local_body_of(user))
    user.full_name = clean_name(details.full_name)
    user.phone = parse_optional_phone(details.phone)
    _set_roles(user, institution_id, details.roles, body)
    after = _shown(user, details.roles, body)
    changed = [key for key in after if after[key] != before[key]]
    if changed:
        user.touch()  # roles alone leave the row, and its version, as it was
        audit.record(
            actor,
            "user.changed",
            user,
            before={key: before[key] for key in changed},
            after={key: after[key] for key in changed},
            label=user.full_name,
        )
    return user


@command(Permission.USER_EDIT)
def set_active(actor: Actor, user_id: int, active: bool) -> User:
    """Let a user sign in or not; a deactivated one is signed out at once.

    Raises `NoResultFound`; `RuleViolation` `user.last_administrator`.
    """
    institution_id = actor.own_institution()
    institutions.institution_for_update(institution_id)
    user = queries.member(user_id, institution_id, for_update=True)
    if user.is_active == active:
        return user
    if not active and Role.ADMINISTRATOR in user.roles:
        _check_others_administer(institution_id, user_id)
    user.is_active = active
    user.session_epoch += 1
    action = "user.reactivated" if active else "user.deactivated"
    audit.record(actor, action, user, label=user.full_name)
    return user


def _check_others_administer(institution_id: int, user_id: int) -> None:
    """The institution's row is locked: two administrators cannot remove each other at once."""
    rules.check_administrators_left(queries.other_administrators(institution_id, user_id))


def _local_body(details: UserDetails) -> LocalBody | None:
    """Find the body by its name, however it is written, or take it up."""
    name = clean_line(details.body_name, 120, "body_name")
    rules.check_outside_role(details.roles, name)
    if not details.roles & OUTSIDE_ROLES:
        return None
    body = queries.local_body_by_name(name)
    if body is None:
        body = LocalBody(name=name)
        db.session.add(body)
    if details.body_commune_code:
        body.commune_code = details.body_commune_code
    db.session.flush()
    return body


def _set_roles(
    user: User, institution_id: int, roles: frozenset[Role], body: LocalBody | None
) -> None:
    for membership in list(user.memberships):
        if membership.institution_id == institution_id and membership.role not in roles:
            user.memberships.remove(membership)
            db.session.delete(membership)
        elif membership.role in OUTSIDE_ROLES:
            membership.local_body_id = body.id if body else None
    user.memberships.extend(
        _membership(institution_id, role, body) for role in sorted(roles - user.roles)
    )


def _membership(institution_id: int, role: Role, body: LocalBody | None) -> Membership:
    acts_for = body.id if body and role in OUTSIDE_ROLES else None
    return Membership(institution_id=institution_id, role=role, local_body_id=acts_for)


def _shown(user: User, roles: frozenset[Role], body: LocalBody | None) -> dict[str, object]:
    return {
        "full_name": user.full_name,
        "username": user.username,
        "phone": user.phone,
        "roles": sorted(roles),
        "local_body": body.name if body else "",
    }
