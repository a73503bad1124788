"""Receipt codes: what an applicant keeps to see and withdraw the application. Pure."""

import secrets

ALPHABET = "34679CDFGHJKMNPQRTVWXY"
"""Without letters and digits that are taken for each other, and without vowels but Y."""

GROUPS = 4
GROUP_LENGTH = 4
LENGTH = GROUPS * GROUP_LENGTH


def new_receipt() -> str:
    """Make a code such as `K7QM-3FRT-WX9C-HDJ4`: 71 bits that nobody can guess."""
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def read_receipt(text: str) -> str | None:
    """Give the code as it is kept; small letters, spaces and missing hyphens are understood.

    None for what cannot be a code.
    """
    signs = "".join(text.upper().replace("-", " ").split())
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return grouped(signs)


def grouped(signs: str) -> str:
    """Write the signs in groups of four."""
    return "-".join(signs[at : at + GROUP_LENGTH] for at in range(0, LENGTH, GROUP_LENGTH))
