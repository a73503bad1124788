"""Who gets a place, in which order, and why."""

import json
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from vocational.admission.cli import admission
from vocational.admission.rules.ranking import Candidate, rank
from vocational.admission.rules.seating import Reserved, Seating
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.counting import CategoryEntry

ON = date(2026, 3, 1)
NOON = datetime(2026, 2, 1, 5, 0, tzinfo=UTC)
LATER = date(2026, 3, 2)


def proved(code):
    return CategoryEntry(code, has_evidence=True)


def applicant(name, *codes, at=NOON, complete=True):
    return Candidate(name, at, complete, tuple(proved(code) for code in codes))


def order_of(*candidates, **options):
    result = rank(candidates, **{"on": ON, "capacity": 100, **options})
    return [place.id for place in result.admitted + result.waiting]


def admitted(*candidates, **options):
    return [place.id for place in rank(candidates, **{"on": ON, **options}).admitted]


@pytest.mark.parametrize("code", list(PriorityCategory))
def test_each_category_stands_in_its_tier(code):
    first = {
        "disability", "poor_household", "near_poor_household", "ethnic_minority",
        "merit", "land_recovered", "woman_job_lost", "fisher",
    }  # fmt: skip
    second = {
        "discharged_soldier", "discharged_police", "youth_volunteer",
        "lower_secondary_leaver", "industrial_zone_worker", "older_worker",
    }  # fmt: skip
    (place,) = rank([applicant("a", code)], on=ON, capacity=1).admitted
    assert place.tier == (1 if code in first else 2 if code in second else 3)


def test_a_tier_comes_before_a_day_and_a_day_before_an_id():
    early = NOON - timedelta(days=3)
    assert order_of(
        applicant("z", "poor_household"),
        applicant("b", "discharged_soldier"),
        applicant("c", "discharged_soldier", at=early),
        applicant("a", at=early),
        applicant("Z", "discharged_soldier"),
    ) == ["z", "c", "Z", "b", "a"]


def test_the_day_is_that_of_viet_nam():
    late_evening = datetime(2026, 2, 1, 16, 59, tzinfo=UTC)
    after_midnight = datetime(2026, 2, 1, 17, 0, tzinfo=UTC)
    assert order_of(applicant("a", at=after_midnight), applicant("b", at=late_evening)) == [
        "b",
        "a",
    ]
    assert order_of(applicant("b", at=late_evening), applicant("a", at=NOON)) == ["a", "b"]


def test_a_category_counts_in_force_with_its_paper_and_a_listed_woman_without():
    expired = CategoryEntry("merit", None, date(2026, 2, 28), True)
    last_day = CategoryEntry("merit", None, ON, True)
    unproved = CategoryEntry("disability")
    woman = CategoryEntry("woman")
    result = rank(
        [
            Candidate("a", NOON, True, (expired, unproved)),
            Candidate("b", NOON, True, (last_day,)),
            Candidate("c", NOON, True, (woman,)),
        ],
        on=ON,
        capacity=9,
        tiers=[["woman"], ["merit", "disability"]],
    )
    assert [(place.id, place.tier) for place in result.admitted] == [("c", 1), ("b", 2), ("a", 3)]


def test_the_reason_names_the_deciding_category_or_the_day():
    result = rank(
        [
            applicant("a", "discharged_soldier", "poor_household", "near_poor_household"),
            applicant("b", "discharged_soldier"),
            applicant("c", "ex_prisoner"),
        ],
        on=ON,
        capacity=2,
    )
    assert [place.reason for place in result.admitted + result.waiting] == [
        "Ưu tiên 1: hộ nghèo; hồ sơ đầy đủ ngày 01/02/2026.",
        "Ưu tiên 2: bộ đội xuất ngũ; hồ sơ đầy đủ ngày 01/02/2026.",
        "Không thuộc diện ưu tiên, xét theo ngày nộp hồ sơ đầy đủ: 01/02/2026.",
    ]
    assert [place.rank for place in result.admitted + result.waiting] == [1, 2, 3]


def test_incomplete_applications_are_not_ranked():
    result = rank(
        [applicant("b", complete=False), applicant("a", complete=False), applicant("c")],
        on=ON,
        capacity=5,
    )
    assert [place.id for place in result.admitted] == ["c"]
    assert [(item.id, item.code) for item in result.not_ranked] == [
        ("a", "incomplete"),
        ("b", "incomplete"),
    ]


