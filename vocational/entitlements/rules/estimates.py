"""What each category would bring in a class, for who has not applied yet. Pure.

Money is whole đồng.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.entitlements.rules.assess import assess_by
from vocational.entitlements.rules.cases import Beneficiary, Case
from vocational.entitlements.rules.outcomes import SupportLine
from vocational.entitlements.rules.terms import SupportTerms
from vocational.law.support import SchemeLaw, SupportKind
from vocational.learners.rules.categories import PriorityCategory, categories
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex

_FAR_AWAY = Decimal(10_000)
_GROWN_UP_YEARS = 30
_LONG_IN_THE_FIRM = Decimal(600)
_WOMEN = frozenset({PriorityCategory.WOMAN, PriorityCategory.WOMAN_JOB_LOST})


@dataclass(frozen=True)
class CategoryEstimate:
    """What one category alone brings who is far enough and has its paper.

    `cost` up to the approved cost of the course; `meals` for every planned day present;
    `travel` from `travel.rule.distance_km_min` km on. None: the category does not give it.
    """

    code: str
    cost: SupportLine | None
    meals: SupportLine | None
    travel: SupportLine | None

    @property
    def total_dong(self) -> int:
        """Sum what is due, travel included."""
        return sum(line.amount_dong for line in self.lines)

    @property
    def lines(self) -> tuple[SupportLine, ...]:
        """Give what is due, in the order of the allowances."""
        return tuple(line for line in (self.cost, self.meals, self.travel) if line is not None)

    @property
    def is_unsettled(self) -> bool:
        """Tell whether a contested rule decides one of the lines."""
        return any(line.rule.is_unsettled for line in self.lines)


def category_estimates(law: SchemeLaw, terms: SupportTerms) -> tuple[CategoryEstimate, ...]:
    """Estimate every category that brings anything, in the order of the counter."""
    return tuple(_estimates(law, terms))


def _estimates(law: SchemeLaw, terms: SupportTerms) -> Iterator[CategoryEstimate]:
    for category in categories():
        lines = assess_by(law, _case(law, terms, category.code)).lines
        by_kind = {line.kind: line for line in lines}
        if by_kind:
            yield CategoryEstimate(
                category.code,
                by_kind.get(SupportKind.TRAINING_COST),
                by_kind.get(SupportKind.MEALS),
                by_kind.get(SupportKind.TRAVEL),
            )


def _case(law: SchemeLaw, terms: SupportTerms, code: str) -> Case:
    on = terms.starts_on
    return Case(
        scheme=law.scheme,
        starts_on=on,
        approved_cost_dong=terms.approved_cost_dong,
        learner=Beneficiary(
            sex=Sex.FEMALE if code in _WOMEN else Sex.MALE,
            birth_date=date(on.year - _GROWN_UP_YEARS, 1, 1),
            categories=(CategoryEntry(code, on, None, has_evidence=True),),
            distance_km=_FAR_AWAY,
            card_issued_on=on,
            months_worked=_LONG_IN_THE_FIRM,
        ),
        days_present=terms.study_days,
    )
