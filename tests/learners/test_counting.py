"""Which categories count on a day: the same answer for entitlements, admission and lists."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from vocational.learners.rules.categories import (
    Evidence,
    EvidenceState,
    PriorityCategory,
    evidence_state,
)
from vocational.learners.rules.counting import (
    CategoryEntry,
    Counting,
    IgnoredCategory,
    counting_on,
    entry_of,
)

ON = date(2026, 3, 2)
COUNTING_STATES = {EvidenceState.VALID, EvidenceState.EXPIRING}
DAYS = st.none() | st.dates(date(2026, 2, 25), date(2026, 3, 10))
EVIDENCE = st.builds(
    Evidence,
    category_code=st.sampled_from(["merit", "disability"]),
    paper_kind=st.just("paper"),
    paper_number=st.sampled_from(["", "12"]),
    valid_from=DAYS,
    valid_to=DAYS,
    original_seen=st.booleans(),
)


@given(EVIDENCE)
def test_a_paper_counts_exactly_when_lists_call_it_valid(evidence):
    counts = bool(counting_on(ON, [entry_of(evidence)]).codes)
    assert counts is (evidence_state(evidence, ON) in COUNTING_STATES)


@given(st.lists(EVIDENCE, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_entries_is_irrelevant(papers, random):
    entries = [entry_of(paper) for paper in papers]
    first = counting_on(ON, entries)
    random.shuffle(entries)
    again = counting_on(ON, entries)
    assert (again.codes, again.ignored) == (first.codes, first.ignored)
    assert not first.codes & {ignored.code for ignored in first.ignored}


def test_a_derived_category_needs_no_paper():
    rural = entry_of(Evidence(PriorityCategory.RURAL_WORKER.value, ""))
    assert counting_on(ON, [rural]).codes == {"rural_worker"}


def test_two_faults_of_one_category_are_both_named_once():
    late = CategoryEntry("merit", valid_from=date(2026, 4, 1))
    counting = counting_on(ON, [CategoryEntry("merit"), late, late])
    assert counting == Counting(
        {},
        (
            IgnoredCategory("merit", "evidence_missing"),
            IgnoredCategory("merit", "evidence_not_yet_valid"),
        ),
    )
