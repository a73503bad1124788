"""By what a person may teach, and which courses each way allows."""

import re
from enum import StrEnum

from vocational.shared.errors import RuleViolation

LONGEST_PHONE = 20
_PHONE = re.compile(r"\+?[0-9][0-9 .\-]{7,18}")


class QualificationRoute(StrEnum):
    """By what a person may teach (TT 43/2026/TT-BGDĐT)."""

    DEGREE = "degree"
    SKILL_STANDARD = "skill_standard"
    SKILL_CERTIFICATE = "skill_certificate"
    WORKER_GRADE = "worker_grade"
    ARTISAN = "artisan"
    GOOD_FARMER = "good_farmer"
    RECOGNISED_COMPETENCE = "recognised_competence"


ELEMENTARY_ROUTES = frozenset(
    {
        QualificationRoute.DEGREE,
        QualificationRoute.SKILL_STANDARD,
        QualificationRoute.RECOGNISED_COMPETENCE,
    }
)
"""Source: TT 43/2026/TT-BGDĐT. All routes serve courses under three months."""


def may_teach(route: QualificationRoute, *, elementary: bool) -> bool:
    """Say whether the route allows teaching at elementary level, or under three months.

    Pedagogy is asked for besides. Source: TT 43/2026/TT-BGDĐT.
    """
    return not elementary or route in ELEMENTARY_ROUTES


def clean_phone(text: str, field: str | None = "phone") -> str:
    """Give a telephone number without outer white space; empty stays empty.

    Raises `RuleViolation`: `teachers.phone`.
    """
    phone = text.strip()
    if phone and not _PHONE.fullmatch(phone):
        raise RuleViolation("teachers.phone", field)
    return phone
