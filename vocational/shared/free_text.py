"""Lines and notes that people type: one form of writing, no control characters, a limit."""

import unicodedata

from vocational.shared.errors import RuleViolation

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""What no paper can print: control and formatting characters, and those that are none."""


def clean_line(text: str, most: int, field: str) -> str:
    """Give one line in NFC with single spaces, at most `most` characters.

    Raises `RuleViolation` `too_long`.
    """
    line = " ".join(_printable(text).split())
    check_length(line, most, field)
    return line


def required_line(text: str, most: int, field: str) -> str:
    """Give one line as `clean_line` does, which must say something.

    Raises `RuleViolation`: `required`, `too_long`.
    """
    line = clean_line(text, most, field)
    if not line:
        raise RuleViolation("required", field)
    return line


def clean_note(text: str, most: int, field: str) -> str:
    """Give several lines in NFC without outer blank lines, at most `most` characters.

    Raises `RuleViolation` `too_long`.
    """
    lines = (" ".join(line.split()) for line in _printable(text).splitlines())
    note = "\n".join(lines).strip()
    check_length(note, most, field)
    return note


def check_length(text: str, most: int, field: str) -> None:
    """Refuse a text of more than `most` characters.

    Raises `RuleViolation` `too_long`, which says how many there are.
    """
    if len(text) > most:
        raise RuleViolation("too_long", field, most=most, length=len(text))


def _printable(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    return "".join(c for c in composed if c in "\n\r\t" or unicodedata.category(c) not in _HIDDEN)
