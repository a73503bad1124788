import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from vocational.attendance.cli import attendance
from vocational.attendance.rules.standing import (
    AttendanceState,
    CanStillMiss,
    HoursSoFar,
    OwnLimits,
    ReasonCode,
    attended_minutes,
    process_mean,
    standing,
)
from vocational.catalogue.rules.courses import CourseLevel
from vocational.law.parameters import NotInForce
from vocational.shared.errors import RuleViolation

DAY = date(2026, 3, 2)
NOTHING = HoursSoFar(Decimal(0), Decimal(0), Decimal(0))
PASS_MARKS = (Decimal(5),)


def so_far(planned, attended, remaining="0"):
    return HoursSoFar(Decimal(planned), Decimal(attended), Decimal(remaining))


def elementary(theory=NOTHING, practice=NOTHING, marks=PASS_MARKS):
    return standing(
        level=CourseLevel.ELEMENTARY_1,
        on=DAY,
        theory=theory,
        practice=practice,
        process_marks=marks,
    )


@pytest.mark.parametrize(
    ("planned", "attended", "may_sit"),
    [
        ("23", "16.1", True),
        ("23", "16.099999999999999999", False),
        ("30", "21", True),
        ("30", "20.99", False),
        ("0", "0", True),
        ("0.1", "0.07", True),
    ],
)
def test_seventy_percent_of_theory_is_enough_to_the_minute(planned, attended, may_sit):
    assert elementary(theory=so_far(planned, attended)).may_sit is may_sit


@pytest.mark.parametrize(
    ("planned", "attended", "may_sit"), [("100", "80", True), ("100", "79.9", False)]
)
def test_eighty_percent_of_practice_is_enough(planned, attended, may_sit):
    assert elementary(practice=so_far(planned, attended)).may_sit is may_sit


@pytest.mark.parametrize(
    ("marks", "actual"),
    [
        ([], None),
        (["4.9"], Fraction(49, 10)),
        (["5", "4.99"], Fraction(999, 200)),
        (["4", "5", "5"], Fraction(14, 3)),
    ],
)
def test_a_process_mean_below_five_is_too_low(marks, actual):
    result = elementary(marks=[Decimal(mark) for mark in marks])
    assert [(reason.code, reason.actual) for reason in result.reasons] == [
        (ReasonCode.PROCESS_BELOW, actual)
    ]


def test_a_mean_of_exactly_five_suffices():
    assert elementary(marks=[Decimal("4.9"), Decimal("5.1")]).may_sit


def test_every_reason_names_limit_figure_and_source_in_order():
    result = elementary(so_far(30, 20), so_far(100, 50), ())
    assert [(r.code, r.required, r.actual, r.legal_basis) for r in result.reasons] == [
        ("theory_below", 21, 20, "TT 42 Art 25"),
        ("practice_below", 80, 50, "TT 42 Art 25"),
        ("process_below", 5, None, "TT 42 Art 25"),
    ]


@pytest.mark.parametrize(
    ("hours", "theory_hours"),
    [
        (("30", "0", "30"), "9"),
        (("30", "20", "5"), "4"),
        (("30", "25", "2"), "2"),
        (("30", "10", "5"), "0"),
        (("23", "10", "10"), "3.9"),
    ],
)
def test_what_may_still_be_missed_lies_between_nothing_and_the_rest(hours, theory_hours):
    can_still_miss = elementary(theory=so_far(*hours)).can_still_miss
    assert can_still_miss == CanStillMiss(Decimal(theory_hours), Decimal(0))


def under_3_months(own_limits=None, theory=NOTHING, practice=NOTHING):
    return standing(
        level=CourseLevel.UNDER_3_MONTHS,
        on=date(2010, 1, 1),
        theory=theory,
        practice=practice,
        own_limits=own_limits,
    )


def test_under_three_months_the_law_sets_no_limit():
    result = under_3_months(theory=so_far(20, 0), practice=so_far(80, 0))
    assert (result.may_sit, result.reasons, result.can_still_miss) == (True, (), None)
    assert result.warnings == ("no_rule",)


def test_an_institution_may_set_its_own_limits_under_three_months():
    limits = OwnLimits(theory_percent=Decimal(70), practice_percent=Decimal(80))
    result = under_3_months(limits, so_far(20, 13), so_far(80, 64))
    assert [(r.code, r.required, r.legal_basis) for r in result.reasons] == [
        ("theory_below", 14, None)
    ]
    assert result.warnings == ()
    assert result.can_still_miss == CanStillMiss(Decimal(0), Decimal(0))


def test_one_limit_alone_leaves_the_other_kind_free():
    result = under_3_months(OwnLimits(practice_percent=Decimal(80)), so_far(20, 0, 20))
    assert result.may_sit
    assert result.can_still_miss == CanStillMiss(Decimal(20), Decimal(0))


def test_a_day_before_the_law_is_refused():
    with pytest.raises(NotInForce):
        standing(
            level=CourseLevel.ELEMENTARY_1, on=date(2015, 12, 4), theory=NOTHING, practice=NOTHING
        )


hours = st.decimals(0, 2000, places=2)


