from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.catalogue.rules.courses import (
    ClassMakeup,
    CourseLevel,
    CourseOutline,
    ModuleOutline,
    TeachingForm,
    check_class_size,
    check_course,
    hours,
    practice_percent,
)
from vocational.law.parameters import NotInForce
from vocational.shared.findings import Severity, has_errors

DAY = date(2026, 3, 2)


def module(code="MĐ01", theory=20, practice=75, test=5, credits=4):
    return ModuleOutline(code, theory * 60, practice * 60, test * 60, credits)


def three_modules(**changes):
    return [module(f"MĐ0{number}", **changes) for number in (1, 2, 3)]


def codes(course, on=DAY):
    return [finding.code for finding in check_course(course, on)]


def elementary(modules, **changes):
    return CourseOutline(CourseLevel.ELEMENTARY_1, modules, **changes)


def short(modules, **changes):
    return CourseOutline(CourseLevel.UNDER_3_MONTHS, modules, **changes)


def test_a_lawful_course_gives_no_finding():
    assert codes(elementary(three_modules(credits=2), weeks=12)) == []


def test_a_course_without_modules_is_one_error():
    (finding,) = check_course(elementary([]), DAY)
    assert (finding.code, finding.severity) == ("catalogue.no_modules", Severity.ERROR)


def test_every_figure_of_the_level_is_checked_with_its_source():
    findings = check_course(elementary([module(), module(credits=0)], weeks=9), DAY)
    result = {finding.code: finding for finding in findings}
    assert set(result) == {
        "catalogue.module_code_twice",
        "catalogue.hours_below",
        "catalogue.modules_below",
        "catalogue.credits_below",
        "catalogue.weeks_below",
    }
    assert result["catalogue.hours_below"].params == {"required": 300, "actual": Decimal(200)}
    assert result["catalogue.hours_below"].legal_basis == "Luật GDNN 2014 Art 33; TT 42 Art 4"
    assert result["catalogue.modules_below"].params == {"required": 3, "actual": 2}
    assert result["catalogue.credits_below"].params == {"required": 5, "actual": 4}
    assert result["catalogue.weeks_below"].params == {"required": 10, "actual": 9}


def test_errors_come_first():
    findings = check_course(elementary([module(theory=50), module("MĐ02", theory=50)]), DAY)
    severities = [list(Severity).index(finding.severity) for finding in findings]
    assert severities == sorted(severities)


