from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.law import provisions
from vocational.law.book import as_markdown
from vocational.law.citations import in_vietnamese
from vocational.law.parameters import NotInForce, all_provisions, nearest, parse, provision

LAW_DAY = date(2015, 12, 5)
DAY = date(2026, 3, 2)

SERIES = """
[[provision]]
key = "base_salary"
unit = "VND/month"

[[provision.entry]]
id = "BASE-1"
effective_from = 2023-07-01
effective_to = 2024-06-30
legal_basis = "NĐ 24/2023"
status = "G"
value = 1800000

[[provision.entry]]
id = "BASE-2"
effective_from = 2024-07-01
legal_basis = "NĐ 73/2024"
status = "V"
value = 2340000
"""


@pytest.mark.parametrize(
    ("key", "value", "rule_id"),
    [
        ("elementary.hours_min", "300", "SC-HOURS"),
        ("elementary_1.credits_min", "5", "SC-CREDITS-1"),
        ("elementary_1.modules_min", "3", "SC-CREDITS-1"),
        ("elementary_2.credits_min", "15", "SC-CREDITS-2"),
        ("elementary_2.modules_min", "9", "SC-CREDITS-2"),
        ("elementary_3.credits_min", "25", "SC-CREDITS-3"),
        ("elementary_3.modules_min", "15", "SC-CREDITS-3"),
        ("elementary.practice_percent_advised", "75", "SC-PRACTICE"),
        ("elementary.practice_percent_min", "70", "SC-PRACTICE"),
        ("elementary.attendance.theory_percent_min", "70", "SC-ATT-LT"),
        ("elementary.attendance.practice_percent_min", "80", "SC-ATT-TH"),
        ("elementary.attendance.process_mark_min", "5.0", "SC-PROCESS-MIN"),
        ("elementary.weight.process", "0.4", "SC-WEIGHT-PROCESS"),
        ("elementary.weight.end_of_module", "0.6", "SC-WEIGHT-END"),
        ("elementary.classification.excellent", "9.0", "SC-CLASS-XS"),
        ("elementary.classification.very_good", "8.0", "SC-CLASS-G"),
        ("elementary.classification.good", "7.0", "SC-CLASS-K"),
        ("elementary.classification.fairly_good", "6.0", "SC-CLASS-TBK"),
        ("elementary.classification.average", "5.0", "SC-CLASS-TB"),
        ("elementary.class_size.theory.ordinary", "35", "SC-SIZE-LT"),
        ("elementary.class_size.theory.disabled_or_very_small_ethnic", "20", "SC-SIZE-LT"),
        ("elementary.class_size.theory.blind", "10", "SC-SIZE-LT"),
        ("elementary.class_size.practice.ordinary", "18", "SC-SIZE-TH"),
        ("elementary.class_size.practice.disabled_or_very_small_ethnic", "10", "SC-SIZE-TH"),
        ("elementary.class_size.practice.blind", "8", "SC-SIZE-TH"),
        ("elementary.hours_per_day.theory", "6", "SC-DAY-LT"),
        ("elementary.hours_per_week.theory", "30", "SC-DAY-LT"),
        ("elementary.hours_per_day.practice", "8", "SC-DAY-TH"),
        ("elementary.hours_per_week.practice", "40", "SC-DAY-TH"),
        ("elementary.council_days", "5", "SC-COUNCIL-DAYS"),
        ("under_3_months.hours_min", "100", "D3T-HOURS"),
        ("under_3_months.practice_percent_min", "80", "D3T-PRACTICE"),
        ("under_3_months.hours_per_session", "5", "D3T-SESSION"),
        ("under_3_months.hours_per_day", "8", "D3T-SESSION"),
        ("under_3_months.retests_max", "2", "D3T-RETEST"),
        ("age.min", "15", "AGE-MIN"),
        ("age.max.male", "60", "AGE-MAX-NAM"),
        ("age.max.female", "55", "AGE-MAX-NU"),
    ],
)
def test_each_figure_is_the_one_of_the_instrument(key, value, rule_id):
    result = provision(key, DAY)
    assert (result.value, result.rule_id) == (Decimal(value), rule_id)


def test_every_provision_begins_on_its_day_and_not_before():
    for key, series in all_provisions().items():
        first = series[0].effective_from
        assert provision(key, first) is series[0]
        with pytest.raises(NotInForce, match="not in force"):
            provision(key, first - timedelta(days=1))


def test_a_day_before_the_law_is_refused():
    with pytest.raises(NotInForce) as caught:
        provisions.attendance_limits(LAW_DAY - timedelta(days=1))
    assert caught.value.on == date(2015, 12, 4)
    assert provisions.attendance_limits(LAW_DAY).theory_percent.value == 70


