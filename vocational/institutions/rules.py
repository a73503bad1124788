"""What an institution's code must be, and who signs from when to when."""

import re
from datetime import date, timedelta
from enum import StrEnum

from vocational.shared.errors import RuleViolation

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,7}")


class SignatoryKind(StrEnum):
    """In which capacity a person signs."""

    HEAD = "head"
    ACTING = "acting"
    DEPUTY = "deputy"


def clean_code(text: str, field: str | None = "code") -> str:
    """Return an institution's code in capitals; it begins every class and course code.

    Raises `RuleViolation` `institution.code_form`: 2 to 8 letters A-Z and digits, a letter first.
    """
    code = text.strip().upper()
    if not _CODE.fullmatch(code):
        raise RuleViolation("institution.code_form", field)
    return code


def last_day_before(starts_on: date, began_on: date) -> date:
    """Return the last day of the head before, when another begins on `starts_on`.

    Raises `RuleViolation` `signatory.before_present` when the one before began later or that day.
    """
    if starts_on <= began_on:
        raise RuleViolation("signatory.before_present", "effective_from")
    return starts_on - timedelta(days=1)


def check_end(began_on: date, ends_on: date) -> None:
    """Refuse a last day before the first.

    Raises `RuleViolation` `signatory.ends_before_start`.
    """
    if ends_on < began_on:
        raise RuleViolation("signatory.ends_before_start", "effective_to")
