"""Lines and notes that people type: one form of writing, no control characters, a limit."""

import unicodedata

from vocational.shared.errors import RuleViolation


def clean_line(text: str, most: int, field: str) -> str:
    """Give one line in NFC with single spaces, at most `most` characters.

    Raises `RuleViolation` `too_long`.
    """
    return _fitting(" ".join(_printable(text).split()), most, field)


def clean_note(text: str, most: int, field: str) -> str:
    """Give several lines in NFC without outer blank lines, at most `most` characters.

    Raises `RuleViolation` `too_long`.
    """
    lines = (" ".join(line.split()) for line in _printable(text).splitlines())
    return _fitting("\n".join(lines).strip(), most, field)


def _printable(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\r\t" or unicodedata.category(c) not in _HIDDEN)


def _fitting(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise RuleViolation("too_long", field, most=most, length=len(text))
    return text


_HIDDEN = frozenset({"Cc", "Cs", "Co", "Cn"})