def test_reserved_seats_stay_empty_until_their_day():
    everyone = [applicant("p", "poor_household"), applicant("q"), applicant("r")]
    kept = [Reserved(frozenset({1}), 2, LATER)]
    before = rank(everyone, on=ON, capacity=3, reserved=kept)
    assert [place.id for place in before.admitted] == ["p", "q"]
    assert [(place.id, place.rank) for place in before.waiting] == [("r", 3)]
    assert admitted(*everyone, on=LATER, capacity=3, reserved=kept) == ["p", "q", "r"]


def test_who_has_priority_leaves_the_open_seats_to_others():
    everyone = [applicant("p", "merit"), applicant("q", "merit"), applicant("r")]
    assert admitted(*everyone, capacity=3, reserved=[Reserved(frozenset({1}), 2, LATER)]) == [
        "p",
        "q",
        "r",
    ]


def test_a_seat_for_two_tiers_goes_to_whom_no_other_fits():
    """The first takes the wide reservation or the narrow one: both must be seated."""
    wide = Reserved(frozenset({1, 2}), 1, LATER)
    narrow = Reserved(frozenset({1}), 1, LATER)
    everyone = [applicant("p", "merit"), applicant("s", "discharged_soldier")]
    for kept in ([wide, narrow], [narrow, wide]):
        assert admitted(*everyone, capacity=2, reserved=kept) == ["p", "s"]


def test_more_reserved_than_there_is_still_keeps_to_the_capacity():
    kept = [Reserved(frozenset({1}), 5, LATER), Reserved(frozenset({2}), 5, LATER)]
    everyone = [applicant(str(n), "merit") for n in range(3)] + [applicant("s", "older_worker")]
    assert admitted(*everyone, capacity=3, reserved=kept) == ["0", "1", "2"]


CATEGORIES = st.lists(
    st.builds(
        CategoryEntry,
        st.sampled_from([item.value for item in PriorityCategory]),
        has_evidence=st.booleans(),
    ),
    max_size=3,
).map(tuple)
CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.text(min_size=1, max_size=3),
        st.integers(0, 72).map(lambda hours: NOON + timedelta(hours=hours)),
        st.booleans(),
        CATEGORIES,
    ),
    max_size=25,
    unique_by=lambda item: item.id,
)
RESERVED = st.lists(
    st.builds(
        Reserved,
        st.frozensets(st.integers(1, 3), min_size=1),
        st.integers(0, 6),
        st.sampled_from([ON, LATER]),
    ),
    max_size=3,
)


@given(CANDIDATES, st.integers(0, 12), RESERVED, st.randoms(use_true_random=False))
def test_the_order_of_the_input_never_matters(candidates, capacity, reserved, random):
    first = rank(candidates, on=ON, capacity=capacity, reserved=reserved)
    random.shuffle(candidates)
    random.shuffle(reserved)
    assert rank(candidates, on=ON, capacity=capacity, reserved=reserved) == first


@given(CANDIDATES, st.integers(0, 12), RESERVED)
def test_never_more_than_the_capacity_and_no_reserved_seat_for_another_tier(
    candidates, capacity, reserved
):
    result = rank(candidates, on=ON, capacity=capacity, reserved=reserved)
    kept = [item for item in reserved if on_day(item)]
    assert len(result.admitted) <= capacity
    for tier in (1, 2, 3):
        closed = sum(item.seats for item in kept if tier not in item.tiers)
        seated = [place for place in result.admitted if place.tier == tier]
        assert len(seated) <= max(0, capacity - closed) + sum(
            item.seats for item in kept if tier in item.tiers
        )
        if not any(tier in item.tiers for item in kept):
            assert len(seated) <= max(0, capacity - sum(item.seats for item in kept))
    ranks = [place.rank for place in result.admitted + result.waiting]
    assert ranks == list(range(1, len(ranks) + 1))
    assert len(ranks) + len(result.not_ranked) == len(candidates)


def on_day(reserved):
    return reserved.until > ON


@given(st.lists(st.integers(1, 3), max_size=14), st.integers(0, 6), RESERVED)
def test_the_first_who_can_be_seated_are_seated(tiers, capacity, reserved):
    """Compared with trying every way to give the seats out."""
    seating = Seating(capacity, reserved)
    taken = []
    for tier in tiers:
        fits = can_be_seated([*taken, tier], capacity, reserved)
        assert seating.take(tier) is fits
        if fits:
            taken.append(tier)


