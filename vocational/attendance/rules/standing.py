"""How long a learner was there, and whether that suffices for an end-of-module test.

Session time is in minutes; standing is worked out in hours as exact decimals, or in minutes:
the unit cancels out, only `required` and `actual` carry it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum
from fractions import Fraction

from vocational.catalogue.rules.courses import CourseLevel
from vocational.law import provisions
from vocational.shared.errors import RuleViolation

_EXACT_DIGITS = 100
"""Enough for every product of inputs: the usual 28 digits would round long decimals."""


class AttendanceState(StrEnum):
    """Có mặt, đi muộn (or left early), vắng có phép, vắng không phép."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


class ReasonCode(StrEnum):
    """Why a learner may not sit an end-of-module test."""

    THEORY_BELOW = "theory_below"
    PRACTICE_BELOW = "practice_below"
    PROCESS_BELOW = "process_below"


@dataclass(frozen=True)
class HoursSoFar:
    """Hours of one kind for one learner: planned in all, attended, still to come."""

    planned: Decimal
    attended: Decimal
    remaining: Decimal


@dataclass(frozen=True)
class OwnLimits:
    """An institution's own least percent, where the law sets none, and the paper that says so.

    None is no limit, or no paper known.
    """

    theory_percent: Decimal | None = None
    practice_percent: Decimal | None = None
    theory_source: str | None = None
    practice_source: str | None = None


@dataclass(frozen=True)
class Reason:
    """One limit that is missed; `actual` None when there is no mark at all.

    For an institution's own limit `legal_basis` is its paper, None where none is known.
    """

    code: ReasonCode
    required: Decimal
    actual: Fraction | None
    legal_basis: str | None


@dataclass(frozen=True)
class CanStillMiss:
    """Hours of the remaining ones that may be missed without losing the right to sit."""

    theory_hours: Decimal
    practice_hours: Decimal


@dataclass(frozen=True)
class Standing:
    """Whether a learner may sit the test as things stand now, and why not.

    `can_still_miss` is None when nothing limits; `warnings` may hold `no_rule`.
    """

    may_sit: bool
    reasons: tuple[Reason, ...]
    can_still_miss: CanStillMiss | None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Limit:
    percent: Decimal
    legal_basis: str | None


def standing(
    *,
    level: CourseLevel,
    on: date,
    theory: HoursSoFar,
    practice: HoursSoFar,
    process_marks: Sequence[Decimal] = (),
    own_limits: OwnLimits | None = None,
) -> Standing:
    """Compare attended hours with the least share of planned hours; limits are inclusive.

    Elementary level also needs a process mean (exact, unweighted) from 5.0; no marks is too
    low. Under 3 months the law sets no limit: only `own_limits` count there.

    Raises `NotInForce` at elementary level for a day before the law.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    result = hours_standing(
        level=level, on=on, theory=theory, practice=practice, own_limits=own_limits
    )
    if not level.is_elementary:
        return result
    reasons = result.reasons + process_reasons(process_marks, on)
    return Standing(not reasons, reasons, result.can_still_miss)


def hours_standing(
    *,
    level: CourseLevel,
    on: date,
    theory: HoursSoFar,
    practice: HoursSoFar,
    own_limits: OwnLimits | None = None,
) -> Standing:
    """Judge attended hours alone, whatever the marks; else as `standing`.

    Raises `NotInForce` at elementary level for a day before the law.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    if not level.is_elementary:
        return _standing_under_3_months(theory, practice, own_limits)
    limits = provisions.attendance_limits(on)
    reasons = _hour_reasons(
        theory,
        practice,
        _Limit(limits.theory_percent.value, limits.theory_percent.legal_basis),
        _Limit(limits.practice_percent.value, limits.practice_percent.legal_basis),
    )
    can_miss = CanStillMiss(
        _can_miss(theory, limits.theory_percent.value),
        _can_miss(practice, limits.practice_percent.value),
    )
    return Standing(not reasons, reasons, can_miss)


