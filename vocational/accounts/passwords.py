"""Password hashing by Argon2id (RFC 9106), through argon2-cffi."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST

_normal = PasswordHasher()
_cheap = PasswordHasher.from_parameters(CHEAPEST)


@cache
def _nobody() -> str:
    """Make the hash that is compared when there is no such user, so that the answer takes as
    long."""
    return _normal.hash("nobody has this password")


def hash_password(password: str, *, cheap: bool = False) -> str:
    """Hash a password; `cheap` is for tests and demonstration data alone."""
    return (_cheap if cheap else _normal).hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Tell whether the password is the one hashed; an empty hash matches nothing, as slowly."""
    try:
        return _normal.verify(password_hash or _nobody(), password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(password_hash: str) -> bool:
    """Tell whether the hash was made with weaker parameters than today's."""
    return _normal.check_needs_rehash(password_hash)
