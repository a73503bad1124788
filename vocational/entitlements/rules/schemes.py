"""What each scheme asks beyond its rates, and which categories it weighs together."""

from collections.abc import Callable, Iterator, Mapping

from vocational.entitlements.rules.cases import Case
from vocational.entitlements.rules.categories import is_window_past
from vocational.entitlements.rules.expressions import expression
from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.outcomes import Refusal, RefusalCode
from vocational.entitlements.rules.travel import far_enough
from vocational.entitlements.rules.windows import is_past
from vocational.law.parameters import Provision
from vocational.law.support import Scheme, SchemeLaw, SupportKind
from vocational.learners.rules.counting import Counting

_Condition = Callable[[SchemeLaw, Case, Counting], Iterator[Refusal]]


def groups(law: SchemeLaw, everything: Group) -> tuple[Group, ...]:
    """Divide the categories into those that are weighed together; the better group is paid.

    NĐ 338/2025 knows rural workers and young people after service, each with rules of its own.
    QĐ 12/2024 pays nobody without recovered land. Everywhere else there is one group. None
    when nothing counts in the scheme.
    """
    cost_rules = law.lines[SupportKind.TRAINING_COST]
    if law.scheme is Scheme.ND338:
        ways = (expression(rule.categories).codes & everything.codes for rule in cost_rules)
        return tuple(Group(codes, everything.attributes) for codes in ways if codes)
    if law.scheme is Scheme.QD12 and not _holds_land_decision(law, everything):
        return ()
    return (everything,) if everything.codes else ()


def scheme_refusals(
    law: SchemeLaw, case: Case, counting: Counting, everything: Group
) -> Iterator[Refusal]:
    """Give the refusals of the scheme itself; they reach only who counts in its categories."""
    condition = _CONDITIONS.get(law.scheme)
    if condition is None and not any(law.lapsed.values()):
        return
    if not groups(law, everything) or not everything.reaching(law.lines[SupportKind.TRAINING_COST]):
        return
    if condition is not None:
        yield from condition(law, case, counting)
    for rule in _needed_but_not_in_force(law, case, everything):
        yield Refusal(RefusalCode.NOT_IN_FORCE, rule)


def _holds_land_decision(law: SchemeLaw, everything: Group) -> bool:
    return law.window is not None and bool(everything.givers(law.window))


def _needed_but_not_in_force(law: SchemeLaw, case: Case, everything: Group) -> Iterator[Provision]:
    """Find allowances that would be due, had their rule begun, or not ended, by that day."""
    lapsed = {
        SupportKind.MEALS: law.lapsed[SupportKind.MEALS] if case.days_present else (),
        SupportKind.TRAVEL: far_enough(law.lapsed[SupportKind.TRAVEL], case.learner.distance_km),
    }
    for kind, rules in lapsed.items():
        if not everything.reaching(law.lines[kind]):
            yield from everything.reaching(rules)[:1]


def _land_window(law: SchemeLaw, case: Case, counting: Counting) -> Iterator[Refusal]:
    """Source: QĐ 12/2024/QĐ-TTg: within 60 months of the recovery decision."""
    window = law.window
    if window is None:
        return
    codes = expression(window.categories).codes
    decisions = [item for code in sorted(codes) for item in counting.entries.get(code, ())]
    if all(is_window_past(window, entry, case.starts_on) for entry in decisions):
        yield Refusal(RefusalCode.WINDOW_PASSED, window)


def _card(law: SchemeLaw, case: Case, counting: Counting) -> Iterator[Refusal]:
    """Source: NĐ 61/2015/NĐ-CP arts. 14-18: a card, and the class begins within its year."""
    months, issued_on = law.card_months, case.learner.card_issued_on
    if months is None:
        return
    if issued_on is None or issued_on > case.starts_on:
        yield Refusal(RefusalCode.CARD_MISSING, law.lines[SupportKind.TRAINING_COST][0])
    elif is_past(case.starts_on, issued_on, months.value):
        yield Refusal(RefusalCode.CARD_EXPIRED, months)


def _months_worked(law: SchemeLaw, case: Case, counting: Counting) -> Iterator[Refusal]:
    """Source: TT 52/2023/TT-BTC: at least six months in the firm."""
    least = law.months_worked_min
    if least is not None and case.learner.months_worked < least.value:
        yield Refusal(RefusalCode.TOO_FEW_MONTHS, least)


_CONDITIONS: Mapping[Scheme, _Condition] = {
    Scheme.QD12: _land_window,
    Scheme.ND61: _card,
    Scheme.TT52: _months_worked,
}
