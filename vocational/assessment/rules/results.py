"""From marks to the result of a module and of a course.

Marks are `Decimal` from 0 to 10, one decimal on paper; means are exact and rounded half up
once, at the end. A volume is hours or credits, the same unit throughout a course.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction

from vocational.law import provisions
from vocational.shared.discipline import Discipline
from vocational.shared.errors import RuleViolation

LOWEST_MARK = Decimal(0)
HIGHEST_MARK = Decimal(10)


class Classification(StrEnum):
    """Xuất sắc, giỏi, khá, trung bình khá, trung bình, không đạt: best first."""

    EXCELLENT = "excellent"
    VERY_GOOD = "very_good"
    GOOD = "good"
    FAIRLY_GOOD = "fairly_good"
    AVERAGE = "average"
    FAILED = "failed"


PASSING = tuple(item for item in Classification if item is not Classification.FAILED)


@dataclass(frozen=True)
class WeighedMark:
    """The mark of a module and its volume, which must be above 0."""

    volume: Decimal
    mark: Decimal


@dataclass(frozen=True)
class CourseResult:
    """The result of an elementary course; the mark is given also when it failed."""

    course_mark: Decimal
    passed: bool
    classification: Classification


@dataclass(frozen=True)
class MarkRule:
    """How a module mark is made; the parts need not add up to one, only their ratio counts."""

    process: Decimal
    end_of_module: Decimal
    regular: Decimal
    periodic: Decimal

    @classmethod
    def of_law(cls, on: date) -> "MarkRule":
        """Take the law's weights of a day. They are unsettled: a programme may set its own.

        Raises `NotInForce`.

        Source: by analogy TT 04/2022/TT-BLĐTBXH.
        """
        weights = provisions.mark_weights(on)
        return cls(
            process=weights.process.value,
            end_of_module=weights.end_of_module.value,
            regular=weights.regular.value,
            periodic=weights.periodic.value,
        )


def classify(
    modules: Sequence[WeighedMark], *, on: date, discipline: Discipline = Discipline.NONE
) -> CourseResult:
    """Work out the result of an elementary course.

    The mean is weighted by volume and rounded half up to one decimal; the rounded mark is
    classified. A module below the pass mark fails the course. Cảnh cáo or above costs one
    class, never below average.

    Raises `ValueError` without modules, `NotInForce` for a day before the law.

    Source: TT 42/2015/TT-BLĐTBXH art. 27.
    """
    course_mark = _course_mark(modules)
    least = provisions.pass_mark(on).value
    if any(module.mark < least for module in modules):
        return CourseResult(course_mark, False, Classification.FAILED)
    place = _place_of(course_mark, on)
    if discipline.lowers_class:
        place = min(place + 1, len(PASSING) - 1)
    return CourseResult(course_mark, True, PASSING[place])


def passes_short_course(modules_passed: Sequence[bool]) -> bool:
    """Say whether a course under 3 months is passed: every module is, and there is one.

    Source: TT 43/2015/TT-BLĐTBXH art. 12.
    """
    return bool(modules_passed) and all(modules_passed)


def module_mark(
    *,
    regular: Sequence[Decimal],
    periodic: Sequence[Decimal],
    end_of_module: Decimal,
    rule: MarkRule,
) -> Decimal | None:
    """Work out a module mark, rounded half up to one decimal; None without process marks."""
    process = weighted_process_mean(regular, periodic, rule)
    if process is None:
        return None
    total = process * Fraction(rule.process) + Fraction(end_of_module * rule.end_of_module)
    return rounded(total / Fraction(rule.process + rule.end_of_module))


def weighted_process_mean(
    regular: Sequence[Decimal], periodic: Sequence[Decimal], rule: MarkRule
) -> Fraction | None:
    """Give the exact mean of regular and periodic marks by their weights; None without marks."""
    weight = rule.regular * len(regular) + rule.periodic * len(periodic)
    if weight == 0:
        return None
    total = sum(regular, LOWEST_MARK) * rule.regular + sum(periodic, LOWEST_MARK) * rule.periodic
    return Fraction(total) / Fraction(weight)


def check_sitting(sitting: int, *, passed_before: bool, most_sittings: int) -> None:
    """See that a learner may sit (again); `sitting` counts from 1.

    Raises `RuleViolation` `assessment.passed_already` or `assessment.no_sitting_left`.
    """
    if passed_before:
        raise RuleViolation("assessment.passed_already", "sitting")
    if sitting > most_sittings:
        raise RuleViolation("assessment.no_sitting_left", "sitting", limit=most_sittings)


def most_sittings(on: date, *, elementary: bool) -> int:
    """Give how often one may sit an end-of-module test, the first time counted.

    Raises `NotInForce` for a day before the law.

    Source: TT 43/2015/TT-BLĐTBXH art. 12; at elementary level by analogy TT 04/2022/TT-BLĐTBXH.
    """
    if elementary:
        return int(provisions.sittings_allowed(on).value)
    return 1 + int(provisions.retests_allowed(on).value)


def check_decision_day(
    decided_on: date, *, last_session_on: date | None, last_marked_on: date | None, today: date
) -> None:
    """See that a decision is dated after what it rests on, and not in the future.

    The day of the last session or mark itself is allowed. Raises `RuleViolation`:
    `assessment.decided_in_future`, `assessment.decided_before_session`,
    `assessment.decided_before_marks`.
    """
    if decided_on > today:
        raise RuleViolation("assessment.decided_in_future", "decided_on")
    if last_session_on is not None and decided_on < last_session_on:
        raise RuleViolation(
            "assessment.decided_before_session", "decided_on", first=last_session_on
        )
    if last_marked_on is not None and decided_on < last_marked_on:
        raise RuleViolation("assessment.decided_before_marks", "decided_on", first=last_marked_on)


def parse_mark(text: str, field: str | None = "mark") -> Decimal:
    """Read a mark as people type it, `7,5` or `7.5`: 0 to 10, at most one decimal.

    Raises `RuleViolation`: `assessment.mark_invalid`, `assessment.mark_out_of_range`,
    `assessment.mark_decimals`.
    """
    stripped = text.strip().replace(",", ".")
    if not stripped.isascii() or not stripped.replace(".", "", 1).isdigit():
        raise RuleViolation("assessment.mark_invalid", field)
    try:
        mark = Decimal(stripped)
    except InvalidOperation:
        raise RuleViolation("assessment.mark_invalid", field) from None
    if not LOWEST_MARK <= mark <= HIGHEST_MARK:
        raise RuleViolation("assessment.mark_out_of_range", field)
    if mark * 10 % 1:
        raise RuleViolation("assessment.mark_decimals", field)
    return mark.quantize(Decimal("0.1"))


def rounded(value: Fraction) -> Decimal:
    """Round half up to one decimal; 7.25 is 7.3."""
    return Decimal(math.floor(value * 10 + Fraction(1, 2))) / 10


def _course_mark(modules: Sequence[WeighedMark]) -> Decimal:
    volume = sum((Fraction(module.volume) for module in modules), Fraction(0))
    if volume <= 0:
        raise ValueError("a course result needs modules with a volume")
    total = sum(
        (Fraction(module.mark) * Fraction(module.volume) for module in modules), Fraction(0)
    )
    return rounded(total / volume)


def _place_of(course_mark: Decimal, on: date) -> int:
    """Find the first class, from the best, whose limit the mark reaches."""
    for place, classification in enumerate(PASSING):
        if course_mark >= provisions.classification_limit(classification, on).value:
            return place
    return len(PASSING) - 1
