"""What user names and passwords must be, and how often one may try."""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from vocational.access.roles import OUTSIDE_ROLES, Role
from vocational.shared.errors import RuleViolation

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
LINK_LIFETIME = timedelta(hours=24)

_USERNAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{1,58})[a-z0-9]")
#: The most common passwords of ten characters and more, here and abroad, one a line.
_COMMON_FILE = Path(__file__).resolve().parent / "data" / "common_passwords.txt"
_COMMON = frozenset(_COMMON_FILE.read_text(encoding="utf-8").split())


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts of a kind are allowed within a span of time."""

    kind: str
    attempts: int
    within: timedelta


#: Five wrong passwords for one user name; many people of a centre share one address.
SIGN_IN_BY_NAME = Limit("sign_in.name", 5, timedelta(minutes=15))
SIGN_IN_BY_ADDRESS = Limit("sign_in.address", 40, timedelta(minutes=15))
SETUP_CODE = Limit("setup.code", 10, timedelta(minutes=15))
RESET_LINK = Limit("reset.link", 20, timedelta(minutes=15))
OWN_PASSWORD = Limit("account.password", 5, timedelta(minutes=15))


def wait_until(limit: Limit, earlier: list[datetime], now: datetime) -> datetime | None:
    """Return when the next attempt is allowed; None when it is allowed now.

    `earlier` are the moments of the attempts before this one, newest first.
    """
    recent = [moment for moment in earlier if moment > now - limit.within]
    if len(recent) < limit.attempts:
        return None
    return recent[limit.attempts - 1] + limit.within


def minutes_left(until: datetime, now: datetime) -> int:
    """Return how many minutes to wait, rounded up, at least one."""
    return max(1, -int((now - until).total_seconds() // 60))


def clean_username(text: str, field: str | None = "username") -> str:
    """Return the user name in the form that is kept: lower case, no outer space.

    Raises `RuleViolation` `user.username_form`: 3 to 60 letters without marks, digits, dots,
    hyphens or underscores, beginning and ending with a letter or digit.
    """
    name = unicodedata.normalize("NFC", text).strip().lower()
    if not _USERNAME.fullmatch(name):
        raise RuleViolation("user.username_form", field)
    return name


def check_password(
    password: str, *, username: str, repeated: str | None = None, field: str = "password"
) -> None:
    """Refuse a password that is easily guessed, or typed differently the second time.

    Raises `RuleViolation`: `password.too_short`, `password.too_long`, `password.is_username`,
    `password.common`, `password.differs`.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise RuleViolation(
            "password.too_short", field, least=SHORTEST_PASSWORD, actual=len(password)
        )
    if len(password) > LONGEST_PASSWORD:
        raise RuleViolation("password.too_long", field, most=LONGEST_PASSWORD)
    if password.strip().lower() == username.strip().lower():
        raise RuleViolation("password.is_username", field)
    if password.lower() in _COMMON or len(set(password)) < 3:
        raise RuleViolation("password.common", field)
    if repeated is not None:
        check_same_password(password, repeated, field=f"{field}_again")


def check_same_password(password: str, repeated: str, *, field: str = "password_again") -> None:
    """Refuse a password typed differently the second time.

    Raises `RuleViolation` `password.differs`.
    """
    if repeated != password:
        raise RuleViolation("password.differs", field)


def check_administrators_left(others: int) -> None:
    """Refuse to take away the last administrator who can sign in.

    Raises `RuleViolation` `user.last_administrator`.
    """
    if others < 1:
        raise RuleViolation("user.last_administrator", "roles")


def check_roles(roles: Set[str]) -> None:
    """Refuse a person without any role.

    Raises `RuleViolation` `user.no_role`.
    """
    if not roles:
        raise RuleViolation("user.no_role", "roles")


def check_outside_role(roles: Set[Role], body_name: str) -> None:
    """Refuse an officer of a commune or an association among the staff, or one without a body.

    Raises `RuleViolation`: `user.outside_role_alone`, `user.body_missing`.
    """
    if not roles & OUTSIDE_ROLES:
        return
    if roles - OUTSIDE_ROLES:
        raise RuleViolation("user.outside_role_alone", "roles")
    if not body_name:
        raise RuleViolation("user.body_missing", "body_name")
