"""Read users, reset links and attempts."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, bindparam, delete, exists, func, insert, or_, select
from sqlalchemy.orm import joinedload, selectinload

from vocational.access.roles import Role
from vocational.accounts.models import (
    Attempt,
    EndedSession,
    LocalBody,
    Membership,
    PasswordReset,
    User,
)
from vocational.extensions import db
from vocational.reference.models import Commune
from vocational.shared.database import Instant
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

_SETUP_LOCK = 7_302_019


@dataclass(frozen=True)
class AttemptMade:
    """One attempt that was written down."""

    id: int
    key: str
    at: datetime


#: Built once: every application of the public asks twice.
_ATTEMPTS = (
    select(Attempt.id, Attempt.key, Attempt.at)
    .where(
        Attempt.key.in_(bindparam("keys", expanding=True)),
        Attempt.at > bindparam("since", type_=Instant),
    )
    .order_by(Attempt.id.desc())
)

_WRITE = insert(Attempt).returning(Attempt.id)

#: Built once: every page of a signed-in person asks it.
_OF_SESSION = (
    select(User)
    .where(
        User.id == bindparam("user_id"),
        User.session_epoch == bindparam("epoch"),
        User.is_active,
        ~exists(select(EndedSession.id).where(EndedSession.mark_hash == bindparam("mark_hash"))),
    )
    .options(joinedload(User.memberships).joinedload(Membership.institution))
)


def user_of_session(session_key: str) -> User | None:
    """Return the active user of a browser session, or None when that session has ended.

    `session_key` is what `User.get_id` returned at sign-in. One query.
    """
    user_id, _, rest = session_key.partition(".")
    epoch, _, mark = rest.partition(".")
    if not user_id.isdigit() or not epoch.isdigit() or not mark:
        return None
    values = {"user_id": int(user_id), "epoch": int(epoch), "mark_hash": session_hash(mark)}
    user = db.session.scalars(_OF_SESSION, values).unique().one_or_none()
    if user is not None:
        user.session_mark = mark
    return user


def session_hash(mark: str) -> str:
    """Give what is kept of a session's mark."""
    return hashlib.sha256(mark.encode()).hexdigest()


def is_ended(mark_hash: str) -> bool:
    """Tell whether a session was ended."""
    where = select(EndedSession.id).where(EndedSession.mark_hash == mark_hash)
    return db.session.scalar(where) is not None


def user_by_username(username: str) -> User | None:
    """Return the user of that name, active or not."""
    return db.session.scalars(select(User).where(User.username == username)).one_or_none()


def user_for_update(user_id: int) -> User:
    """Return one user with the row locked; raises `NoResultFound`."""
    return db.session.scalars(select(User).where(User.id == user_id).with_for_update()).one()


def member(user_id: int, institution_id: int, *, for_update: bool = False) -> User:
    """Return a user who has a role in the institution; raises `NoResultFound`."""
    statement = _members(institution_id).where(User.id == user_id)
    return db.session.scalars(statement.with_for_update() if for_update else statement).one()


def members(institution_id: int, request: ListRequest) -> Page[User]:
    """Return a page of the institution's users.

    Sorts: name, username, signed_in; filters: role, state (active, inactive).
    """
    statement = _members(institution_id)
    for word in fold(request.query).split():
        statement = statement.where(
            or_(
                User.folded_name.contains(word, autoescape=True),
                User.username.contains(word, autoescape=True),
            )
        )
    statement = _filtered(statement, institution_id, request)
    column = {
        "username": User.username,
        "signed_in": func.coalesce(User.signed_in_at, User.created_at),
    }.get(request.sort, User.sort_name)
    order = (column.desc(), User.id.desc()) if request.descending else (column, User.id)
    return fetch_page(db.session(), statement.order_by(*order), request)


def role_counts(institution_id: int) -> dict[Role, int]:
    """Count the institution's users by role."""
    rows = db.session.execute(
        select(Membership.role, func.count())
        .where(Membership.institution_id == institution_id)
        .group_by(Membership.role)
        .order_by(Membership.role)
    )
    return {row[0]: row[1] for row in rows}


def local_bodies() -> Sequence[LocalBody]:
    """Return the communes and associations of the institution, by name."""
    return db.session.scalars(select(LocalBody).order_by(LocalBody.folded_name, LocalBody.id)).all()


