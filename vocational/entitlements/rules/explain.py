"""Why each rule of a scheme pays, and why the others do not: for screens."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from vocational.entitlements.rules.assess import assess, assess_by
from vocational.entitlements.rules.cases import Attribute, Case
from vocational.entitlements.rules.categories import counting_categories
from vocational.entitlements.rules.expressions import expression
from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.outcomes import Assessment, SupportLine
from vocational.entitlements.rules.schemes import groups
from vocational.law.parameters import NotInForce, Provision
from vocational.law.support import SchemeLaw, SupportKind, scheme_law

_ALL_ATTRIBUTES = frozenset(Attribute)


class VerdictCode(StrEnum):
    """What became of one rule."""

    PAID = "paid"
    NOT_IN_FORCE = "not_in_force"
    NOT_IN_GROUP = "not_in_group"
    PAPER_NOT_IN_ORDER = "paper_not_in_order"
    ATTRIBUTE_ABSENT = "attribute_absent"
    NO_DAYS = "no_days"
    DISTANCE_UNKNOWN = "distance_unknown"
    TOO_NEAR = "too_near"
    REFUSED = "refused"
    BETTER_RULE = "better_rule"
    NOTHING_LEFT = "nothing_left"


@dataclass(frozen=True)
class Verdict:
    """What became of one rule, and what it is about.

    `category` is the one that is paid by, or that lacks its paper; `distance_km` the least one
    of a rule that is too near; `better` the rule that is paid instead.
    """

    rule: Provision
    code: VerdictCode
    category: str | None = None
    distance_km: Decimal | None = None
    better: Provision | None = None


@dataclass(frozen=True)
class Explanation:
    """An assessment with a verdict on every rule of the scheme that pays sums, in their order."""

    assessment: Assessment
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True)
class _Position:
    """What is known of a case when its rules are judged."""

    law: SchemeLaw
    case: Case
    counted: Group
    claimed: Group
    assessment: Assessment
    counts_in_scheme: bool


def explain(case: Case) -> Explanation:
    """Assess a case and say of every rule why it pays or does not; no verdicts when the
    scheme is not in force.
    """
    try:
        law = scheme_law(case.scheme, case.starts_on)
    except NotInForce:
        return Explanation(assess(case))
    return explain_by(law, case)


def explain_by(law: SchemeLaw, case: Case) -> Explanation:
    """Explain a case by the given law, such as one with local amounts."""
    assessment = assess_by(law, case)
    counting = counting_categories(law, case)
    counted = Group(counting.codes, case.attributes)
    ignored = frozenset(item.code for item in counting.ignored)
    claimed = Group(counted.codes | ignored, _ALL_ATTRIBUTES)
    position = _Position(law, case, counted, claimed, assessment, bool(groups(law, counted)))
    return Explanation(assessment, tuple(_verdicts(position)))


def _verdicts(position: _Position) -> Iterator[Verdict]:
    law = position.law
    for rule in chain.from_iterable(law.lines[kind] for kind in SupportKind):
        yield _verdict(position, rule)
    for rule in chain.from_iterable(law.lapsed[kind] for kind in SupportKind):
        yield Verdict(rule, VerdictCode.NOT_IN_FORCE)


def _verdict(position: _Position, rule: Provision) -> Verdict:
    line = next((line for line in position.assessment.lines if line.rule == rule), None)
    if line is not None:
        return Verdict(rule, VerdictCode.PAID, category=line.category)
    if not position.counts_in_scheme or not position.counted.givers(rule):
        return _out_of_reach(position, rule)
    if position.assessment.refusals:
        return Verdict(rule, VerdictCode.REFUSED)
    return _not_due(position, rule)


def _out_of_reach(position: _Position, rule: Provision) -> Verdict:
    """Say what the person lacks for a rule: the category, its paper, or the attribute."""
    counted, claimed = position.counted, position.claimed
    if Group(counted.codes, _ALL_ATTRIBUTES).givers(rule) and position.counts_in_scheme:
        return Verdict(rule, VerdictCode.ATTRIBUTE_ABSENT)
    if claimed.givers(rule):
        lacking = sorted(expression(rule.categories).codes & (claimed.codes - counted.codes))
        if lacking:
            return Verdict(rule, VerdictCode.PAPER_NOT_IN_ORDER, category=lacking[0])
    return Verdict(rule, VerdictCode.NOT_IN_GROUP)


def _not_due(position: _Position, rule: Provision) -> Verdict:
    """Say why a rule that reaches the person pays nothing."""
    distance = position.case.learner.distance_km
    if rule.kind == SupportKind.MEALS and position.case.days_present == 0:
        return Verdict(rule, VerdictCode.NO_DAYS)
    if rule.kind == SupportKind.TRAVEL and distance is None:
        return Verdict(rule, VerdictCode.DISTANCE_UNKNOWN)
    least = rule.distance_km_min
    if least is not None and distance is not None and distance < least:
        return Verdict(rule, VerdictCode.TOO_NEAR, distance_km=least)
    better = _paid_of_kind(position.assessment, rule.kind)
    if better is not None:
        return Verdict(rule, VerdictCode.BETTER_RULE, better=better.rule)
    return Verdict(rule, VerdictCode.NOTHING_LEFT)


def _paid_of_kind(assessment: Assessment, kind: str) -> SupportLine | None:
    return next((line for line in assessment.lines if line.kind == kind), None)
