"""What holds for every case, whoever the learner is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from vocational.entitlements.rules.assess import assess, assess_by
from vocational.entitlements.rules.cases import Attribute, Beneficiary, Case, PriorSupport
from vocational.entitlements.rules.explain import VerdictCode, explain
from vocational.entitlements.rules.training_cost import ceiling_dong
from vocational.law.parameters import provision
from vocational.law.support import Scheme, SupportKind, scheme_law
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
ENTRIES = st.builds(
    CategoryEntry,
    code=st.sampled_from([category.value for category in PriorityCategory]),
    valid_from=st.none() | DAYS,
    valid_to=st.none() | DAYS,
    has_evidence=st.booleans(),
)
LEARNERS = st.builds(
    Beneficiary,
    sex=st.sampled_from(Sex),
    birth_date=st.dates(date(1940, 1, 1), date(2012, 1, 1)),
    categories=st.lists(ENTRIES, max_size=6).map(tuple),
    attributes=st.frozensets(st.sampled_from(Attribute)),
    distance_km=st.none() | st.decimals(0, 40, places=1),
    supported_before=st.lists(
        st.builds(PriorSupport, DAYS, st.sampled_from(Scheme), st.booleans()), max_size=1
    ).map(tuple),
    card_issued_on=st.none() | DAYS,
    months_worked=st.decimals(0, 12, places=0),
)
CASES = st.builds(
    Case,
    scheme=st.sampled_from(Scheme),
    starts_on=DAYS,
    approved_cost_dong=st.integers(0, 40_000_000),
    learner=LEARNERS,
    days_present=st.integers(0, 700),
)
FREE_OF_REFUSAL = {
    "supported_before": (),
    "months_worked": Decimal(12),
    "birth_date": date(1990, 1, 1),
}


def with_learner(case, **changes):
    return replace(case, learner=replace(case.learner, **changes))


@given(CASES)
def test_at_most_one_line_of_each_kind_none_of_zero_and_none_beside_a_refusal(case):
    result = assess(case)
    kinds = [line.kind for line in result.lines]
    assert kinds == [kind for kind in SupportKind if kind in kinds]
    assert all(line.amount_dong > 0 for line in result.lines)
    assert result.total_dong == sum(line.amount_dong for line in result.lines)
    assert not (result.lines and result.refusals)


@given(CASES)
def test_the_cost_line_is_never_above_the_approved_cost_nor_its_ceiling(case):
    case = with_learner(case, **FREE_OF_REFUSAL, card_issued_on=case.starts_on)
    salary = provision("base_salary", case.starts_on)
    for line in assess(case).lines:
        if line.kind is SupportKind.TRAINING_COST:
            assert line.amount_dong <= case.approved_cost_dong
            assert line.amount_dong <= ceiling_dong(line.rule, case.approved_cost_dong, salary)


@given(CASES)
def test_a_card_or_a_service_never_pays_more_than_twelve_base_salaries(case):
    case = with_learner(case, **FREE_OF_REFUSAL, card_issued_on=case.starts_on)
    result = assess(case)
    if any(line.rule.rule_id in {"CARD61-VALUE", "ND338-CAP-TN"} for line in result.lines):
        assert result.total_dong <= 12 * provision("base_salary", case.starts_on).value


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_categories_and_of_earlier_supports_is_irrelevant(case, random):
    entries = list(case.learner.categories)
    random.shuffle(entries)
    assert assess(with_learner(case, categories=tuple(entries))) == assess(case)


@given(CASES, st.sampled_from(PriorityCategory))
def test_one_more_counted_category_never_lowers_the_total(case, code):
    case = with_learner(case, **FREE_OF_REFUSAL, card_issued_on=case.starts_on)
    new = CategoryEntry(code.value, case.starts_on, has_evidence=True)
    richer = with_learner(case, categories=(*case.learner.categories, new))
    if not assess(richer).refusals:
        assert assess(richer).total_dong >= assess(case).total_dong
    else:
        assert assess(case).total_dong == 0


@given(CASES)
def test_every_rule_that_pays_has_a_verdict_and_those_that_pay_say_so(case):
    explanation = explain(case)
    assert explanation.assessment == assess(case)
    paid = {verdict.rule for verdict in explanation.verdicts if verdict.code is VerdictCode.PAID}
    assert paid == {line.rule for line in explanation.assessment.lines}
    if explanation.verdicts:
        law = scheme_law(case.scheme, case.starts_on)
        rules = [
            rule for by_kind in (law.lines, law.lapsed) for k in by_kind for rule in by_kind[k]
        ]
        assert [verdict.rule for verdict in explanation.verdicts] == rules


def test_a_figure_that_changes_tomorrow_leaves_the_cases_of_today():
    """A new entry of the law is another law for another day: what was decided stands."""
    today = date(2026, 3, 2)
    entry = CategoryEntry("merit", has_evidence=True)
    learner = Beneficiary(Sex.MALE, date(1990, 1, 1), (entry,))
    case = Case(Scheme.QD46, today, 10_000_000, learner, 0)
    law = scheme_law(Scheme.QD46, today)
    merit = next(r for r in law.lines[SupportKind.TRAINING_COST] if r.rule_id == "QD46-TUI-NCC")
    raised = replace(merit, value=Decimal(3_300_000), effective_from=today + timedelta(days=1))
    others = [line for line in law.lines[SupportKind.TRAINING_COST] if line != merit]
    tomorrow = replace(law, lines={**law.lines, SupportKind.TRAINING_COST: (raised, *others)})
    assert assess_by(law, case).total_dong == assess(case).total_dong == 3_000_000
    assert assess_by(tomorrow, case).total_dong == 3_300_000
