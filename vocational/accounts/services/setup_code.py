"""The code that anyone who sets an installation up must know: printed on its console."""

import hmac
import secrets

from vocational.config import Settings, kept_text
from vocational.institutions import queries as institutions

_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_GROUPS, _GROUP_LENGTH = 3, 4
FILE_NAME = "setup_code"


def setup_code(settings: Settings) -> str:
    """Return the set-up code: the operator's own, else one made once under `VAR_DIR`."""
    return settings.setup_code or kept_text(settings.var_dir / FILE_NAME, _new_code)


def sentence_while_empty(settings: Settings) -> str:
    """Say the set-up code while there is no institution; nothing afterwards."""
    if not institutions.is_empty():
        return ""
    return f"Set-up code: {setup_code(settings)}   (the first page asks for it)"


def is_setup_code(settings: Settings, typed: str) -> bool:
    """Compare in constant time; case, spaces and hyphens do not matter."""
    return hmac.compare_digest(_bare(typed), _bare(setup_code(settings)))


def _bare(code: str) -> bytes:
    return "".join(letter for letter in code.upper() if letter.isalnum()).encode()


def _new_code() -> str:
    groups = (
        "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH)) for _ in range(_GROUPS)
    )
    return "-".join(groups)