@st.composite
def hours_so_far(draw):
    planned = draw(hours)
    attended = draw(st.decimals(0, planned, places=2))
    return HoursSoFar(planned, attended, draw(st.decimals(0, planned - attended, places=2)))


@given(hours_so_far(), hours_so_far())
def test_missing_what_may_be_missed_still_lets_sit_and_more_does_not(theory, practice):
    can_miss = elementary(theory, practice).can_still_miss
    for kind, missed in (("theory", can_miss.theory_hours), ("practice", can_miss.practice_hours)):
        match = {"theory": theory, "practice": practice}[kind]
        required = match.planned * (70 if kind == "theory" else 80) / 100
        at_end = match.attended + match.remaining - missed
        assert 0 <= missed <= match.remaining
        if match.attended + match.remaining >= required:
            assert at_end >= required
            if missed < match.remaining:
                assert at_end == required


@given(hours_so_far(), hours_so_far(), st.lists(st.decimals(0, 10, places=1), max_size=5))
def test_attending_more_never_takes_the_right_away(theory, practice, marks):
    before = elementary(theory, practice, marks)
    all_there = HoursSoFar(theory.planned, theory.planned, Decimal(0))
    after = elementary(all_there, practice, marks)
    assert after.may_sit or not before.may_sit


@given(st.lists(st.decimals(0, 10, places=1), min_size=1))
def test_the_mean_does_not_depend_on_the_order(marks):
    assert process_mean(marks) == process_mean(sorted(marks))


@pytest.mark.parametrize(
    ("state", "missed", "attended"),
    [
        (AttendanceState.PRESENT, 0, 240),
        (AttendanceState.LATE, 15, 225),
        (AttendanceState.LATE, 239, 1),
        (AttendanceState.EXCUSED, 0, 0),
        (AttendanceState.UNEXCUSED, 0, 0),
    ],
)
def test_minutes_are_counted_by_state(state, missed, attended):
    assert attended_minutes(state, 240, missed) == attended


@pytest.mark.parametrize(
    ("state", "missed", "code"),
    [
        (AttendanceState.LATE, 0, "attendance.late_without_minutes"),
        (AttendanceState.LATE, -5, "attendance.late_without_minutes"),
        (AttendanceState.LATE, 240, "attendance.missed_too_many"),
        (AttendanceState.PRESENT, 5, "attendance.minutes_without_late"),
        (AttendanceState.EXCUSED, 5, "attendance.minutes_without_late"),
    ],
)
def test_minutes_that_make_no_sense_are_refused(state, missed, code):
    with pytest.raises(RuleViolation) as caught:
        attended_minutes(state, 240, missed)
    assert caught.value.code == code


GIVEN = {
    "level": "elementary_1",
    "on": "2026-03-02",
    "theory": {"planned_hours": 23, "attended_hours": 16.1, "remaining_hours": 0},
    "practice": {"planned_hours": 100, "attended_hours": 60, "remaining_hours": 30},
    "process_marks": [7, 4.5],
}


def run(given):
    text = given if isinstance(given, str) else json.dumps(given)
    return CliRunner().invoke(attendance, ["standing"], input=text)


def test_the_command_answers_as_the_contract_says():
    result = run(GIVEN)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "may_sit": False,
        "reasons": [
            {
                "code": "practice_below",
                "required": 80,
                "actual": 60,
                "legal_basis": "TT 42 Art 25",
            }
        ],
        "can_still_miss": {"theory_hours": 0, "practice_hours": 10},
        "warnings": [],
    }


def test_the_command_knows_no_rule_under_three_months():
    result = run(GIVEN | {"level": "under_3_months"})
    assert json.loads(result.stdout) == {
        "may_sit": True,
        "reasons": [],
        "can_still_miss": None,
        "warnings": [{"code": "no_rule"}],
    }
    limited = GIVEN | {"level": "under_3_months", "limits": {"practice_percent": 70}}
    assert json.loads(run(limited).stdout)["reasons"][0]["required"] == 70


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"level": None}, "missing", "level"),
        ({"level": "college"}, "unknown", "level"),
        ({"on": "2015-12-04"}, "not_in_force", "on"),
        ({"on": "02/03/2026"}, "invalid", "on"),
        ({"theory": {}}, "missing", "theory.planned_hours"),
        (
            {"theory": {"planned_hours": -1, "attended_hours": 0, "remaining_hours": 0}},
            "invalid",
            "theory.planned_hours",
        ),
        ({"process_marks": [5, 11]}, "invalid", "process_marks[1]"),
        ({"process_marks": ["5"]}, "invalid", "process_marks[0]"),
    ],
)
def test_bad_input_is_named_by_its_path(changes, code, field):
    result = run(GIVEN | changes)
    error = json.loads(result.stderr)["error"]
    assert (result.exit_code, error["code"], error["field"]) == (2, code, field)


def test_long_decimals_do_no_harm():
    theory = (
        '{"planned_hours": 23.000000000000000001, "attended_hours": 16.1, "remaining_hours": 0}'
    )
    result = run(json.dumps(GIVEN).replace(json.dumps(GIVEN["theory"]), theory))
    assert json.loads(result.stdout)["reasons"][0]["code"] == "theory_below"
