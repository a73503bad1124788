"""The figures of support, each as its instrument has it, and what is in force on a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from vocational.entitlements.rules.expressions import expression
from vocational.law.parameters import NotInForce, all_provisions, provision
from vocational.law.support import Scheme, SupportKind, SupportUnit, scheme_law
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.sex import Sex

DAY = date(2026, 3, 2)
SERVICE = "discharged_soldier|discharged_police|youth_volunteer"
NEEDY = (
    "merit|disability|ethnic_minority|poor_household|near_poor_household"
    "|land_recovered|woman_job_lost"
)


@pytest.mark.parametrize(
    ("key", "rule_id", "value", "categories", "distance_km"),
    [
        ("qd46.training_cost.disability", "QD46-TUI-NKT", 6_000_000, "disability", None),
        (
            "qd46.training_cost.ethnic_minority_poor",
            "QD46-TUI-DTTS-NGHEO",
            4_000_000,
            "ethnic_minority+poor_household",
            None,
        ),
        (
            "qd46.training_cost.poor_in_extremely_difficult_area",
            "QD46-TUI-NGHEO-DBKK",
            4_000_000,
            "poor_household@extremely_difficult_area",
            None,
        ),
        ("qd46.training_cost.ethnic_minority", "QD46-TUI-DTTS", 3_000_000, "ethnic_minority", None),
        ("qd46.training_cost.merit", "QD46-TUI-NCC", 3_000_000, "merit", None),
        ("qd46.training_cost.poor_household", "QD46-TUI-NGHEO", 3_000_000, "poor_household", None),
        ("qd46.training_cost.land_recovered", "QD46-TUI-THDAT", 3_000_000, "land_recovered", None),
        ("qd46.training_cost.woman_job_lost", "QD46-TUI-NUMVL", 3_000_000, "woman_job_lost", None),
        ("qd46.training_cost.fisher", "QD46-TUI-NGUDAN", 3_000_000, "fisher", None),
        (
            "qd46.training_cost.fisher_on_400cv_vessel",
            "QD46-TUI-NGUDAN-400CV",
            100,
            "fisher@policy_vessel_400cv",
            None,
        ),
        (
            "qd46.training_cost.near_poor_household",
            "QD46-TUI-CANNGHEO",
            2_500_000,
            "near_poor_household",
            None,
        ),
        ("qd46.training_cost.woman", "QD46-TUI-PHUNU", 2_000_000, "woman", None),
        ("qd46.training_cost.rural_worker", "QD46-TUI-LDNT", 2_000_000, "rural_worker", None),
        ("qd46.meals", "QD46-MEAL", 30_000, NEEDY, None),
        ("qd46.travel.far", "QD46-TRAVEL-15", 200_000, NEEDY, 15),
        (
            "qd46.travel.disability_or_difficult_area",
            "QD46-TRAVEL-5",
            300_000,
            f"disability|({NEEDY})@difficult_area",
            5,
        ),
        ("qd46.levels_max", "QD46-ONE-LEVEL", 1, "", None),
        ("qd46.once", "QD46-ONCE", 1, "", None),
        ("qd46.times_max", "QD46-MAX-TIMES", 3, "", None),
        ("nd338.training_cost.rural_worker", "ND338-TUI-LDNT", 4_000_000, "rural_worker", None),
        ("nd338.training_cost.service", "ND338-CAP-TN", 12, SERVICE, None),
        ("nd338.meals", "ND338-MEAL", 50_000, f"rural_worker|{SERVICE}", None),
        ("nd338.travel.far", "ND338-TRAVEL-1", 200_000, f"rural_worker|{SERVICE}", 15),
        (
            "nd338.travel.extremely_difficult_area",
            "ND338-TRAVEL-2",
            300_000,
            f"(rural_worker|{SERVICE})@extremely_difficult_area",
            10,
        ),
        ("nd338.window_months", "ND338-WINDOW-TN", 60, SERVICE, None),
        ("nd338.once", "ND338-ONCE", 1, "", None),
        ("qd12.window_months", "LAND12-WINDOW", 60, "land_recovered", None),
        ("qd12.once", "LAND12-ONCE", 1, "", None),
        ("tt52.training_cost", "SME52-TUI", 2_000_000, "sme_worker", None),
        ("tt52.months_worked_min", "SME52-TUI", 6, "sme_worker", None),
        ("tt52.once", "SME52-ONCE", 1, "", None),
    ],
)
def test_each_figure_of_2026_is_the_one_of_the_instrument(
    key, rule_id, value, categories, distance_km
):
    result = provision(key, DAY)
    assert (result.rule_id, result.value, result.categories) == (rule_id, value, categories)
    assert result.distance_km_min == distance_km


@pytest.mark.parametrize(
    ("key", "rule_id", "value", "distance_km"),
    [
        ("nd61.card_value", "CARD61-VALUE", 12, None),
        ("nd61.card_months", "CARD61-VALID", 12, None),
        ("nd61.card_need_months", "CARD61-NEED", 12, None),
        ("nd61.meals", "CARD61-MEAL", 30_000, None),
        ("nd61.travel", "CARD61-TRAVEL", 200_000, 15),
    ],
)
def test_the_card_ends_with_2025(key, rule_id, value, distance_km):
    result = provision(key, date(2025, 12, 31))
    assert (result.rule_id, result.value, result.categories) == (rule_id, value, SERVICE)
    assert result.distance_km_min == distance_km
    with pytest.raises(NotInForce):
        provision(key, date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "value", "rule_id"),
    [
        (date(2013, 7, 1), 1_150_000, "BASE-SALARY-2013"),
        (date(2016, 5, 1), 1_210_000, "BASE-SALARY-2016"),
        (date(2017, 7, 1), 1_300_000, "BASE-SALARY-2017"),
        (date(2018, 7, 1), 1_390_000, "BASE-SALARY-2018"),
        (date(2019, 7, 1), 1_490_000, "BASE-SALARY-2019"),
        (date(2023, 7, 1), 1_800_000, "BASE-SALARY-1"),
        (date(2024, 7, 1), 2_340_000, "BASE-SALARY-2"),
        (date(2026, 7, 1), 2_530_000, "BASE-SALARY-3"),
    ],
)
def test_the_base_salary_changes_on_its_day_without_a_gap(day, value, rule_id):
    assert (provision("base_salary", day).value, provision("base_salary", day).rule_id) == (
        value,
        rule_id,
    )
    if day.year > 2013:
        assert provision("base_salary", day - timedelta(days=1)).rule_id != rule_id


@pytest.mark.parametrize(
    ("day", "rural", "urban"),
    [(date(2026, 12, 31), 1_500_000, 2_000_000), (date(2027, 1, 1), 2_200_000, 2_800_000)],
)
def test_the_poverty_line_rises_with_2027(day, rural, urban):
    assert provision("poverty_line.rural", day).value == rural
    assert provision("poverty_line.urban", day).value == urban


def test_every_rule_that_pays_can_be_read():
    paying = [entry for series in all_provisions().values() for entry in series if entry.kind]
    assert len(paying) == 25
    for entry in paying:
        assert entry.scheme in set(Scheme)
        assert entry.kind in set(SupportKind)
        assert entry.unit in set(SupportUnit)
        assert expression(entry.categories).codes <= set(PriorityCategory)


@pytest.mark.parametrize(
    ("scheme", "first_day", "last_day"),
    [
        (Scheme.QD46, date(2016, 1, 1), None),
        (Scheme.ND338, date(2026, 1, 1), None),
        (Scheme.ND61, date(2015, 9, 1), date(2025, 12, 31)),
        (Scheme.QD12, date(2024, 8, 1), None),
        (Scheme.TT52, date(2023, 9, 23), None),
    ],
)
def test_a_scheme_is_in_force_from_its_first_day_to_its_last(scheme, first_day, last_day):
    assert scheme_law(scheme, first_day).lines[SupportKind.TRAINING_COST]
    with pytest.raises(NotInForce):
        scheme_law(scheme, first_day - timedelta(days=1))
    if last_day is not None:
        assert scheme_law(scheme, last_day).once
        with pytest.raises(NotInForce):
            scheme_law(scheme, last_day + timedelta(days=1))


def test_the_rules_of_a_scheme_stand_in_the_order_that_decides_ties():
    lines = scheme_law(Scheme.QD46, DAY).lines
    assert [rule.rule_id for rule in lines[SupportKind.TRAINING_COST]] == [
        "QD46-TUI-NKT",
        "QD46-TUI-DTTS-NGHEO",
        "QD46-TUI-NGHEO-DBKK",
        "QD46-TUI-DTTS",
        "QD46-TUI-NCC",
        "QD46-TUI-NGHEO",
        "QD46-TUI-THDAT",
        "QD46-TUI-NUMVL",
        "QD46-TUI-NGUDAN",
        "QD46-TUI-NGUDAN-400CV",
        "QD46-TUI-CANNGHEO",
        "QD46-TUI-PHUNU",
        "QD46-TUI-LDNT",
    ]


def test_recovered_land_is_paid_by_the_rates_of_decision_46_under_its_own_conditions():
    law = scheme_law(Scheme.QD12, DAY)
    assert law.lines == scheme_law(Scheme.QD46, DAY).lines
    assert (law.once.rule_id, law.window.rule_id) == ("LAND12-ONCE", "LAND12-WINDOW")


def test_before_the_circular_of_2017_the_card_had_no_allowances():
    law = scheme_law(Scheme.ND61, date(2017, 2, 11))
    assert law.lines[SupportKind.MEALS] == law.lines[SupportKind.TRAVEL] == ()
    assert law.lapsed[SupportKind.MEALS][0].rule_id == "CARD61-MEAL"
    assert not any(scheme_law(Scheme.ND61, date(2017, 2, 12)).lapsed.values())


def test_the_ages_are_those_of_the_day():
    assert scheme_law(Scheme.QD46, date(2016, 12, 3)).age_max == {}
    law = scheme_law(Scheme.QD46, DAY)
    assert law.age_min.value == 15
    assert {sex: rule.value for sex, rule in law.age_max.items()} == {
        Sex.MALE: Decimal(60),
        Sex.FEMALE: Decimal(55),
    }
