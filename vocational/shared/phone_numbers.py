"""Vietnamese telephone numbers as people write them."""

import phonenumbers

from vocational.shared.errors import RuleViolation

DIGITS = 10
_LANDLINE_DIGITS = 11
_SEPARATORS = str.maketrans("", "", " .-()\u00a0")


def parse_phone(text: str, field: str | None = "phone") -> str:
    """Give the digits with the leading 0; spaces, dots and +84 are understood.

    Ten digits, or eleven for a landline (02...). Raises `RuleViolation`: `phone.empty`,
    `phone.digits`, `phone.length` (names how many there are), `phone.unknown` (no network
    has such a number).
    """
    digits = text.strip().translate(_SEPARATORS)
    if not digits:
        raise RuleViolation("phone.empty", field)
    if digits.startswith("+84"):
        digits = "0" + digits.removeprefix("+84").removeprefix("0")
    if not (digits.isascii() and digits.isdigit()):
        raise RuleViolation("phone.digits", field)
    longest = _LANDLINE_DIGITS if digits.startswith("02") else DIGITS
    if not DIGITS <= len(digits) <= longest:
        raise RuleViolation("phone.length", field, required=DIGITS, actual=len(digits))
    if not phonenumbers.is_valid_number(phonenumbers.parse(digits, "VN")):
        raise RuleViolation("phone.unknown", field)
    return digits


def parse_optional_phone(text: str, field: str | None = "phone") -> str:
    """Give the digits as `parse_phone` does; nothing typed stays nothing."""
    return parse_phone(text, field) if text.strip() else ""
