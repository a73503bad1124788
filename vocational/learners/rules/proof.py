"""What the papers of a category prove for a class: on its first day, and until its last. Pure.

Units: dates are calendar days, all inclusive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from vocational.learners.rules import categories
from vocational.learners.rules.categories import Evidence, EvidenceState


class EvidenceValidity(StrEnum):
    """What a category's papers are worth for a class, the best first.

    `ending` holds when the class begins, but not for its whole length or for less than
    `rules.EXPIRING_DAYS` more; `ends_before` holds today, no longer when the class begins.
    """

    GOOD = "good"
    ENDING = "ending"
    MISSING = "missing"
    NOT_YET_VALID = "not_yet_valid"
    ENDS_BEFORE = "ends_before"
    EXPIRED = "expired"


@dataclass(frozen=True)
class ClassDays:
    """The first day of a class, or today once it has begun, its last day, and today."""

    on: date
    ends_on: date
    today: date

    @classmethod
    def of(cls, starts_on: date, ends_on: date, today: date) -> "ClassDays":
        """Give the days by which the papers of a class are judged today."""
        return cls(max(starts_on, today), max(starts_on, today, ends_on), today)


@dataclass(frozen=True)
class BestEvidence:
    """What a category's papers are worth, and the paper that says so."""

    validity: EvidenceValidity
    evidence: Evidence

    @property
    def is_lacking(self) -> bool:
        """Tell whether somebody has to see to it."""
        return self.validity is not EvidenceValidity.GOOD


def best_evidence(papers: Sequence[Evidence], days: ClassDays) -> BestEvidence:
    """Judge the papers of one category, oldest first: the best decides, of equals the newest.

    Raises `ValueError` without any.
    """
    order = list(EvidenceValidity)
    result = [BestEvidence(validity_of(paper, days), paper) for paper in papers]
    return min(reversed(result), key=lambda proof: order.index(proof.validity))


def validity_of(paper: Evidence, days: ClassDays) -> EvidenceValidity:
    """Judge one paper for a class; dates first, then whether it was handed in."""
    state = categories.evidence_state(paper, days.on)
    if state is EvidenceState.NOT_YET_VALID:
        return EvidenceValidity.NOT_YET_VALID
    if state is EvidenceState.EXPIRED:
        is_over = paper.valid_to is not None and paper.valid_to < days.today
        return EvidenceValidity.EXPIRED if is_over else EvidenceValidity.ENDS_BEFORE
    if state is EvidenceState.MISSING:
        return EvidenceValidity.MISSING
    return EvidenceValidity.ENDING if _ends_soon(paper.valid_to, days) else EvidenceValidity.GOOD


def _ends_soon(valid_to: date | None, days: ClassDays) -> bool:
    if valid_to is None:
        return False
    return valid_to < days.ends_on or valid_to - days.on <= timedelta(categories.EXPIRING_DAYS)
