"""Whole numbers that pages and addresses carry along: keys of rows, versions, pages of lists.

At most nine digits: every database can hold such a key, and nobody has more rows.
"""

from collections.abc import Iterable

from flask import Flask
from werkzeug.routing import IntegerConverter

MOST_DIGITS = 9


class KeyConverter(IntegerConverter):
    """A key in an address (`<int:learner_id>`); what cannot be one leads nowhere."""

    regex = rf"\d{{1,{MOST_DIGITS}}}"


def read_whole(text: object) -> int | None:
    """Read a number of digits alone, blanks around it allowed; None for anything else."""
    digits = str("" if text is None else text).strip()
    is_whole = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return int(digits) if is_whole else None


def read_wholes(texts: Iterable[object]) -> list[int]:
    """Read several numbers in their order; what is none is passed over."""
    return [number for text in texts if (number := read_whole(text)) is not None]


def install(app: Flask) -> None:
    """Make `int` in addresses mean a key; call it before routes are added."""
    app.url_map.converters["int"] = KeyConverter
