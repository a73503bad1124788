"""Sign in: throttled, the same answer and time for an unknown name and a wrong password; out."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from vocational.access.command import transaction
from vocational.accounts import queries
from vocational.accounts.models import EndedSession, User
from vocational.accounts.rules import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_NAME
from vocational.accounts.services import passwords, throttle
from vocational.extensions import db
from vocational.shared.errors import RuleViolation

MARK_BYTES = 16


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed, and the network address it came from."""

    username: str
    password: str
    address: str


def sign_in(credentials: Credentials, now: datetime) -> User:
    """Return the user whose name and password these are, and forget the failures before.

    Not one command: the attempt stays written down when it fails, and hashing must not hold the
    write transaction.

    Raises `RuleViolation`: `throttle.wait`, or `sign_in.wrong` whatever is wrong.
    """
    by_address = throttle.attempt(SIGN_IN_BY_ADDRESS, credentials.address, now)
    throttle.attempt(SIGN_IN_BY_NAME, credentials.username, now)
    user = queries.user_by_username(credentials.username.strip().lower())
    known_hash = user.password_hash if user else ""
    matches = passwords.matches(known_hash, credentials.password)
    if not (user and matches and user.is_active and user.memberships):
        raise RuleViolation("sign_in.wrong")
    with transaction():
        throttle.clear(SIGN_IN_BY_NAME, credentials.username)
        throttle.withdraw(by_address)
        return _signed_in(user.id, credentials.password, now)


def new_mark() -> str:
    """Make the mark of a new session: nobody can guess it."""
    return secrets.token_urlsafe(MARK_BYTES)


def end_session(user_id: int, mark: str, now: datetime) -> None:
    """End one session for good: a copy of its cookie is of no use any more.

    Anyone who has a session open may end it; twice does no harm.
    """
    mark_hash = queries.session_hash(mark)
    with transaction():
        if not queries.is_ended(mark_hash):
            db.session.add(EndedSession(mark_hash=mark_hash, user_id=user_id, ended_at=now))


def _signed_in(user_id: int, password: str, now: datetime) -> User:
    user = queries.user_for_update(user_id)
    user.signed_in_at = now
    if passwords.needs_rehash(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return user
