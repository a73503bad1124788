"""What the law asks of a course and of the size of its classes.

Times are minutes of 60 to the hour; a share of practice is practice in theory and practice
together, tests left out. Weeks are weeks of learning.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from vocational.law import provisions
from vocational.law.parameters import Provision, provision
from vocational.shared.findings import Finding, Severity

MINUTES_PER_HOUR = 60


class CourseLevel(StrEnum):
    """Sơ cấp bậc I, II, III, and đào tạo dưới 03 tháng."""

    ELEMENTARY_1 = "elementary_1"
    ELEMENTARY_2 = "elementary_2"
    ELEMENTARY_3 = "elementary_3"
    UNDER_3_MONTHS = "under_3_months"

    @property
    def is_elementary(self) -> bool:
        """Say whether it is one of the three elementary levels."""
        return self is not CourseLevel.UNDER_3_MONTHS


class OccupationKind(StrEnum):
    """Nông nghiệp or phi nông nghiệp."""

    AGRICULTURAL = "agricultural"
    NON_AGRICULTURAL = "non_agricultural"


class TeachingForm(StrEnum):
    """How a group is taught; integrated teaching counts as practice."""

    THEORY = "theory"
    PRACTICE = "practice"


class ClassMakeup(StrEnum):
    """For whom a class is held, which decides its greatest size."""

    ORDINARY = "ordinary"
    DISABLED_OR_VERY_SMALL_ETHNIC = "disabled_or_very_small_ethnic"
    BLIND = "blind"


@dataclass(frozen=True)
class ModuleOutline:
    """A module as the check needs it; `credits` 0 means not stated."""

    code: str
    theory_minutes: int
    practice_minutes: int
    test_minutes: int
    credits: int = 0

    @property
    def total_minutes(self) -> int:
        """Theory, practice and tests together."""
        return self.theory_minutes + self.practice_minutes + self.test_minutes


@dataclass(frozen=True)
class CourseOutline:
    """A course as the check needs it; `weeks` None means not stated."""

    level: CourseLevel
    modules: Sequence[ModuleOutline]
    weeks: int | None = None
    is_publicly_funded: bool = True


def check_course(course: CourseOutline, on: date) -> tuple[Finding, ...]:
    """Compare a course with the law of a day; errors first, otherwise in order of the checks.

    Codes: `catalogue.no_modules`, `.module_code_twice`, `.module_without_hours`,
    `.hours_below`, `.modules_below`, `.credits_below`, `.credits_above_hours`,
    `.practice_below`, `.practice_below_advised`, `.weeks_below`, `.weeks_above`.

    Raises `NotInForce` for a day before the law.

    Source: TT 42/2015/TT-BLĐTBXH arts. 3, 4, 7, 18; TT 43/2015/TT-BLĐTBXH arts. 1, 9;
    QĐ 971/QĐ-TTg (2015).
    """
    if not course.modules:
        return (Finding("catalogue.no_modules", Severity.ERROR),)
    result = [*_module_findings(course.modules), *_volume_findings(course, on)]
    result += [*_practice_findings(course, on), *_week_findings(course, on)]
    return tuple(sorted(result, key=lambda finding: list(Severity).index(finding.severity)))


def check_class_size(
    *, level: CourseLevel, form: TeachingForm, makeup: ClassMakeup, learners: int, on: date
) -> Finding | None:
    """Say when more learners are taught together than the law allows; None when it is well.

    Where the figure itself is unsettled (under 3 months) this only warns.
    Code: `catalogue.class_too_large_theory` or `catalogue.class_too_large_practice`.

    Source: TT 42/2015/TT-BLĐTBXH art. 19.
    """
    limit = provisions.class_size_limit(level, form, makeup, on)
    if learners <= limit.value:
        return None
    return _finding(
        f"catalogue.class_too_large_{form}",
        Severity.WARNING if limit.is_unsettled else Severity.ERROR,
        limit,
        actual=learners,
    )


def practice_percent(modules: Sequence[ModuleOutline]) -> Decimal | None:
    """Give practice in percent of theory and practice, to one decimal; None without either."""
    practice = sum(module.practice_minutes for module in modules)
    learning = practice + sum(module.theory_minutes for module in modules)
    if learning == 0:
        return None
    return round(Decimal(100 * practice) / learning, 1)


def hours(minutes: int) -> Decimal:
    """Give minutes as hours, exact to the hundredth."""
    return round(Decimal(minutes) / MINUTES_PER_HOUR, 2).normalize() + Decimal(0)


def _module_findings(modules: Sequence[ModuleOutline]) -> Iterator[Finding]:
    seen: set[str] = set()
    for module in modules:
        params = {"module": module.code}
        if module.code in seen:
            yield Finding(
                "catalogue.module_code_twice", Severity.ERROR, params, subject=module.code
            )
        seen.add(module.code)
        if module.total_minutes <= 0:
            yield Finding(
                "catalogue.module_without_hours", Severity.ERROR, params, subject=module.code
            )


def _volume_findings(course: CourseOutline, on: date) -> Iterator[Finding]:
    total = sum(module.total_minutes for module in course.modules)
    if not course.level.is_elementary:
        least = provision("under_3_months.hours_min", on)
        if course.is_publicly_funded and total < least.value * MINUTES_PER_HOUR:
            yield _finding("catalogue.hours_below", Severity.ERROR, least, actual=hours(total))
        return
    least = provision("elementary.hours_min", on)
    if total < least.value * MINUTES_PER_HOUR:
        yield _finding("catalogue.hours_below", Severity.ERROR, least, actual=hours(total))
    least = provision(f"{course.level}.modules_min", on)
    if len(course.modules) < least.value:
        yield _finding("catalogue.modules_below", Severity.ERROR, least, actual=len(course.modules))
    yield from _credit_findings(course, on)


def _credit_findings(course: CourseOutline, on: date) -> Iterator[Finding]:
    least = provision(f"{course.level}.credits_min", on)
    stated = sum(module.credits for module in course.modules)
    if stated < least.value:
        yield _finding("catalogue.credits_below", Severity.ERROR, least, actual=stated)
    theory = provision("elementary.theory_hours_per_credit", on)
    practice = provision("elementary.practice_hours_per_credit", on)
    for module in course.modules:
        worked = module.practice_minutes + module.test_minutes
        earned = Fraction(module.theory_minutes) / Fraction(theory.value * MINUTES_PER_HOUR)
        earned += Fraction(worked) / Fraction(practice.value * MINUTES_PER_HOUR)
        if module.credits > earned:
            yield Finding(
                "catalogue.credits_above_hours",
                Severity.WARNING,
                {"module": module.code, "actual": module.credits, "earned": _tenths_below(earned)},
                theory.legal_basis,
                subject=module.code,
            )


def _tenths_below(value: Fraction) -> Decimal:
    """Round down to one decimal, so that a sentence never says 4 are more than 4.0."""
    return Decimal(math.floor(value * 10)) / 10


def _practice_findings(course: CourseOutline, on: date) -> Iterator[Finding]:
    share = practice_percent(course.modules)
    if share is None:
        return
    base = "elementary" if course.level.is_elementary else "under_3_months"
    least = provision(f"{base}.practice_percent_min", on)
    if _practice_is_below(course.modules, least):
        yield _finding("catalogue.practice_below", Severity.WARNING, least, actual=share)
        return
    if not course.level.is_elementary:
        return
    advised = provision("elementary.practice_percent_advised", on)
    if _practice_is_below(course.modules, advised):
        yield _finding("catalogue.practice_below_advised", Severity.ADVICE, advised, actual=share)


def _practice_is_below(modules: Sequence[ModuleOutline], limit: Provision) -> bool:
    """Compare without rounding: 74.96 % is below 75 %."""
    practice = sum(module.practice_minutes for module in modules)
    learning = practice + sum(module.theory_minutes for module in modules)
    return 100 * practice < limit.value * learning


def _week_findings(course: CourseOutline, on: date) -> Iterator[Finding]:
    weeks = course.weeks
    if weeks is None:
        return
    if course.level.is_elementary:
        least = provision("elementary.weeks_min", on)
        if weeks < least.value:
            yield _finding("catalogue.weeks_below", Severity.ERROR, least, actual=weeks)
    base = "elementary" if course.level.is_elementary else "under_3_months"
    most = provision(f"{base}.weeks_max", on)
    if weeks > most.value:
        yield _finding("catalogue.weeks_above", Severity.ERROR, most, actual=weeks)


def _finding(code: str, severity: Severity, limit: Provision, *, actual: object) -> Finding:
    params = {"required": limit.value, "actual": actual}
    return Finding(code, severity, params, limit.legal_basis, limit.is_unsettled)
