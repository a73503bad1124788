import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from vocational.assessment.cli import results
from vocational.assessment.rules.results import (
    PASSING,
    Classification,
    MarkRule,
    WeighedMark,
    check_sitting,
    classify,
    module_mark,
    most_sittings,
    parse_mark,
    passes_short_course,
    rounded,
)
from vocational.law.parameters import NotInForce
from vocational.shared.discipline import Discipline
from vocational.shared.errors import RuleViolation

DAY = date(2026, 3, 2)
RULE = MarkRule.of_law(DAY)


def course(*pairs, discipline=Discipline.NONE):
    modules = [WeighedMark(Decimal(volume), Decimal(mark)) for volume, mark in pairs]
    return classify(modules, on=DAY, discipline=discipline)


@pytest.mark.parametrize(
    ("mark", "classification"),
    [
        ("10", "excellent"),
        ("9.0", "excellent"),
        ("8.9", "very_good"),
        ("8.0", "very_good"),
        ("7.9", "good"),
        ("7.0", "good"),
        ("6.9", "fairly_good"),
        ("6.0", "fairly_good"),
        ("5.9", "average"),
        ("5.0", "average"),
    ],
)
def test_limits_of_a_class_belong_to_it(mark, classification):
    result = course((60, mark))
    assert (result.passed, result.classification) == (True, classification)


@pytest.mark.parametrize(
    ("modules", "course_mark", "classification"),
    [
        ([(60, "7.4"), (120, "7.4")], "7.4", "good"),
        ([(1, "7.0"), (3, "8.0")], "7.8", "good"),
        ([(1, "8.9"), (1, "9.0")], "9.0", "excellent"),
        ([(1, "6.9"), (3, "7.0")], "7.0", "good"),
        ([(1, "7.2"), (1, "7.3")], "7.3", "good"),
        ([(30, "5.0"), (60, "5.1"), (90, "5.0")], "5.0", "average"),
    ],
)
def test_the_rounded_weighted_mean_is_classified(modules, course_mark, classification):
    result = course(*modules)
    assert result.course_mark == Decimal(course_mark)
    assert result.classification == classification


def test_one_module_below_five_fails_the_course_and_the_mark_is_still_given():
    result = course((1, "4.9"), (9, "10"))
    assert (result.course_mark, result.passed) == (Decimal("9.5"), False)
    assert result.classification is Classification.FAILED


@pytest.mark.parametrize(
    ("mark", "discipline", "classification"),
    [
        ("9.5", Discipline.WARNING, "very_good"),
        ("9.5", Discipline.SUSPENSION, "very_good"),
        ("9.5", Discipline.REPRIMAND, "excellent"),
        ("6.0", Discipline.WARNING, "average"),
        ("5.0", Discipline.WARNING, "average"),
        ("4.0", Discipline.WARNING, "failed"),
    ],
)
def test_a_warning_costs_one_class_but_never_the_pass(mark, discipline, classification):
    assert course((1, mark), discipline=discipline).classification == classification


def test_no_modules_give_no_result():
    with pytest.raises(ValueError, match="modules"):
        classify([], on=DAY)


def test_a_day_before_the_law_is_refused():
    with pytest.raises(NotInForce):
        classify([WeighedMark(Decimal(1), Decimal(7))], on=date(2015, 12, 4))


marks = st.decimals(0, 10, places=1)
modules = st.lists(
    st.builds(WeighedMark, st.decimals("0.5", 500, places=1), marks), min_size=1, max_size=12
)


@given(modules)
def test_a_course_mark_lies_between_its_lowest_and_its_highest_module(course_modules):
    result = classify(course_modules, on=DAY)
    module_marks = [module.mark for module in course_modules]
    assert min(module_marks) <= result.course_mark <= max(module_marks)
    assert result.passed == (min(module_marks) >= 5)
    assert (result.classification is Classification.FAILED) == (not result.passed)


@given(modules, st.integers(2, 9))
def test_order_and_unit_of_volume_do_not_matter(course_modules, factor):
    scaled = [WeighedMark(module.volume * factor, module.mark) for module in course_modules[::-1]]
    assert classify(scaled, on=DAY) == classify(course_modules, on=DAY)


@given(modules)
def test_discipline_costs_at_most_one_class(course_modules):
    free = classify(course_modules, on=DAY)
    warned = classify(course_modules, on=DAY, discipline=Discipline.WARNING)
    assert (warned.course_mark, warned.passed) == (free.course_mark, free.passed)
    if free.passed:
        step = PASSING.index(warned.classification) - PASSING.index(free.classification)
        assert step == (0 if free.classification is Classification.AVERAGE else 1)


@pytest.mark.parametrize(
    ("passed", "whole"), [([True, True], True), ([True, False], False), ([], False)]
)
def test_a_short_course_is_passed_when_every_module_is(passed, whole):
    assert passes_short_course(passed) is whole