def test_an_unknown_provision_is_a_defect():
    with pytest.raises(KeyError):
        provision("no.such.law", DAY)


def test_only_the_contested_figures_are_unsettled():
    unsettled = {
        entry.rule_id
        for series in all_provisions().values()
        for entry in series
        if entry.is_unsettled
    }
    assert unsettled == {
        "SC-PRACTICE",
        "SC-SITTINGS",
        "SC-WEIGHT-PROCESS",
        "SC-WEIGHT-END",
        "SC-WEIGHT-REGULAR",
        "SC-WEIGHT-PERIODIC",
        "AGE-MAX-NAM",
        "AGE-MAX-NU",
        "D3T-SIZE-LT",
        "D3T-SIZE-TH",
        "QD46-MAX-TIMES",
        "ND338-TRAVEL-1",
        "ND338-TRAVEL-2",
        "ND338-WINDOW-TN",
        "ND338-ONCE",
    }


def test_the_typed_views_find_every_figure_they_name():
    assert provisions.mark_weights(DAY).periodic.value == 2
    assert provisions.pass_mark(DAY).value == 5
    assert provisions.classification_limit("good", DAY).value == 7
    assert provisions.retests_allowed(DAY).value == 2
    assert provisions.sittings_allowed(DAY).value == 2
    assert provisions.teaching_limits("elementary_2", DAY).per_session is None
    assert provisions.teaching_limits("under_3_months", DAY).theory_per_day is None
    assert provisions.class_size_limit("under_3_months", "theory", "blind", DAY).is_unsettled


def test_a_series_ends_one_day_and_goes_on_the_next():
    (series,) = parse(SERIES)
    assert [entry.effective_to for entry in series] == [date(2024, 6, 30), None]
    assert [entry.value for entry in series] == [1_800_000, 2_340_000]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2024-07-01", "2024-06-30", "date order"),
        ("2024-07-01", "2023-07-01", "date order"),
        ("value = 1800000", 'value = "much"', "no number"),
        ("value = 1800000", "value = true", "no number"),
        ("value = 1800000", 'value = 1\ndistance_km_min = "far"', "no number"),
        ("effective_from = 2023-07-01", 'effective_from = "2023"', "no dates"),
        ('status = "G"', 'status = "X"', "not a valid Certainty"),
    ],
)
def test_data_that_contradict_themselves_are_refused(old, new, message):
    with pytest.raises(ValueError, match=message):
        parse(SERIES.replace(old, new))


@given(st.dates(date(2010, 1, 1), date(2100, 1, 1)), st.sampled_from(sorted(all_provisions())))
def test_what_is_found_is_in_force_that_day_and_nothing_is_missed(day, key):
    in_force = [
        entry
        for entry in all_provisions()[key]
        if entry.effective_from <= day and (entry.effective_to is None or day <= entry.effective_to)
    ]
    if in_force:
        assert [provision(key, day)] == in_force
    else:
        with pytest.raises(NotInForce):
            provision(key, day)


@pytest.mark.parametrize(
    ("key", "day", "rule_id"),
    [
        ("nd61.card_value", date(2026, 1, 1), "CARD61-VALUE"),
        ("nd338.meals", date(2025, 12, 31), "ND338-MEAL"),
        ("base_salary", date(2013, 6, 30), "BASE-SALARY-2013"),
        ("poverty_line.rural", date(2031, 1, 1), "POV-RURAL-2"),
    ],
)
def test_outside_its_days_a_figure_is_named_by_the_entry_that_ended_or_will_begin(
    key, day, rule_id
):
    with pytest.raises(NotInForce):
        provision(key, day)
    assert nearest(key, day).rule_id == rule_id


def test_the_page_of_the_documentation_is_current():
    page = Path(__file__).parents[2] / "docs" / "law.md"
    assert page.read_text(encoding="utf-8") == as_markdown(), (
        "python -m vocational.law > docs/law.md"
    )


@pytest.mark.parametrize(
    ("basis", "written"),
    [
        ("TT 42 Art 25", "TT 42/2015 Điều 25"),
        ("TT 42 Art 15; TT 43/2015 Art 8", "TT 42/2015 Điều 15; TT 43/2015 Điều 8"),
        ("NĐ 61/2015 Arts 14-18", "NĐ 61/2015 Điều 14-18"),
        ("by analogy TT 04/2022", "tương tự TT 04/2022"),
        ("QĐ 46/2015", "QĐ 46/2015"),
    ],
)
def test_sources_are_cited_as_vietnamese_papers_do(basis, written):
    assert in_vietnamese(basis) == written
