"""Names of forms, by which the same form sent twice saves once.

Who sends a form could put anything there: only names such as `new_token` gives are taken, so that
nobody can name the rows of a commune's file or share a name with others.
"""

import re
import secrets

_TOKEN = re.compile(r"[0-9a-f]{32}")


def new_token() -> str:
    """Return a name that nobody guesses."""
    return secrets.token_hex(16)


def read_token(text: str | None) -> str:
    """Return the name that a form carries; a new one when it carries none of ours."""
    return text if text and _TOKEN.fullmatch(text) else new_token()
