"""What is answered: sums with their rule, refusals, warnings. Money is whole đồng."""

from dataclasses import dataclass
from enum import StrEnum

from vocational.law.parameters import Provision
from vocational.law.support import SupportKind


class RefusalCode(StrEnum):
    """Why nothing is due; given in this order: age, once only, the scheme itself."""

    UNDER_AGE = "under_age"
    SUPPORTED_BEFORE = "supported_before"
    SUPPORTED_TOO_OFTEN = "supported_too_often"
    WINDOW_PASSED = "window_passed"
    CARD_MISSING = "card_missing"
    CARD_EXPIRED = "card_expired"
    TOO_FEW_MONTHS = "too_few_months"
    NOT_IN_FORCE = "not_in_force"


class WarningCode(StrEnum):
    """What a person should look at before relying on the answer."""

    EVIDENCE_EXPIRED = "evidence_expired"
    EVIDENCE_NOT_YET_VALID = "evidence_not_yet_valid"
    EVIDENCE_MISSING = "evidence_missing"
    WINDOW_PASSED = "window_passed"
    OVER_AGE = "over_age"
    UNSETTLED_RULE = "unsettled_rule"


@dataclass(frozen=True)
class SupportLine:
    """One sum a learner has a right to, the category that gives it, and the rule."""

    kind: SupportKind
    amount_dong: int
    category: str
    rule: Provision


@dataclass(frozen=True)
class Refusal:
    """A reason why nothing is due, and the rule that says so."""

    code: RefusalCode
    rule: Provision


@dataclass(frozen=True)
class SupportWarning:
    """Something to look at: the category, or the rule, that it is about."""

    code: WarningCode
    category: str | None = None
    rule: Provision | None = None


@dataclass(frozen=True)
class Assessment:
    """The answer to a case; a refusal leaves no lines."""

    lines: tuple[SupportLine, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[SupportWarning, ...] = ()

    @property
    def total_dong(self) -> int:
        """Sum the lines."""
        return sum(line.amount_dong for line in self.lines)

    @property
    def category(self) -> str | None:
        """Give the category that decided: of the training cost, where there is one."""
        return self.lines[0].category if self.lines else None
