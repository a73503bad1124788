"""Password hashing by Argon2id (RFC 9106), through argon2-cffi."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import CHEAPEST

_normal = PasswordHasher()
_cheap = PasswordHasher.from_parameters(CHEAPEST)

#: Compared when there is no such user, so that the answer takes as long: no password has this hash,
#: and its parameters are those of `_normal`.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$bm9ib2R5IG5vYm9keSBubw$" + "A" * 43


def hash_password(password: str, *, cheap: bool = False) -> str:
    """Hash a password; `cheap` is for tests and demonstration data alone."""
    return (_cheap if cheap else _normal).hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Tell whether the password is the one hashed; an empty hash matches nothing, as slowly."""
    try:
        return _normal.verify(password_hash or _NOBODY, password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(password_hash: str) -> bool:
    """Tell whether the hash was made with weaker parameters than today's."""
    return _normal.check_needs_rehash(password_hash)