@pytest.mark.parametrize(
    ("regular", "periodic", "end", "mark"),
    [
        (["8"], ["7"], "6", "6.5"),
        (["5", "5"], [], "5", "5.0"),
        ([], ["10"], "0", "4.0"),
        (["7"], ["8", "9"], "7.5", "7.8"),
    ],
)
def test_a_module_mark_is_four_tenths_process_and_six_tenths_end(regular, periodic, end, mark):
    result = module_mark(
        regular=[Decimal(item) for item in regular],
        periodic=[Decimal(item) for item in periodic],
        end_of_module=Decimal(end),
        rule=RULE,
    )
    assert result == Decimal(mark)


def test_a_module_without_process_marks_has_no_mark():
    assert module_mark(regular=[], periodic=[], end_of_module=Decimal(9), rule=RULE) is None


def test_a_programme_may_weigh_otherwise():
    rule = MarkRule(Decimal(1), Decimal(1), Decimal(1), Decimal(1))
    result = module_mark(
        regular=[Decimal(6)], periodic=[Decimal(8)], end_of_module=Decimal(9), rule=rule
    )
    assert result == 8


@given(st.lists(marks, min_size=1, max_size=5), st.lists(marks, max_size=5), marks)
def test_a_module_mark_lies_between_its_marks(regular, periodic, end):
    result = module_mark(regular=regular, periodic=periodic, end_of_module=end, rule=RULE)
    assert min(*regular, *periodic, end) <= result <= max(*regular, *periodic, end)


@pytest.mark.parametrize(
    ("value", "mark"),
    [("7.25", "7.3"), ("7.24999", "7.2"), ("7.35", "7.4"), ("0.05", "0.1"), ("9.95", "10.0")],
)
def test_half_goes_up(value, mark):
    assert rounded(Fraction(value)) == Decimal(mark)


def test_sittings_are_limited():
    assert most_sittings(DAY, elementary=False) == 3
    assert most_sittings(DAY, elementary=True) == 2
    check_sitting(2, passed_before=False, most_sittings=2)
    check_sitting(3, passed_before=False, most_sittings=3)
    with pytest.raises(RuleViolation, match=r"assessment\.no_sitting_left"):
        check_sitting(3, passed_before=False, most_sittings=2)
    with pytest.raises(RuleViolation, match=r"assessment\.passed_already"):
        check_sitting(2, passed_before=True, most_sittings=2)


@pytest.mark.parametrize(
    ("typed", "mark"), [("7,5", "7.5"), (" 7.5 ", "7.5"), ("10", "10.0"), ("0", "0"), ("07", "7")]
)
def test_marks_are_read_as_people_type_them(typed, mark):
    assert parse_mark(typed) == Decimal(mark)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "assessment.mark_invalid"),
        (",", "assessment.mark_invalid"),
        ("bảy", "assessment.mark_invalid"),
        ("-1", "assessment.mark_invalid"),
        ("1e1", "assessment.mark_invalid"),
        ("٧", "assessment.mark_invalid"),
        ("7,5,1", "assessment.mark_invalid"),
        ("10,1", "assessment.mark_out_of_range"),
        ("75", "assessment.mark_out_of_range"),
        ("7,25", "assessment.mark_decimals"),
    ],
)
def test_what_is_no_mark_is_refused(typed, code):
    with pytest.raises(RuleViolation) as caught:
        parse_mark(typed)
    assert caught.value.code == code


def run(given):
    return CliRunner().invoke(results, ["classify"], input=json.dumps(given))


GIVEN = {
    "level": "elementary_2",
    "on": "2026-03-02",
    "modules": [{"volume": 60, "mark": 7.4}, {"volume": 120, "mark": 7.4}],
    "discipline": None,
}


def test_the_command_answers_as_the_contract_says():
    answer = {"course_mark": 7.4, "passed": True, "classification": "good"}
    assert json.loads(run(GIVEN).stdout) == answer
    warned = json.loads(run(GIVEN | {"discipline": "warning"}).stdout)
    assert warned["classification"] == "fairly_good"


def test_under_three_months_the_command_says_passed_or_not():
    short = {"level": "under_3_months", "on": "2026-03-02", "modules": [{"passed": True}]}
    assert json.loads(run(short).stdout) == {"passed": True}
    short["modules"].append({"passed": False})
    assert json.loads(run(short).stdout) == {"passed": False}


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"modules": []}, "missing", "modules"),
        ({"modules": None}, "missing", "modules"),
        ({"modules": [{"mark": 5}]}, "missing", "modules[0].volume"),
        ({"modules": [{"volume": 0, "mark": 5}]}, "invalid", "modules[0].volume"),
        ({"modules": [{"volume": 1, "mark": 10.1}]}, "invalid", "modules[0].mark"),
        ({"level": "under_3_months"}, "missing", "modules[0].passed"),
        ({"discipline": "shouting"}, "unknown", "discipline"),
        ({"level": "college"}, "unknown", "level"),
        ({"on": "2015-01-01"}, "not_in_force", "on"),
    ],
)
def test_bad_input_is_named_by_its_path(changes, code, field):
    result = run(GIVEN | changes)
    error = json.loads(result.stderr)["error"]
    assert (result.exit_code, error["code"], error["field"]) == (2, code, field)
