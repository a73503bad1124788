"""Who may be given a certificate, and how its numbers are written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.shared.errors import RuleViolation
from vocational.shared.vietnamese_text import fold

LONGEST_NUMBER = 40
MOST_DIGITS = 9
MOST_GROUPS = 4


class RevocationGround(StrEnum):
    """Why a certificate is withdrawn.

    Source: TT 42/2015/TT-BLĐTBXH art. 31.
    """

    FRAUD = "fraud"
    AGAINST_RULES = "against_rules"
    NOT_ENTITLED = "not_entitled"
    WRONG_ISSUER = "wrong_issuer"
    ALTERED = "altered"
    LENT = "lent"


_FIELD = re.compile(r"\{(?P<name>[a-z]+)(?::0(?P<width>[1-9]))?\}")
_FIXED = re.compile(r"[0-9A-Za-zĐđ /.\-]*")
_KNOWN = frozenset({"number", "year", "prefix"})


@dataclass(frozen=True)
class CertificateCase:
    """What decides whether a learner is given a certificate.

    `recognised_on` is the day of the decision that names the learner, None without one;
    `has_certificate` counts only one in force (issued, neither replaced nor revoked);
    `has_been_revoked` one withdrawn for this course, which a new decision must precede.
    """

    passed: bool
    recognised_on: date | None
    has_certificate: bool = False
    has_been_revoked: bool = False


def reasons_against(case: CertificateCase, issued_on: date) -> tuple[str, ...]:
    """Name every reason why a certificate cannot be issued on a day; none when it can.

    Codes, in this order: `certificates.not_passed`, `certificates.not_recognised`,
    `certificates.before_recognition` (the day is before the decision's),
    `certificates.already_issued`, `certificates.revoked_before`.

    Source: TT 42/2015/TT-BLĐTBXH arts. 26, 28; TT 43/2015/TT-BLĐTBXH art. 12.
    """
    return tuple(_reasons(case, issued_on))


def check_pattern(pattern: str, *, restarts_each_year: bool, field: str | None = "pattern") -> None:
    """See that a pattern writes a different number for every certificate of its series.

    A pattern is fixed text (letters, digits, space, `/`, `.`, `-`) and the fields `{number}`
    or `{number:06}` (exactly one), `{year}`, `{prefix}`.

    Raises `RuleViolation`: `certificates.pattern_field`, `.pattern_character`,
    `.pattern_needs_number`, `.pattern_needs_year` (a series that restarts each year),
    `.pattern_too_long`.
    """
    names = [match["name"] for match in _FIELD.finditer(pattern)]
    for match in _FIELD.finditer(pattern):
        if match["name"] not in _KNOWN or (match["width"] and match["name"] != "number"):
            raise RuleViolation("certificates.pattern_field", field, name=match["name"])
    if not _FIXED.fullmatch(_FIELD.sub("", pattern)):
        raise RuleViolation("certificates.pattern_character", field)
    if names.count("number") != 1:
        raise RuleViolation("certificates.pattern_needs_number", field)
    if restarts_each_year and "year" not in names:
        raise RuleViolation("certificates.pattern_needs_year", field)
    if len(_written(pattern, 10**MOST_DIGITS - 1, 9999, "")) > LONGEST_NUMBER:
        raise RuleViolation("certificates.pattern_too_long", field, limit=LONGEST_NUMBER)


def format_number(pattern: str, *, number: int, year: int, prefix: str = "") -> str:
    """Write the number of a certificate by a checked pattern: `0123/2026/CCSC`.

    A number longer than its padding is written in full. Two numbers of one series (one
    prefix, one year where it restarts) are never written alike.

    Raises `ValueError` for a number below 1 or longer than `MOST_DIGITS`.
    """
    if not 1 <= number < 10**MOST_DIGITS:
        raise ValueError("a certificate's number counts from 1")
    return _written(pattern, number, year, prefix)


def check_prefix(prefix: str, *, field: str | None = "prefix") -> None:
    """See that the prefix of a series can stand in its numbers.

    Raises `RuleViolation` `certificates.pattern_character`.
    """
    if not _FIXED.fullmatch(prefix):
        raise RuleViolation("certificates.pattern_character", field)


def serial_key(serial_number: str) -> str:
    """Give the form in which a serial number is found: letters and digits alone, folded.

    `SĐ 002317`, `sđ002317` and `SD-002317` are one number.
    """
    return "".join(letter for letter in fold(serial_number) if letter.isalnum())


def serial_keys(typed: str) -> tuple[str, ...]:
    """Give the keys that a serial number as people type it may stand for, the exact one first.

    Anyone who leaves out or adds zeros before a number (`ld sc 1` for `LD-SC 000001`) means the
    same certificate; no other digit is guessed. At most `MOST_GROUPS` numbers are looked at.
    """
    text = fold(typed)
    result = [serial_key(text)]
    for group in list(re.finditer(r"[0-9]+", text))[:MOST_GROUPS]:
        digits = group[0].lstrip("0") or "0"
        for width in range(len(digits), MOST_DIGITS + 1):
            result.append(
                serial_key(text[: group.start()] + digits.zfill(width) + text[group.end() :])
            )
    return tuple(dict.fromkeys(key[:LONGEST_NUMBER] for key in result))


def abbreviated(full_name: str) -> str:
    """Write a name so that only who knows it recognises it: `N. T. Hoà`."""
    *before, given = full_name.split()
    return " ".join([*(f"{word[0]}." for word in before), given])


def check_issue_day(issued_on: date, today: date) -> None:
    """Refuse a day of issue that is still to come.

    Raises `RuleViolation` `certificates.issued_in_future`.
    """
    if issued_on > today:
        raise RuleViolation("certificates.issued_in_future", "issued_on")


def check_later_day(day: date, *, issued_on: date, today: date, field: str) -> None:
    """Refuse a day of hand-over or revocation before the issue or still to come.

    Raises `RuleViolation`: `certificates.day_before_issue`, `certificates.day_in_future`.
    """
    if day < issued_on:
        raise RuleViolation("certificates.day_before_issue", field, issued_on=issued_on)
    if day > today:
        raise RuleViolation("certificates.day_in_future", field)


def _reasons(case: CertificateCase, issued_on: date) -> Iterator[str]:
    if not case.passed:
        yield "certificates.not_passed"
    if case.recognised_on is None:
        yield "certificates.not_recognised"
    elif issued_on < case.recognised_on:
        yield "certificates.before_recognition"
    if case.has_certificate:
        yield "certificates.already_issued"
    if case.has_been_revoked:
        yield "certificates.revoked_before"


def _written(pattern: str, number: int, year: int, prefix: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match["name"] == "number":
            return f"{number:0{match['width'] or 1}}"
        return str(year) if match["name"] == "year" else prefix

    return _FIELD.sub(value, pattern)
