"""The assessment of one case: refusals first, else the lines, with what to look at.

Linear in the categories and earlier supports of the one learner; no clock, no database.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vocational.entitlements.rules.ages import age_refusals, exceeded_age
from vocational.entitlements.rules.cases import Case
from vocational.entitlements.rules.categories import counting_categories
from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.meals import meal_line
from vocational.entitlements.rules.once_only import once_only_refusals
from vocational.entitlements.rules.outcomes import (
    Assessment,
    Refusal,
    RefusalCode,
    SupportLine,
    SupportWarning,
    WarningCode,
)
from vocational.entitlements.rules.schemes import groups, scheme_refusals
from vocational.entitlements.rules.training_cost import cost_line, highest_level
from vocational.entitlements.rules.travel import travel_line
from vocational.law.parameters import NotInForce, Provision, nearest
from vocational.law.support import SchemeLaw, scheme_law
from vocational.learners.rules.counting import Counting


def assess(case: Case) -> Assessment:
    """Say what is due by the law of the class's first day, and by which rule.

    A scheme that is not in force that day gives that refusal alone, naming the rule that
    ended or has yet to begin.
    """
    try:
        law = scheme_law(case.scheme, case.starts_on)
    except NotInForce as error:
        rule = nearest(error.key, error.on)
        return Assessment(refusals=(Refusal(RefusalCode.NOT_IN_FORCE, rule),))
    return assess_by(law, case)


def assess_by(law: SchemeLaw, case: Case) -> Assessment:
    """Say what is due by the given law, such as one with local amounts."""
    counting = counting_categories(law, case)
    everything = Group(counting.codes, case.attributes)
    refusals = (
        *age_refusals(law, case),
        *once_only_refusals(law, case),
        *scheme_refusals(law, case, counting, everything),
    )
    lines = () if refusals else best_lines(law, case, everything)
    warnings = tuple(_warnings(law, case, counting, refusals, lines))
    return Assessment(lines, refusals, warnings)


def best_lines(law: SchemeLaw, case: Case, everything: Group) -> tuple[SupportLine, ...]:
    """Give the lines of the group with the highest total, the first of equals; no zero lines."""
    best: tuple[SupportLine, ...] = ()
    best_total = 0
    for group in groups(law, everything):
        lines = _lines(law, case, group)
        total = sum(line.amount_dong for line in lines)
        if total > best_total:
            best, best_total = lines, total
    return best


def _lines(law: SchemeLaw, case: Case, group: Group) -> tuple[SupportLine, ...]:
    level = highest_level(law, group, case.approved_cost_dong)
    decided = level.category if level else None
    due = (
        cost_line(level, case.approved_cost_dong) if level else None,
        meal_line(law, group, case.days_present, decided),
        travel_line(law, group, case.learner.distance_km, decided),
    )
    lines = [line for line in due if line is not None]
    if level is not None and level.limits_all:
        lines = _within(level.ceiling_dong, lines)
    return tuple(line for line in lines if line.amount_dong)


def _within(ceiling_dong: int, lines: Sequence[SupportLine]) -> list[SupportLine]:
    """Pay the lines in their order until the ceiling is reached."""
    paid, left = [], ceiling_dong
    for line in lines:
        amount = min(line.amount_dong, left)
        paid.append(replace(line, amount_dong=amount))
        left -= amount
    return paid


def _warnings(
    law: SchemeLaw,
    case: Case,
    counting: Counting,
    refusals: Sequence[Refusal],
    lines: Sequence[SupportLine],
) -> Iterator[SupportWarning]:
    for ignored in counting.ignored:
        yield SupportWarning(WarningCode(ignored.reason), category=ignored.code)
    age = exceeded_age(law, case)
    if age is not None:
        yield SupportWarning(WarningCode.OVER_AGE, rule=age)
    deciding = [refusal.rule for refusal in refusals] + [line.rule for line in lines]
    if any(ignored.reason == WarningCode.WINDOW_PASSED for ignored in counting.ignored):
        deciding += [rule for rule in (law.window,) if rule is not None]
    if age is not None:
        deciding.append(age)
    yield from _unsettled(deciding)


def _unsettled(deciding: Sequence[Provision]) -> Iterator[SupportWarning]:
    """Name each contested rule that decided something, once; it was applied all the same."""
    for rule in dict.fromkeys(rule for rule in deciding if rule.is_unsettled):
        yield SupportWarning(WarningCode.UNSETTLED_RULE, rule=rule)
