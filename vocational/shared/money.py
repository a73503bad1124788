"""Whole đồng: read, written with dots, and in words.

Amounts are `int`, never negative here: a paper states what is paid, not what is owed back.
"""

import re

from vocational.shared.errors import RuleViolation

LARGEST_IN_WORDS = 10**27 - 1
LARGEST_AMOUNT_DONG = 10**15
"""More than any form of this product may hold; fits a 64-bit column."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", " nghìn", " triệu")
_BILLION = 10**9
_PLAIN = re.compile(r"[0-9]{1,30}")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
_SPACED = re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+")
_UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?$", re.IGNORECASE)


def in_words(amount_dong: int) -> str:
    """Write an amount as papers do: `Bốn triệu ba trăm nghìn đồng`.

    linh, nghìn, tỷ, mốt, lăm, tư; empty groups are skipped and inner groups read in full.

    Raises `ValueError` below zero and above `LARGEST_IN_WORDS`.
    """
    if not 0 <= amount_dong <= LARGEST_IN_WORDS:
        raise ValueError("no words for this amount")
    words = _number_words(amount_dong) if amount_dong else _DIGITS[0]
    return f"{words[0].upper()}{words[1:]} đồng"


def whole_dong(text: str) -> int:
    """Read digits alone, or digits in groups of three by dots (`4.300.000`).

    Raises `ValueError` for anything else.
    """
    stripped = text.strip()
    if not (_PLAIN.fullmatch(stripped) or _GROUPED.fullmatch(stripped)):
        raise ValueError(f"not a whole amount: {text!r}")
    return int(stripped.replace(".", ""))


def parse_dong(text: str, field: str | None = None) -> int:
    """Read an amount as people type it: `4300000`, `4.300.000`, `4 300 000 đ`.

    Raises `RuleViolation`: `money.invalid`, `money.too_large`.
    """
    bare = _UNIT.sub("", " ".join(text.split()))
    if _SPACED.fullmatch(bare):
        bare = bare.replace(" ", "")
    try:
        amount_dong = whole_dong(bare)
    except ValueError:
        raise RuleViolation("money.invalid", field) from None
    if amount_dong > LARGEST_AMOUNT_DONG:
        raise RuleViolation("money.too_large", field, limit=group_digits(LARGEST_AMOUNT_DONG))
    return amount_dong


def group_digits(number: int) -> str:
    """Write a whole number with dots for thousands: `4.300.000`."""
    return f"{number:,}".replace(",", ".")


def format_dong(amount_dong: int) -> str:
    """Write an amount for screens: `4.300.000 đ`, with a space that does not break."""
    return f"{group_digits(amount_dong)}\u00a0đ"


def _number_words(number: int, *, in_full: bool = False) -> str:
    high, low = divmod(number, _BILLION)
    parts = [f"{_number_words(high, in_full=in_full)} tỷ"] if high else []
    groups = (low // 10**6, low // 1000 % 1000, low % 1000)
    for scale, group in zip(reversed(_SCALES), groups, strict=True):
        if group:
            parts.append(_group_words(group, in_full=in_full or bool(parts)) + scale)
    return " ".join(parts)


def _group_words(group: int, *, in_full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    parts = [f"{_DIGITS[hundreds]} trăm"] if hundreds or in_full else []
    if rest:
        parts.append(_two_digit_words(rest, after_hundreds=bool(parts)))
    return " ".join(parts)


def _two_digit_words(number: int, *, after_hundreds: bool) -> str:
    tens, unit = divmod(number, 10)
    if tens == 0:
        return f"linh {_DIGITS[unit]}" if after_hundreds else _DIGITS[unit]
    start = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if unit == 0:
        return start
    special = {5: "lăm"} if tens == 1 else {1: "mốt", 4: "tư", 5: "lăm"}
    return f"{start} {special.get(unit, _DIGITS[unit])}"