@pytest.mark.parametrize(
    ("level", "module_count", "credits", "result"),
    [
        (CourseLevel.ELEMENTARY_1, 3, 5, []),
        (CourseLevel.ELEMENTARY_1, 3, 4, ["catalogue.credits_below"]),
        (CourseLevel.ELEMENTARY_2, 9, 15, []),
        (CourseLevel.ELEMENTARY_2, 8, 15, ["catalogue.modules_below"]),
        (CourseLevel.ELEMENTARY_3, 15, 25, []),
        (CourseLevel.ELEMENTARY_3, 15, 24, ["catalogue.credits_below"]),
    ],
)
def test_each_level_needs_its_modules_and_credits(level, module_count, credits, result):
    spread = [credits // module_count + (n < credits % module_count) for n in range(module_count)]
    modules = [module(f"MĐ{n}", credits=item) for n, item in enumerate(spread)]
    assert codes(CourseOutline(level, modules)) == result


def test_three_hundred_hours_exactly_are_enough():
    assert codes(elementary(three_modules(theory=20, practice=75, test=5, credits=2))) == []
    almost = three_modules(credits=2)
    almost[0] = ModuleOutline("MĐ01", 20 * 60, 75 * 60, 5 * 60 - 1, 2)
    assert codes(elementary(almost)) == ["catalogue.hours_below"]


@pytest.mark.parametrize(
    ("theory", "practice", "result"),
    [
        (25, 75, []),
        (26, 74, ["catalogue.practice_below_advised"]),
        (30, 70, ["catalogue.practice_below_advised"]),
        (31, 69, ["catalogue.practice_below"]),
        (0, 100, []),
    ],
)
def test_practice_below_70_warns_and_below_75_advises(theory, practice, result):
    course = elementary(three_modules(theory=theory, practice=practice, test=0, credits=2))
    assert codes(course) == result
    assert not has_errors(check_course(course, DAY))


@pytest.mark.parametrize(
    ("theory", "practice", "result"), [(20, 80, []), (21, 79, ["catalogue.practice_below"])]
)
def test_under_three_months_practice_is_80_percent(theory, practice, result):
    assert codes(short([module(theory=theory, practice=practice)])) == result


@pytest.mark.parametrize(
    ("practice", "is_publicly_funded", "result"),
    [(99, True, ["catalogue.hours_below"]), (100, True, []), (99, False, [])],
)
def test_public_money_asks_for_100_hours(practice, is_publicly_funded, result):
    course = short(
        [module(theory=0, practice=practice, test=0)], is_publicly_funded=is_publicly_funded
    )
    assert codes(course) == result


@pytest.mark.parametrize(
    ("weeks", "result"),
    [(13, []), (14, ["catalogue.weeks_above"])],
)
def test_a_short_course_is_shorter_than_three_months(weeks, result):
    assert codes(short([module(theory=20, practice=80)], weeks=weeks)) == result


@pytest.mark.parametrize(
    ("weeks", "result"),
    [(10, []), (42, []), (43, ["catalogue.weeks_above"]), (None, [])],
)
def test_an_elementary_course_has_10_to_42_weeks(weeks, result):
    assert codes(elementary(three_modules(credits=2), weeks=weeks)) == result


def test_a_module_without_hours_is_named():
    modules = [*three_modules(credits=2), module("MĐ09", 0, 0, 0, 0)]
    (finding,) = check_course(elementary(modules), DAY)
    assert (finding.code, finding.subject) == ("catalogue.module_without_hours", "MĐ09")


def test_more_credits_than_the_hours_make_only_warn():
    modules = [*three_modules(credits=2), module("MĐ04", theory=15, practice=30, test=0, credits=3)]
    (finding,) = [
        item
        for item in check_course(elementary(modules), DAY)
        if item.code == "catalogue.credits_above_hours"
    ]
    assert finding.severity is Severity.WARNING
    assert finding.params == {"module": "MĐ04", "actual": 3, "earned": Decimal(2)}


def test_a_day_before_the_law_is_refused():
    with pytest.raises(NotInForce):
        check_course(elementary(three_modules()), date(2015, 1, 1))


@pytest.mark.parametrize(
    ("form", "makeup", "most"),
    [
        (TeachingForm.THEORY, ClassMakeup.ORDINARY, 35),
        (TeachingForm.THEORY, ClassMakeup.DISABLED_OR_VERY_SMALL_ETHNIC, 20),
        (TeachingForm.THEORY, ClassMakeup.BLIND, 10),
        (TeachingForm.PRACTICE, ClassMakeup.ORDINARY, 18),
        (TeachingForm.PRACTICE, ClassMakeup.DISABLED_OR_VERY_SMALL_ETHNIC, 10),
        (TeachingForm.PRACTICE, ClassMakeup.BLIND, 8),
    ],
)
def test_the_greatest_class_depends_on_form_and_learners(form, makeup, most):
    for level, severity in (
        (CourseLevel.ELEMENTARY_1, Severity.ERROR),
        (CourseLevel.UNDER_3_MONTHS, Severity.WARNING),
    ):
        size = {"level": level, "form": form, "makeup": makeup, "on": DAY}
        assert check_class_size(learners=most, **size) is None
        finding = check_class_size(learners=most + 1, **size)
        assert finding.severity is severity
        assert finding.params == {"required": most, "actual": most + 1}
        assert finding.code == f"catalogue.class_too_large_{form}"


def test_hours_are_exact_to_the_hundredth():
    assert [str(hours(minutes)) for minutes in (0, 45, 60, 90, 6000)] == [
        "0",
        "0.75",
        "1",
        "1.5",
        "100",
    ]


minutes = st.integers(0, 3000)
outlines = st.lists(
    st.builds(ModuleOutline, st.text(max_size=3), minutes, minutes, minutes, st.integers(0, 9)),
    max_size=6,
)


@given(outlines, st.sampled_from(CourseLevel), st.none() | st.integers(0, 60))
def test_any_course_can_be_checked(modules, level, weeks):
    findings = check_course(CourseOutline(level, modules, weeks), DAY)
    assert all(finding.code.startswith("catalogue.") for finding in findings)
    share = practice_percent(modules)
    assert share is None or 0 <= share <= 100


@given(outlines, st.sampled_from(CourseLevel))
def test_more_practice_never_adds_an_error(modules, level):
    longer = [
        ModuleOutline(m.code, m.theory_minutes, m.practice_minutes + 600, m.test_minutes, m.credits)
        for m in modules
    ]
    before = {f.code for f in check_course(CourseOutline(level, modules), DAY)}
    after = {f.code for f in check_course(CourseOutline(level, longer), DAY)}
    assert after <= before | {"catalogue.practice_below_advised"}