def local_body(body_id: int) -> LocalBody:
    """Return a commune or association with its commune; raises `NoResultFound`."""
    return db.session.scalars(
        select(LocalBody)
        .where(LocalBody.id == body_id)
        .options(joinedload(LocalBody.commune).joinedload(Commune.province))
    ).one()


def local_body_by_name(name: str) -> LocalBody | None:
    """Return the commune or association of that name, tone marks and capitals aside."""
    return db.session.scalars(
        select(LocalBody).where(LocalBody.folded_name == fold(name))
    ).one_or_none()


def local_body_of(user: User) -> LocalBody | None:
    """Return the commune or association that a user acts for; None for the staff."""
    return local_body(user.local_body_id) if user.local_body_id is not None else None


def other_administrators(institution_id: int, user_id: int) -> int:
    """Count the active administrators but for one user."""
    administers = (Membership.institution_id == institution_id) & (
        Membership.role == Role.ADMINISTRATOR
    )
    statement = select(func.count(User.id)).where(
        User.is_active, User.id != user_id, User.memberships.any(administers)
    )
    return db.session.scalar(statement) or 0


def open_reset(token_hash: str, now: datetime, *, for_update: bool = False) -> PasswordReset | None:
    """Return the reset link that still works."""
    statement = select(PasswordReset).where(
        PasswordReset.token_hash == token_hash,
        PasswordReset.used_at.is_(None),
        PasswordReset.expires_at > now,
    )
    rows = db.session.scalars(statement.with_for_update() if for_update else statement)
    return rows.one_or_none()


def unused_resets(user_id: int) -> Sequence[PasswordReset]:
    """Return the links of a user that were not used."""
    return db.session.scalars(
        select(PasswordReset)
        .where(PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None))
        .order_by(PasswordReset.id)
    ).all()


def attempt_times(key: str, since: datetime, except_id: int | None = None) -> list[datetime]:
    """Return when attempts were made, newest first; `except_id` leaves one out."""
    statement = select(Attempt.at).where(Attempt.key == key, Attempt.at > since)
    if except_id is not None:
        statement = statement.where(Attempt.id != except_id)
    return list(db.session.scalars(statement.order_by(Attempt.id.desc())))


def attempts_of(keys: Iterable[str], since: datetime) -> list[AttemptMade]:
    """Return the attempts of several keys, newest first."""
    rows = db.session.execute(_ATTEMPTS, {"keys": list(keys), "since": since})
    return [AttemptMade(*row) for row in rows]


def write_attempts(keys: Iterable[str], at: datetime) -> frozenset[int]:
    """Write an attempt of each key down, in one statement; return their ids."""
    rows = [{"key": key, "at": at} for key in keys]
    return frozenset(db.session.scalars(_WRITE, rows))


def writes_one_by_one() -> bool:
    """Tell whether the database lets one write transaction in at a time."""
    return db.engine.dialect.name == "sqlite"


def forget_attempts(key: str) -> None:
    """Delete the attempts of a key."""
    db.session.execute(delete(Attempt).where(Attempt.key == key))


def forget_attempt(attempt_id: int) -> None:
    """Delete one attempt."""
    db.session.execute(delete(Attempt).where(Attempt.id == attempt_id))


def forget_old_attempts(before: datetime) -> None:
    """Delete the attempts that no limit counts any more."""
    db.session.execute(delete(Attempt).where(Attempt.at < before))


def wait_for_setup_turn() -> None:
    """Let one set-up at a time go on; SQLite's write transaction does so by itself."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(_SETUP_LOCK)))


def _members(institution_id: int) -> Select[User]:
    is_member = User.memberships.any(Membership.institution_id == institution_id)
    return select(User).where(is_member).options(selectinload(User.memberships))


def _filtered(statement: Select[User], institution_id: int, request: ListRequest) -> Select[User]:
    if role := request.filters.get("role"):
        has_role = (Membership.institution_id == institution_id) & (Membership.role == Role(role))
        statement = statement.where(User.memberships.any(has_role))
    if state := request.filters.get("state"):
        statement = statement.where(User.is_active.is_(state == "active"))
    return statement
