"""Typed views of the law: the figures that one decision needs together, on one day.

Every function raises `NotInForce` when a figure it needs is not in force on the day.
Levels are the codes of course levels (`elementary_1` .. `elementary_3`, `under_3_months`).
"""

from dataclasses import dataclass
from datetime import date

from vocational.law.parameters import Provision, provision

UNDER_3_MONTHS = "under_3_months"


@dataclass(frozen=True)
class AttendanceLimits:
    """Least percent of planned hours, and least process mark, to sit an end-of-module test."""

    theory_percent: Provision
    practice_percent: Provision
    process_mark: Provision


@dataclass(frozen=True)
class MarkWeights:
    """What makes a module mark; `regular` and `periodic` weigh within the process part."""

    process: Provision
    end_of_module: Provision
    regular: Provision
    periodic: Provision


@dataclass(frozen=True)
class TeachingLimits:
    """Most hours of one learner; None where the law sets no limit of that kind."""

    theory_per_day: Provision | None
    all_per_day: Provision
    theory_per_week: Provision | None
    all_per_week: Provision | None
    per_session: Provision | None


@dataclass(frozen=True)
class TeacherStandard:
    """What a teacher of a level must have: a way to be qualified, and pedagogy."""

    route: Provision
    pedagogy: Provision


def teacher_standard(*, elementary: bool, on: date) -> TeacherStandard:
    """Give what teachers must have at elementary level, or under 3 months.

    Source: TT 43/2026/TT-BGDĐT.
    """
    base = "elementary" if elementary else UNDER_3_MONTHS
    return TeacherStandard(
        route=provision(f"{base}.teacher.routes_min", on),
        pedagogy=provision(f"{base}.teacher.pedagogy_min", on),
    )


def attendance_limits(on: date) -> AttendanceLimits:
    """Give the limits at elementary level.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    return AttendanceLimits(
        theory_percent=provision("elementary.attendance.theory_percent_min", on),
        practice_percent=provision("elementary.attendance.practice_percent_min", on),
        process_mark=provision("elementary.attendance.process_mark_min", on),
    )


def mark_weights(on: date) -> MarkWeights:
    """Give the weights of the module mark at elementary level; unsettled, so configurable."""
    return MarkWeights(
        process=provision("elementary.weight.process", on),
        end_of_module=provision("elementary.weight.end_of_module", on),
        regular=provision("elementary.weight.regular_test", on),
        periodic=provision("elementary.weight.periodic_test", on),
    )


def pass_mark(on: date) -> Provision:
    """Give the mark from which a module is passed at elementary level."""
    return provision("elementary.pass_mark", on)


def classification_limit(classification: str, on: date) -> Provision:
    """Give the least course mark of a class, such as `good`.

    Source: TT 42/2015/TT-BLĐTBXH art. 27 cl. 3.
    """
    return provision(f"elementary.classification.{classification}", on)


def sittings_allowed(on: date) -> Provision:
    """Give how often a test may be sat at elementary level; unsettled: its circular is silent."""
    return provision("elementary.sittings_max", on)


def retests_allowed(on: date) -> Provision:
    """Give how often a test may be repeated under 3 months before the module is learnt again.

    Source: TT 43/2015/TT-BLĐTBXH art. 12.
    """
    return provision("under_3_months.retests_max", on)


def teaching_limits(level: str, on: date) -> TeachingLimits:
    """Give the most hours a day, week and session that a level allows.

    Source: TT 42/2015/TT-BLĐTBXH art. 17; TT 43/2015/TT-BLĐTBXH art. 9.
    """
    if level == UNDER_3_MONTHS:
        return TeachingLimits(
            theory_per_day=None,
            all_per_day=provision("under_3_months.hours_per_day", on),
            theory_per_week=None,
            all_per_week=None,
            per_session=provision("under_3_months.hours_per_session", on),
        )
    return TeachingLimits(
        theory_per_day=provision("elementary.hours_per_day.theory", on),
        all_per_day=provision("elementary.hours_per_day.practice", on),
        theory_per_week=provision("elementary.hours_per_week.theory", on),
        all_per_week=provision("elementary.hours_per_week.practice", on),
        per_session=None,
    )


def class_size_limit(level: str, teaching: str, makeup: str, on: date) -> Provision:
    """Give the most learners taught together.

    `teaching` is `theory` or `practice`; `makeup` `ordinary`,
    `disabled_or_very_small_ethnic` or `blind`.

    Source: TT 42/2015/TT-BLĐTBXH art. 19; TT 43/2015/TT-BLĐTBXH art. 10 (figures not seen).
    """
    base = UNDER_3_MONTHS if level == UNDER_3_MONTHS else "elementary"
    return provision(f"{base}.class_size.{teaching}.{makeup}", on)
