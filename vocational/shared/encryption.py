"""Encrypt values at rest and look them up through a keyed hash.

The keys come from one secret, `DATA_KEY`. AES-256-GCM (NIST SP 800-38D) hides the value,
HMAC-SHA256 (RFC 2104) makes equal values findable without revealing them.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vocational.shared.errors import Unavailable

_VERSION = b"\x01"
_NONCE_BYTES = 12


class WrongDataKey(Unavailable):
    """A stored value cannot be read with the present `DATA_KEY`."""

    code = "installation.wrong_data_key"


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one installation, derived from its `DATA_KEY`."""

    encryption_key: bytes
    hash_key: bytes

    @classmethod
    def from_secret(cls, secret: str) -> "Keyring":
        """Derive both keys from a secret of any length by HKDF (RFC 5869)."""
        material = HKDF(SHA256(), length=64, salt=None, info=b"vocational data keys").derive(
            secret.encode()
        )
        return cls(material[:32], material[32:])

    def encrypt(self, text: str) -> bytes:
        """Encrypt a text; equal texts give different results."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return _VERSION + nonce + AESGCM(self.encryption_key).encrypt(nonce, text.encode(), None)

    def decrypt(self, stored: bytes) -> str:
        """Read what `encrypt` wrote.

        Raises `WrongDataKey` when the key differs or the value was altered.
        """
        nonce, sealed = stored[1 : 1 + _NONCE_BYTES], stored[1 + _NONCE_BYTES :]
        try:
            return AESGCM(self.encryption_key).decrypt(nonce, sealed, None).decode()
        except InvalidTag as error:
            raise WrongDataKey("A stored value cannot be read with this DATA_KEY") from error

    def fingerprint(self, text: str) -> str:
        """Hash a text with the key: the same text always gives the same 64 hex digits."""
        return hmac.new(self.hash_key, text.encode(), hashlib.sha256).hexdigest()


_installed: list[Keyring] = []


def install_keyring(keyring: Keyring) -> None:
    """Make a keyring the one of this process; the last one installed counts."""
    _installed[:] = [keyring]


def keyring() -> Keyring:
    """Return this process's keyring; `create_app` has installed it."""
    return _installed[0]