def process_reasons(marks: Sequence[Decimal], on: date) -> tuple[Reason, ...]:
    """Say whether the mean of process marks is too low for the test; no marks is too low.

    Raises `NotInForce`.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    least = provisions.attendance_limits(on).process_mark
    mean = process_mean(marks)
    if mean is not None and mean >= least.value:
        return ()
    return (Reason(ReasonCode.PROCESS_BELOW, least.value, mean, least.legal_basis),)


def process_mean(marks: Sequence[Decimal]) -> Fraction | None:
    """Give the exact, unweighted mean; None without marks."""
    if not marks:
        return None
    return sum((Fraction(mark) for mark in marks), Fraction(0)) / len(marks)


def attended_minutes(state: AttendanceState, session_minutes: int, missed_minutes: int = 0) -> int:
    """Count the minutes of a session that a learner was there.

    Present counts in full; late or left early loses the recorded minutes; excused and
    unexcused count nothing.

    Raises `RuleViolation` as `check_missed_minutes`.
    """
    check_missed_minutes(state, session_minutes, missed_minutes)
    if state is AttendanceState.PRESENT:
        return session_minutes
    if state is AttendanceState.LATE:
        return session_minutes - missed_minutes
    return 0


def check_missed_minutes(state: AttendanceState, session_minutes: int, missed_minutes: int) -> None:
    """See that minutes are recorded where they mean something.

    Raises `RuleViolation` `attendance.late_without_minutes` (late needs at least one),
    `attendance.missed_too_many` (the whole session or more: that is an absence),
    `attendance.minutes_without_late` (minutes beside another state).
    """
    if state is not AttendanceState.LATE:
        if missed_minutes:
            raise RuleViolation("attendance.minutes_without_late", "missed_minutes")
        return
    if missed_minutes < 1:
        raise RuleViolation("attendance.late_without_minutes", "missed_minutes")
    if missed_minutes >= session_minutes:
        raise RuleViolation(
            "attendance.missed_too_many", "missed_minutes", session_minutes=session_minutes
        )


def _standing_under_3_months(
    theory: HoursSoFar, practice: HoursSoFar, own_limits: OwnLimits | None
) -> Standing:
    if own_limits is None:
        return Standing(True, (), None, ("no_rule",))
    theory_percent = own_limits.theory_percent or Decimal(0)
    practice_percent = own_limits.practice_percent or Decimal(0)
    reasons = _hour_reasons(
        theory,
        practice,
        _Limit(theory_percent, own_limits.theory_source),
        _Limit(practice_percent, own_limits.practice_source),
    )
    can_miss = CanStillMiss(
        _can_miss(theory, theory_percent), _can_miss(practice, practice_percent)
    )
    return Standing(not reasons, reasons, can_miss)


def _hour_reasons(
    theory: HoursSoFar, practice: HoursSoFar, theory_limit: _Limit, practice_limit: _Limit
) -> tuple[Reason, ...]:
    pairs = (
        (ReasonCode.THEORY_BELOW, theory, theory_limit),
        (ReasonCode.PRACTICE_BELOW, practice, practice_limit),
    )
    return tuple(
        Reason(code, _required(so_far, limit.percent), Fraction(so_far.attended), limit.legal_basis)
        for code, so_far, limit in pairs
        if so_far.attended < _required(so_far, limit.percent)
    )


def _required(so_far: HoursSoFar, percent: Decimal) -> Decimal:
    with localcontext(prec=_EXACT_DIGITS):
        return so_far.planned * percent / 100


def _can_miss(so_far: HoursSoFar, percent: Decimal) -> Decimal:
    with localcontext(prec=_EXACT_DIGITS):
        spare = so_far.attended + so_far.remaining - _required(so_far, percent)
    return min(max(spare, Decimal(0)), so_far.remaining)
