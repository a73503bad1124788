"""What a person does with the own account: password, sessions, how pages look."""

from dataclasses import dataclass
from datetime import datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.accounts import queries, rules
from vocational.accounts.models import User
from vocational.accounts.rules import OWN_PASSWORD
from vocational.accounts.services import passwords, throttle
from vocational.audit import services as audit
from vocational.shared.errors import Refused, RuleViolation

TEXT_SIZES = ("normal", "large")
ROW_DENSITIES = ("normal", "dense")


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The present password and the new one, typed twice."""

    current: str
    password: str
    password_again: str


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a person wants pages; None leaves a setting as it is."""

    text_size: str | None = None
    row_density: str | None = None
    locale: str | None = None


def change_password(actor: Actor, change: PasswordChange, now: datetime) -> User:
    """Change the own password; every other session of the person ends.

    Raises `RuleViolation`: `password.wrong_current`, `throttle.wait`, those of
    `rules.check_password`.
    """
    throttle.attempt(OWN_PASSWORD, str(actor.user_id), now)
    user = queries.user_for_update(_own_id(actor))
    if not passwords.matches(user.password_hash, change.current):
        raise RuleViolation("password.wrong_current", "current")
    rules.check_password(change.password, username=user.username, repeated=change.password_again)
    return _save_password(actor, user.password_hash, passwords.hash_password(change.password))


@command(Permission.ACCOUNT_SELF)
def _save_password(actor: Actor, checked_hash: str, password_hash: str) -> User:
    """Save it unless the password that was checked has been changed meanwhile."""
    user = queries.user_for_update(_own_id(actor))
    if user.password_hash != checked_hash:
        raise RuleViolation("password.wrong_current", "current")
    user.password_hash = password_hash
    user.session_epoch += 1
    throttle.clear(OWN_PASSWORD, str(actor.user_id))
    audit.record(actor, "user.password_changed", user, label=user.full_name)
    return user


@command(Permission.ACCOUNT_SELF)
def sign_out_everywhere(actor: Actor) -> None:
    """End every session of the person, this one too."""
    user = queries.user_for_update(_own_id(actor))
    user.session_epoch += 1
    audit.record(actor, "user.signed_out_everywhere", user, label=user.full_name)


@command(Permission.ACCOUNT_SELF)
def save_preferences(actor: Actor, preferences: Preferences) -> User:
    """Keep how the person wants pages; a value that does not exist is left out."""
    user = queries.user_for_update(_own_id(actor))
    if preferences.text_size in TEXT_SIZES:
        user.text_size = preferences.text_size
    if preferences.row_density in ROW_DENSITIES:
        user.row_density = preferences.row_density
    if preferences.locale is not None:
        user.locale = preferences.locale
    return user


def _own_id(actor: Actor) -> int:
    if actor.user_id is None:
        raise Refused("only a person has an account")
    return actor.user_id
