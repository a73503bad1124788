"""The personal number of a citizen: twelve digits, of which the fourth to sixth can be checked.

Digits 1-3 name the province of birth registration by the codes of the former 63 provinces
(or a country), so they say nothing that can be checked against the provinces of today.
Digit 4 gives century and sex, digits 5-6 the year of birth, the rest is random. There is
no check digit.
"""

import re
from dataclasses import dataclass

from vocational.shared.encryption import keyring
from vocational.shared.errors import RuleViolation
from vocational.shared.sex import Sex

LENGTH = 12

_SEPARATORS = re.compile(r"[\s.\-]+")
_NUMBER = re.compile(r"[0-9]{12}")


@dataclass(frozen=True)
class CitizenNumber:
    """A number that was read once, where it came in: from then on nothing parses it again."""

    digits: str

    def __post_init__(self) -> None:
        if not is_well_formed(self.digits):
            raise ValueError("a citizen number is read before it is made")

    @classmethod
    def read(cls, text: str, field: str | None = "citizen_number") -> "CitizenNumber":
        """Read what was typed, scanned or stored; raises `RuleViolation` as `parse`."""
        return cls(parse(text, field))

    @property
    def tail(self) -> str:
        """Give the last four digits, which lists may show."""
        return self.digits[-4:]

    @property
    def masked(self) -> str:
        """Show only the last four digits, for lists and logs."""
        return mask(self.digits)

    @property
    def fingerprint(self) -> str:
        """Give the keyed hash by which a number is found without being read."""
        return keyring().fingerprint(self.digits)


def parse(text: str, field: str | None = "citizen_number") -> str:
    """Give the twelve digits, without spaces, dots or hyphens between them.

    Raises `RuleViolation`: `citizen_number.empty`, `citizen_number.digits` (something that
    is no digit), `citizen_number.length` (names how many digits there are).
    """
    number = _SEPARATORS.sub("", text)
    if not number:
        raise RuleViolation("citizen_number.empty", field)
    if not (number.isascii() and number.isdigit()):
        raise RuleViolation("citizen_number.digits", field)
    if len(number) != LENGTH:
        raise RuleViolation("citizen_number.length", field, actual=len(number), required=LENGTH)
    return number


def is_well_formed(text: str) -> bool:
    """Say whether the text is exactly twelve ASCII digits."""
    return _NUMBER.fullmatch(text) is not None


def sex_of(number: str) -> Sex:
    """Give the sex that digit 4 states: even male, odd female.

    Source: NĐ 137/2015/NĐ-CP art. 13; TT 59/2021/TT-BCA art. 4.
    """
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def birth_year_of(number: str) -> int:
    """Give the year of birth that digits 4-6 state (0 and 1: the 1900s, 2 and 3: the 2000s).

    Source: NĐ 137/2015/NĐ-CP art. 13; TT 59/2021/TT-BCA art. 4.
    """
    return 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def mismatches(number: str, *, sex: Sex | None, birth_year: int | None) -> tuple[str, ...]:
    """Compare a number with what a form or card says: warning codes, none when all agree.

    Codes: `sex_mismatch`, `birth_year_mismatch`. What is unknown (None) is not compared.
    Old data do hold such numbers, so these warn and never refuse.
    """
    result = []
    if sex is not None and sex_of(number) is not sex:
        result.append("sex_mismatch")
    if birth_year is not None and birth_year_of(number) != birth_year:
        result.append("birth_year_mismatch")
    return tuple(result)


def masked_tail(tail: str) -> str:
    """Show the last four digits in the place of a whole number; nothing for nothing."""
    return mask(tail.rjust(LENGTH)) if tail else ""


def mask(number: str) -> str:
    """Show only the last four digits, for lists and logs."""
    shown = number[-4:] if len(number) > 4 else ""
    return "•" * (len(number) - len(shown)) + shown
