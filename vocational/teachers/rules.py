"""By what a person may teach, and which courses each way allows."""

from enum import StrEnum


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
