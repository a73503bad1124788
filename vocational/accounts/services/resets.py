"""Reset links: made by an administrator, shown once, used once within a day."""

import secrets
from datetime import datetime

from vocational.access.actor import Actor
from vocational.access.command import command, transaction
from vocational.access.permissions import Permission
from vocational.accounts import queries, rules
from vocational.accounts.models import PasswordReset, User
from vocational.accounts.rules import LINK_LIFETIME, RESET_LINK, SIGN_IN_BY_NAME
from vocational.accounts.services import passwords, throttle
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.shared import tenancy
from vocational.shared.encryption import keyring
from vocational.shared.errors import RuleViolation


@command(Permission.USER_EDIT)
def make_reset_link(actor: Actor, user_id: int, now: datetime) -> str:
    """Return the secret of a new link for a user; links made before stop working.

    Only its hash is kept. Raises `NoResultFound` for a user of another institution.
    """
    user = queries.member(user_id, actor.own_institution(), for_update=True)
    for earlier in queries.unused_resets(user.id):
        db.session.delete(earlier)
    token = secrets.token_urlsafe(32)
    db.session.add(
        PasswordReset(
            token_hash=_hash(token),
            user_id=user.id,
            created_by_id=actor.user_id,
            created_at=now,
            expires_at=now + LINK_LIFETIME,
        )
    )
    audit.record(actor, "user.reset_link_made", user, label=user.full_name)
    return token


def user_of_link(token: str, address: str, now: datetime) -> User | None:
    """Return whose link this is, None when it does not work (any more).

    Raises `RuleViolation` `throttle.wait` after many wrong links from one address.
    """
    throttle.check(RESET_LINK, address, now)
    open_reset = queries.open_reset(_hash(token), now)
    if open_reset is None or not open_reset.user.is_active:
        throttle.record(RESET_LINK, address, now)
        return None
    return open_reset.user


def set_password(token: str, password: str, repeated: str, now: datetime) -> None:
    """Give the user of a link a new password: sessions end, failed attempts are forgotten.

    Raises `RuleViolation`: `reset.gone`, those of `rules.check_password`.
    """
    open_reset = queries.open_reset(_hash(token), now)
    if open_reset is None:
        raise RuleViolation("reset.gone")
    rules.check_password(password, username=open_reset.user.username, repeated=repeated)
    _use(token, passwords.hash_password(password), now)


def _use(token: str, password_hash: str, now: datetime) -> None:
    with transaction():
        reset = queries.open_reset(_hash(token), now, for_update=True)
        if reset is None:
            raise RuleViolation("reset.gone")
        user = queries.user_for_update(reset.user_id)
        institution_id = user.institution_id
        if not user.is_active or institution_id is None:
            raise RuleViolation("reset.gone")
        reset.used_at = now
        user.password_hash = password_hash
        user.session_epoch += 1
        throttle.clear(SIGN_IN_BY_NAME, user.username)
        actor = user.actor()
        db.session.flush()
        _record_use(actor, user, institution_id)


def _record_use(actor: Actor, user: User, institution_id: int) -> None:
    """The visitor is in no institution yet; the record belongs to the user's."""
    with tenancy.institution_scope(db.session(), institution_id):
        audit.record(actor, "user.password_reset", user, label=user.full_name)
        db.session.flush()


def _hash(token: str) -> str:
    return keyring().fingerprint(f"reset link\n{token}")
