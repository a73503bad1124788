"""Cases of support with valid defaults: a man with no category, near the place of training."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from vocational.entitlements.rules.cases import Attribute, Beneficiary, Case, PriorSupport
from vocational.law.support import Scheme
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex

SPRING_2026 = date(2026, 3, 2)


def proved(code, valid_from=None, valid_to=None):
    """Give a category with its paper."""
    return CategoryEntry(code, valid_from, valid_to, has_evidence=True)


def case(
    scheme,
    *categories,
    on=SPRING_2026,
    cost=10_000_000,
    days=0,
    sex=Sex.MALE,
    born=date(1990, 5, 1),
    km=None,
    having=(),
    **learner,
):
    """Give a case; categories may be codes, which then are proved and open."""
    entries = tuple(
        proved(category) if isinstance(category, str) else category for category in categories
    )
    beneficiary = Beneficiary(
        sex=sex,
        birth_date=born,
        categories=entries,
        attributes=frozenset(Attribute(item) for item in having),
        distance_km=None if km is None else Decimal(str(km)),
    )
    return Case(
        scheme=Scheme(scheme),
        starts_on=on,
        approved_cost_dong=cost,
        learner=replace(beneficiary, **learner),
        days_present=days,
    )


def prior(year, *, certified=False, scheme="QD46"):
    """Give an earlier support of 1 June of a year."""
    return PriorSupport(date(year, 6, 1), scheme, certified)
