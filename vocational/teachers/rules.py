"""By what a person may teach, and what the law asks of who teaches a class.

Levels count as elementary or not; the law is that of the class's first day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.law.parameters import NotInForce, Provision
from vocational.law.provisions import teacher_standard
from vocational.shared.findings import Finding, Severity


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


@dataclass(frozen=True)
class Qualification:
    """What the law asks of a teacher: the route, and a certificate of pedagogy besides."""

    name: str
    route: QualificationRoute
    has_pedagogy: bool


def may_teach(route: QualificationRoute, *, elementary: bool) -> bool:
    """Say whether the route allows teaching at elementary level, or under three months.

    Pedagogy is asked for besides. Source: TT 43/2026/TT-BGDĐT.
    """
    return not elementary or route in ELEMENTARY_ROUTES


def standard_applies(*, elementary: bool, on: date) -> bool:
    """Tell whether settled law asks something of who teaches a class that begins on a day."""
    try:
        law = teacher_standard(elementary=elementary, on=on)
    except NotInForce:
        return False
    return not (law.route.is_unsettled or law.pedagogy.is_unsettled)


def check_qualification(
    qualification: Qualification, *, elementary: bool, on: date
) -> tuple[Finding, ...]:
    """Say why a person may not teach a class that begins on a day; empty when all is well.

    Before the law of that day came into force nothing is found. Where it is unsettled this only
    warns. Codes: `teachers.route`, `teachers.no_pedagogy`.

    Source: TT 43/2026/TT-BGDĐT.
    """
    try:
        law = teacher_standard(elementary=elementary, on=on)
    except NotInForce:
        return ()
    return tuple(_shortcomings(qualification, law.route, law.pedagogy, elementary=elementary))


def _shortcomings(
    qualification: Qualification, route: Provision, pedagogy: Provision, *, elementary: bool
) -> Iterator[Finding]:
    if not may_teach(qualification.route, elementary=elementary):
        yield _finding("teachers.route", qualification, route)
    if not qualification.has_pedagogy:
        yield _finding("teachers.no_pedagogy", qualification, pedagogy)


def _finding(code: str, qualification: Qualification, law: Provision) -> Finding:
    return Finding(
        code,
        Severity.WARNING if law.is_unsettled else Severity.ERROR,
        {"name": qualification.name, "legal_basis": law.legal_basis},
        law.legal_basis,
        law.is_unsettled,
    )