def can_be_seated(tiers, capacity, reserved):
    """Count by Hall: no set of tiers may need more seats than are open to it."""
    if len(tiers) > capacity:
        return False
    free = max(0, capacity - sum(item.seats for item in reserved))
    subsets = ({1}, {2}, {3}, {1, 2}, {1, 3}, {2, 3}, {1, 2, 3})
    return all(
        sum(tier in subset for tier in tiers)
        <= free + sum(item.seats for item in reserved if item.tiers & subset)
        for subset in subsets
    )


def test_five_thousand_applications_are_ranked_within_a_second():
    codes = list(PriorityCategory)
    many = [
        applicant(f"{number * 7919 % 5000:05}", codes[number % len(codes)], codes[number % 5])
        for number in range(5000)
    ]
    began = time.process_time()
    result = rank(many, on=ON, capacity=2000, reserved=[Reserved(frozenset({1, 2}), 1500, LATER)])
    assert time.process_time() - began < 1
    assert len(result.admitted) == 2000


def run(asked):
    return CliRunner().invoke(admission, ["rank"], input=json.dumps(asked))


QUESTION = {
    "on": "2026-03-01",
    "capacity": 1,
    "applications": [
        {
            "id": "HS-2",
            "submitted_at": "2026-02-01T23:30:00",
            "complete": True,
            "categories": [{"code": "poor_household", "evidence": True}],
        },
        {"id": "HS-1", "submitted_at": "2026-01-31T17:00:00Z", "complete": True},
        {"id": "HS-3", "submitted_at": "2026-01-31", "complete": False},
    ],
}


def test_the_command_answers_as_the_contract_says():
    result = run(QUESTION)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "admitted": [
            {
                "id": "HS-2",
                "rank": 1,
                "tier": 1,
                "reason": "Ưu tiên 1: hộ nghèo; hồ sơ đầy đủ ngày 01/02/2026.",
            }
        ],
        "waiting": [
            {
                "id": "HS-1",
                "rank": 2,
                "tier": 3,
                "reason": "Không thuộc diện ưu tiên, xét theo ngày nộp hồ sơ đầy đủ: 01/02/2026.",
            }
        ],
        "not_ranked": [{"id": "HS-3", "code": "incomplete"}],
    }


def test_own_tiers_and_reserved_seats_are_read():
    reserved = [{"tiers": [2], "seats": 1, "until": "2026-03-02"}]
    asked = {**QUESTION, "tiers": [["merit"], ["poor_household"]], "reserved": reserved}
    result = json.loads(run(asked).stdout)
    assert [(place["id"], place["tier"]) for place in result["admitted"]] == [("HS-2", 2)]


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"on": None}, "missing", "on"),
        ({"capacity": -1}, "invalid", "capacity"),
        ({"capacity": 1.5}, "invalid", "capacity"),
        ({"applications": None}, "missing", "applications"),
        ({"applications": [{"id": 5}]}, "invalid", "applications[0].id"),
        ({"applications": [{"id": "a"}]}, "missing", "applications[0].submitted_at"),
        (
            {"applications": [{"id": "a", "submitted_at": "yesterday"}]},
            "invalid",
            "applications[0].submitted_at",
        ),
        (
            {"applications": [{"id": "a", "submitted_at": "9999-12-31T23:59:59-10:00"}]},
            "invalid",
            "applications[0].submitted_at",
        ),
        ({"applications": QUESTION["applications"][:1] * 2}, "invalid", "applications[1].id"),
        (
            {
                "applications": [
                    {"id": "a", "submitted_at": "2026-02-01", "categories": [{"code": "rich"}]}
                ]
            },
            "unknown",
            "applications[0].categories[0].code",
        ),
        ({"tiers": [["merit"], ["rich"]]}, "unknown", "tiers[1][0]"),
        ({"tiers": [["merit"], [5]]}, "invalid", "tiers[1][0]"),
        ({"tiers": ["merit"]}, "invalid", "tiers[0]"),
        (
            {"reserved": [{"tiers": [4], "seats": 1, "until": "2026-03-02"}]},
            "invalid",
            "reserved[0].tiers[0]",
        ),
        ({"reserved": [{"tiers": [1], "seats": 1}]}, "missing", "reserved[0].until"),
        (
            {"reserved": [{"tiers": [1], "seats": -1, "until": "2026-03-02"}]},
            "invalid",
            "reserved[0].seats",
        ),
    ],
)
def test_bad_input_names_its_field(changes, code, field):
    result = run({**QUESTION, **changes})
    assert (result.exit_code, result.stdout) == (2, "")
    rows = json.loads(result.stderr)["error"]
    assert (rows["code"], rows["field"]) == (code, field)
