"""Worked cases of each scheme, each with its article."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories.entitlements import SPRING_2026, case, prior, proved
from vocational.entitlements.rules.assess import assess
from vocational.entitlements.rules.cases import PriorSupport
from vocational.law.support import SupportKind
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex

CARD_DAY = date(2025, 3, 3)
CARD = {"card_issued_on": date(2025, 1, 10)}
SALARY_2025 = 12 * 2_340_000
SALARY_2026 = 12 * 2_340_000
SALARY_LATE_2026 = 12 * 2_530_000
SOLDIER = proved("discharged_soldier", date(2025, 2, 1))


def lines_of(given):
    return [(line.rule.rule_id, line.amount_dong, line.category) for line in assess(given).lines]


def refusals_of(given):
    result = assess(given)
    assert not (result.refusals and result.lines)
    return [(refusal.code, refusal.rule.rule_id) for refusal in result.refusals]


def warnings_of(given):
    return [
        (warning.code, warning.category or warning.rule.rule_id)
        for warning in assess(given).warnings
    ]


def facts_beside(facts):
    return {name: value for name, value in facts.items() if name != "scheme"}


COST_CASES = [
    ("QĐ 46/2015 Art 4", ["disability"], {}, "QD46-TUI-NKT", 6_000_000, "disability"),
    (
        "QĐ 46/2015 Art 4",
        ["ethnic_minority", "poor_household"],
        {},
        "QD46-TUI-DTTS-NGHEO",
        4_000_000,
        "poor_household",
    ),
    (
        "QĐ 46/2015 Art 4",
        ["poor_household"],
        {"having": ["extremely_difficult_area"]},
        "QD46-TUI-NGHEO-DBKK",
        4_000_000,
        "poor_household",
    ),
    (
        "QĐ 46/2015 Art 4",
        ["poor_household"],
        {"having": ["difficult_area"]},
        "QD46-TUI-NGHEO",
        3_000_000,
        "poor_household",
    ),
    ("QĐ 46/2015 Art 4", ["ethnic_minority"], {}, "QD46-TUI-DTTS", 3_000_000, "ethnic_minority"),
    ("QĐ 46/2015 Art 4", ["merit"], {}, "QD46-TUI-NCC", 3_000_000, "merit"),
    ("QĐ 46/2015 Art 4", ["poor_household"], {}, "QD46-TUI-NGHEO", 3_000_000, "poor_household"),
    ("QĐ 46/2015 Art 4", ["land_recovered"], {}, "QD46-TUI-THDAT", 3_000_000, "land_recovered"),
    ("QĐ 46/2015 Art 4", ["woman_job_lost"], {}, "QD46-TUI-NUMVL", 3_000_000, "woman_job_lost"),
    ("QĐ 46/2015 Art 4", ["fisher"], {}, "QD46-TUI-NGUDAN", 3_000_000, "fisher"),
    (
        "QĐ 46/2015 Art 4",
        ["fisher"],
        {"having": ["policy_vessel_400cv"]},
        "QD46-TUI-NGUDAN-400CV",
        10_000_000,
        "fisher",
    ),
    (
        "QĐ 46/2015 Art 4",
        ["near_poor_household"],
        {},
        "QD46-TUI-CANNGHEO",
        2_500_000,
        "near_poor_household",
    ),
    ("QĐ 46/2015 Art 4", [], {"sex": Sex.FEMALE}, "QD46-TUI-PHUNU", 2_000_000, "woman"),
    ("QĐ 46/2015 Art 4", ["rural_worker"], {}, "QD46-TUI-LDNT", 2_000_000, "rural_worker"),
    (
        "NĐ 338/2025 Art 25.1a",
        ["rural_worker"],
        {"scheme": "ND338"},
        "ND338-TUI-LDNT",
        4_000_000,
        "rural_worker",
    ),
    (
        "NĐ 338/2025 Art 25",
        ["discharged_police"],
        {"scheme": "ND338"},
        "ND338-CAP-TN",
        10_000_000,
        "discharged_police",
    ),
    (
        "NĐ 61/2015 Arts 14-18",
        ["youth_volunteer"],
        {"scheme": "ND61", "on": CARD_DAY, **CARD},
        "CARD61-VALUE",
        10_000_000,
        "youth_volunteer",
    ),
    (
        "QĐ 46/2015 Art 4",
        ["land_recovered"],
        {"scheme": "QD12"},
        "QD46-TUI-THDAT",
        3_000_000,
        "land_recovered",
    ),
    (
        "TT 52/2023",
        ["sme_worker"],
        {"scheme": "TT52", "months_worked": Decimal(6)},
        "SME52-TUI",
        2_000_000,
        "sme_worker",
    ),
]


@pytest.mark.parametrize(("article", "codes", "facts", "rule_id", "amount", "category"), COST_CASES)
def test_each_group_has_its_training_cost(article, codes, facts, rule_id, amount, category):
    (line,) = assess(case(facts.get("scheme", "QD46"), *codes, **facts_beside(facts))).lines
    assert (line.kind, line.rule.rule_id) == (SupportKind.TRAINING_COST, rule_id)
    assert (line.amount_dong, line.category) == (amount, category)
    assert line.rule.legal_basis == article


@pytest.mark.parametrize(
    ("codes", "having", "cost", "rule_id", "amount"),
    [
        (["near_poor_household", "disability"], [], 10_000_000, "QD46-TUI-NKT", 6_000_000),
        (["near_poor_household", "disability"], [], 2_200_000, "QD46-TUI-NKT", 2_200_000),
        (["poor_household", "merit"], [], 10_000_000, "QD46-TUI-NCC", 3_000_000),
        (
            ["ethnic_minority", "poor_household"],
            ["extremely_difficult_area"],
            10_000_000,
            "QD46-TUI-DTTS-NGHEO",
            4_000_000,
        ),
        (["fisher"], ["policy_vessel_400cv"], 3_000_001, "QD46-TUI-NGUDAN-400CV", 3_000_001),
        (["fisher"], ["policy_vessel_400cv"], 3_000_000, "QD46-TUI-NGUDAN", 3_000_000),
        (["fisher", "disability"], ["policy_vessel_400cv"], 5_000_000, "QD46-TUI-NKT", 5_000_000),
        (
            ["fisher", "disability"],
            ["policy_vessel_400cv"],
            7_000_000,
            "QD46-TUI-NGUDAN-400CV",
            7_000_000,
        ),
    ],
)
def test_the_highest_level_alone_decides_and_the_first_rule_of_equal_ones(
    codes, having, cost, rule_id, amount
):
    (line,) = assess(case("QD46", *codes, having=having, cost=cost)).lines
    assert (line.rule.rule_id, line.amount_dong) == (rule_id, amount)


@pytest.mark.parametrize(
    ("codes", "km", "having", "expected"),
    [
        (["merit"], 15, [], [("QD46-TRAVEL-15", 200_000)]),
        (["merit"], "14.99", [], []),
        (["merit"], 5, ["difficult_area"], [("QD46-TRAVEL-5", 300_000)]),
        (["merit"], 5, ["extremely_difficult_area"], [("QD46-TRAVEL-5", 300_000)]),
        (["merit"], "4.9", ["difficult_area"], []),
        (["disability"], 5, [], [("QD46-TRAVEL-5", 300_000)]),
        (["disability"], 40, [], [("QD46-TRAVEL-5", 300_000)]),
        (["fisher"], 40, ["difficult_area"], []),
        (["fisher", "near_poor_household"], 15, [], [("QD46-TRAVEL-15", 200_000)]),
        (["rural_worker"], 40, ["difficult_area"], []),
        (["merit"], None, ["difficult_area"], []),
    ],
)
def test_travel_by_decision_46_depends_on_distance_area_and_group(codes, km, having, expected):
    """QĐ 46/2015 Art 5."""
    result = assess(case("QD46", *codes, km=km, having=having, cost=0))
    assert [(line.rule.rule_id, line.amount_dong) for line in result.lines] == expected


@pytest.mark.parametrize(
    ("code", "due"),
    [
        ("merit", True),
        ("disability", True),
        ("ethnic_minority", True),
        ("poor_household", True),
        ("near_poor_household", True),
        ("land_recovered", True),
        ("woman_job_lost", True),
        ("fisher", False),
        ("rural_worker", False),
        ("discharged_soldier", False),
    ],
)
def test_meals_by_decision_46_go_to_the_groups_of_article_5(code, due):
    lines = lines_of(case("QD46", code, cost=0, days=25))
    assert lines == ([("QD46-MEAL", 750_000, code)] if due else [])


def test_another_category_gives_meals_where_the_deciding_one_does_not():
    assert lines_of(case("QD46", "fisher", "near_poor_household", days=2, cost=4_000_000)) == [
        ("QD46-TUI-NGUDAN", 3_000_000, "fisher"),
        ("QD46-MEAL", 60_000, "near_poor_household"),
    ]


def test_the_deciding_category_is_named_for_meals_too():
    assert lines_of(case("QD46", "ethnic_minority", "poor_household", days=1)) == [
        ("QD46-TUI-DTTS-NGHEO", 4_000_000, "poor_household"),
        ("QD46-MEAL", 30_000, "poor_household"),
    ]


def test_nobody_is_refused_for_belonging_to_no_category():
    for scheme, on in [
        ("QD46", SPRING_2026),
        ("ND338", SPRING_2026),
        ("ND61", CARD_DAY),
        ("QD12", SPRING_2026),
        ("TT52", SPRING_2026),
    ]:
        result = assess(case(scheme, "ex_prisoner", on=on, days=20, km=30))
        assert (result.lines, result.refusals, result.category) == ((), (), None)


@pytest.mark.parametrize(
    ("km", "having", "expected"),
    [
        (15, [], [("ND338-TRAVEL-1", 200_000, "rural_worker")]),
        ("14.9", [], []),
        (10, ["extremely_difficult_area"], [("ND338-TRAVEL-2", 300_000, "rural_worker")]),
        ("9.9", ["extremely_difficult_area"], []),
        (14, ["difficult_area"], []),
    ],
)
def test_a_rural_worker_has_cost_meals_and_travel_without_a_ceiling_on_all(km, having, expected):
    """NĐ 338/2025 Art 25.1."""
    given = case("ND338", "rural_worker", days=600, km=km, having=having)
    assert lines_of(given) == [
        ("ND338-TUI-LDNT", 4_000_000, "rural_worker"),
        ("ND338-MEAL", 30_000_000, "rural_worker"),
        *expected,
    ]
    assert warnings_of(given) == [("unsettled_rule", rule_id) for rule_id, _, _ in expected]


def test_cost_meals_and_travel_after_service_stay_within_the_ceiling_in_that_order():
    """NĐ 338/2025 Art 25: 12 × the base salary of the first day."""
    given = case("ND338", SOLDIER, days=500, km=20, cost=10_000_000)
    assert lines_of(given) == [
        ("ND338-CAP-TN", 10_000_000, "discharged_soldier"),
        ("ND338-MEAL", SALARY_2026 - 10_000_000, "discharged_soldier"),
    ]
    after_the_rise = case("ND338", SOLDIER, days=500, km=20, cost=5_260_000, on=date(2026, 7, 1))
    assert lines_of(after_the_rise) == [
        ("ND338-CAP-TN", 5_260_000, "discharged_soldier"),
        ("ND338-MEAL", 25_000_000, "discharged_soldier"),
        ("ND338-TRAVEL-1", SALARY_LATE_2026 - 30_260_000, "discharged_soldier"),
    ]
    dear = case("ND338", SOLDIER, days=1, cost=90_000_000)
    assert lines_of(dear) == [("ND338-CAP-TN", SALARY_2026, "discharged_soldier")]


@pytest.mark.parametrize(
    ("cost", "days", "rule_id"),
    [
        (5_000_000, 0, "ND338-CAP-TN"),
        (4_000_000, 10, "ND338-TUI-LDNT"),
        (4_000_001, 10, "ND338-CAP-TN"),
        (4_000_001, 1000, "ND338-TUI-LDNT"),
    ],
)
def test_who_is_both_gets_the_higher_total_and_the_rural_one_on_a_tie(cost, days, rule_id):
    assert lines_of(case("ND338", "rural_worker", SOLDIER, cost=cost, days=days))[0][0] == rule_id


@pytest.mark.parametrize(
    ("began", "is_past"),
    [
        (date(2021, 3, 2), False),
        (date(2021, 3, 1), True),
        (None, False),
    ],
)
def test_a_service_that_ended_more_than_sixty_months_ago_does_not_count(began, is_past):
    given = case("ND338", proved("discharged_soldier", began))
    assert bool(lines_of(given)) is not is_past
    assert warnings_of(given) == (
        [("window_passed", "discharged_soldier"), ("unsettled_rule", "ND338-WINDOW-TN")]
        if is_past
        else []
    )


def test_a_rural_worker_whose_service_is_long_past_keeps_the_rural_rules():
    given = case("ND338", proved("discharged_soldier", date(2010, 1, 1)), "rural_worker")
    assert lines_of(given) == [("ND338-TUI-LDNT", 4_000_000, "rural_worker")]


def test_the_card_pays_cost_then_meals_then_travel_up_to_its_value():
    """NĐ 61/2015 Arts 14-18; TT 43/2016: 12 × 2,340,000 in 2025."""
    given = case("ND61", SOLDIER, on=CARD_DAY, days=60, km=15, cost=20_000_000, **CARD)
    assert lines_of(given) == [
        ("CARD61-VALUE", 20_000_000, "discharged_soldier"),
        ("CARD61-MEAL", 1_800_000, "discharged_soldier"),
        ("CARD61-TRAVEL", 200_000, "discharged_soldier"),
    ]
    dear = case("ND61", SOLDIER, on=CARD_DAY, days=60, km=15, cost=SALARY_2025 - 1, **CARD)
    assert [amount for _, amount, _ in lines_of(dear)] == [SALARY_2025 - 1, 1]


@pytest.mark.parametrize(
    ("issued_on", "expected"),
    [
        (None, [("card_missing", "CARD61-VALUE")]),
        (CARD_DAY + timedelta(days=1), [("card_missing", "CARD61-VALUE")]),
        (CARD_DAY, []),
        (date(2024, 3, 3), []),
        (date(2024, 3, 2), [("card_expired", "CARD61-VALID")]),
    ],
)
def test_the_card_must_be_held_and_not_older_than_a_year(issued_on, expected):
    """NĐ 61/2015."""
    given = case("ND61", "discharged_soldier", on=CARD_DAY, card_issued_on=issued_on)
    assert refusals_of(given) == expected


def test_the_card_is_asked_only_of_those_it_is_for():
    assert refusals_of(case("ND61", "disability", on=CARD_DAY, sex=Sex.FEMALE)) == []


def test_before_2017_an_allowance_on_the_card_was_not_in_force_and_is_not_guessed():
    early = {"on": date(2016, 5, 2), "card_issued_on": date(2016, 1, 4)}
    assert lines_of(case("ND61", "youth_volunteer", cost=20_000_000, **early)) == [
        ("CARD61-VALUE", 12 * 1_210_000, "youth_volunteer")
    ]
    asked = case("ND61", "youth_volunteer", days=5, km=20, **early)
    assert refusals_of(asked) == [
        ("not_in_force", "CARD61-MEAL"),
        ("not_in_force", "CARD61-TRAVEL"),
    ]
    assert refusals_of(case("ND61", "disability", days=5, km=20, **early)) == []


@pytest.mark.parametrize(
    ("decided_on", "expected"),
    [
        (date(2021, 3, 2), []),
        (date(2021, 3, 1), [("window_passed", "LAND12-WINDOW")]),
        (None, []),
    ],
)
def test_recovered_land_is_supported_within_sixty_months_of_the_decision(decided_on, expected):
    """QĐ 12/2024."""
    assert refusals_of(case("QD12", proved("land_recovered", decided_on))) == expected


def test_the_newest_decision_on_land_counts():
    old, new = (proved("land_recovered", date(year, 3, 2)) for year in (2015, 2024))
    assert refusals_of(case("QD12", old, new)) == []


def test_with_recovered_land_the_rules_of_decision_46_pay_for_every_category():
    assert lines_of(case("QD12", "land_recovered", "disability", days=2, km=5)) == [
        ("QD46-TUI-NKT", 6_000_000, "disability"),
        ("QD46-MEAL", 60_000, "disability"),
        ("QD46-TRAVEL-5", 300_000, "disability"),
    ]
    assert lines_of(case("QD12", "disability", days=2, km=5)) == []


@pytest.mark.parametrize(
    ("months", "expected"),
    [("0", False), ("5.9", False), ("6", True)],
)
def test_a_firm_worker_needs_six_months(months, expected):
    """TT 52/2023."""
    given = case("TT52", "sme_worker", days=20, km=30, months_worked=Decimal(months))
    assert lines_of(given) == ([("SME52-TUI", 2_000_000, "sme_worker")] if expected else [])
    assert refusals_of(given) == ([] if expected else [("too_few_months", "SME52-TUI")])
    assert refusals_of(case("TT52", "disability")) == []


@pytest.mark.parametrize(
    ("scheme", "on", "rule_id"),
    [
        ("QD46", date(2015, 12, 31), "QD46-TUI-NKT"),
        ("ND338", date(2025, 12, 31), "ND338-TUI-LDNT"),
        ("ND61", date(2026, 1, 1), "CARD61-VALUE"),
        ("ND61", date(2015, 8, 31), "CARD61-VALUE"),
        ("QD12", date(2024, 7, 31), "LAND12-WINDOW"),
        ("TT52", date(2023, 9, 22), "SME52-TUI"),
    ],
)
def test_a_scheme_that_is_not_in_force_gives_that_refusal_alone(scheme, on, rule_id):
    given = case(
        scheme,
        CategoryEntry("merit"),
        on=on,
        born=date(2020, 1, 1),
        supported_before=(prior(2012),),
    )
    assert refusals_of(given) == [("not_in_force", rule_id)]
    assert warnings_of(given) == []


@pytest.mark.parametrize(
    ("scheme", "on", "rule_id"),
    [
        ("QD46", SPRING_2026, "QD46-ONCE"),
        ("ND338", SPRING_2026, "ND338-ONCE"),
        ("ND61", CARD_DAY, "CARD61-ONCE"),
        ("QD12", SPRING_2026, "LAND12-ONCE"),
        ("TT52", SPRING_2026, "SME52-ONCE"),
    ],
)
def test_support_is_given_once_whatever_the_scheme_was(scheme, on, rule_id):
    given = case(scheme, on=on, supported_before=(prior(2020, scheme="TT52"),))
    assert refusals_of(given) == [("supported_before", rule_id)]
    unsettled = [("unsettled_rule", "ND338-ONCE")] if scheme == "ND338" else []
    assert warnings_of(given) == unsettled


@pytest.mark.parametrize(
    ("priors", "expected"),
    [
        ([prior(2020, certified=True)], []),
        ([prior(2018), prior(2020, certified=True)], []),
        ([prior(2018, certified=True), prior(2020)], ["supported_before"]),
        ([prior(2018), prior(2019), prior(2020, certified=True)], []),
        (
            [prior(2017), prior(2018), prior(2019), prior(2020, certified=True)],
            ["supported_too_often"],
        ),
        (
            [prior(2017), prior(2018), prior(2019), prior(2020)],
            ["supported_before", "supported_too_often"],
        ),
        ([prior(2027)], []),
    ],
)
def test_a_lost_job_opens_the_way_again_but_not_after_more_than_three(priors, expected):
    """QĐ 46/2015; the cap is unsettled."""
    for order in (priors, priors[::-1]):
        given = case("QD46", "merit", supported_before=tuple(order))
        assert [code for code, _ in refusals_of(given)] == expected
        cap = [("unsettled_rule", "QD46-MAX-TIMES")] if "supported_too_often" in expected else []
        assert warnings_of(given) == cap


def test_support_on_the_first_day_itself_was_before():
    same_day = PriorSupport(SPRING_2026, "QD46")
    assert refusals_of(case("QD46", "merit", supported_before=(same_day,))) == [
        ("supported_before", "QD46-ONCE")
    ]


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        (date(2011, 3, 2), []),
        (date(2011, 3, 3), [("under_age", "AGE-MIN")]),
        (date(2027, 1, 1), [("under_age", "AGE-MIN")]),
    ],
)
def test_under_fifteen_on_the_first_day_is_refused(born, expected):
    """TT 42 Art 15; TT 43/2015 Art 8."""
    assert refusals_of(case("QD46", "merit", born=born)) == expected


@pytest.mark.parametrize(
    ("sex", "born", "rule_id"),
    [
        (Sex.MALE, date(1965, 3, 3), None),
        (Sex.MALE, date(1965, 3, 2), "AGE-MAX-NAM"),
        (Sex.FEMALE, date(1970, 3, 3), None),
        (Sex.FEMALE, date(1970, 3, 2), "AGE-MAX-NU"),
    ],
)
def test_past_the_upper_age_is_warned_of_and_paid_all_the_same(sex, born, rule_id):
    """TT 152/2016 Art 4, contested."""
    given = case("QD46", "merit", sex=sex, born=born)
    assert lines_of(given) == [("QD46-TUI-NCC", 3_000_000, "merit")]
    assert warnings_of(given) == (
        [("over_age", rule_id), ("unsettled_rule", rule_id)] if rule_id else []
    )


def test_every_refusal_is_given_age_first_then_once_only_then_the_scheme():
    given = case("TT52", "sme_worker", born=date(2012, 1, 1), supported_before=(prior(2020),))
    assert [code for code, _ in refusals_of(given)] == [
        "under_age",
        "supported_before",
        "too_few_months",
    ]


@pytest.mark.parametrize(
    ("entry", "warning"),
    [
        (proved("merit", SPRING_2026, SPRING_2026), None),
        (proved("merit", date(2026, 3, 3)), "evidence_not_yet_valid"),
        (proved("merit", None, date(2026, 3, 1)), "evidence_expired"),
        (CategoryEntry("merit"), "evidence_missing"),
        (CategoryEntry("merit", valid_to=date(2026, 3, 1)), "evidence_expired"),
        (CategoryEntry("merit", valid_from=date(2026, 3, 3)), "evidence_not_yet_valid"),
    ],
)
def test_a_category_counts_when_in_force_and_proved(entry, warning):
    given = case("QD46", entry)
    assert bool(lines_of(given)) is (warning is None)
    assert warnings_of(given) == ([(warning, "merit")] if warning else [])


def test_no_warning_when_another_entry_of_the_category_counts():
    expired = proved("merit", None, date(2025, 12, 31))
    given = case("QD46", expired, proved("merit", date(2026, 1, 1)), CategoryEntry("merit"))
    assert warnings_of(given) == []


def test_woman_follows_from_sex_and_needs_no_paper():
    listed = CategoryEntry("woman", valid_to=date(2020, 1, 1))
    for entries in ((), (listed,)):
        given = case("QD46", *entries, sex=Sex.FEMALE)
        assert lines_of(given) == [("QD46-TUI-PHUNU", 2_000_000, "woman")]
        assert warnings_of(given) == []
    assert lines_of(case("QD46", "woman", sex=Sex.MALE)) == []


def test_zero_lines_are_left_out():
    assert lines_of(case("QD46", "merit", cost=0, days=0, km=0)) == []
    result = assess(case("QD46", "merit", cost=0, days=1))
    assert (result.category, result.total_dong) == ("merit", 30_000)
