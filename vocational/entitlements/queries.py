"""Read what decides support, what was decided, and the ledger of all institutions."""

from collections.abc import Sequence

from sqlalchemy import select

from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass, WeeklySlot
from vocational.entitlements.terms import SupportTerms, planned_study_days
from vocational.extensions import db


def terms_of_class(class_id: int) -> SupportTerms:
    """Return the terms of a class, study days estimated from its weekly times.

    Raises `NoResultFound`.
    """
    row = db.session.execute(
        select(
            TrainingClass.support_scheme,
            TrainingClass.starts_on,
            TrainingClass.fee_dong,
            CourseVersion.approved_cost_dong,
            CourseVersion.theory_minutes,
            CourseVersion.practice_minutes,
            CourseVersion.test_minutes,
        )
        .join(TrainingClass.course_version)
        .where(TrainingClass.id == class_id)
    ).one()
    minutes = row.theory_minutes + row.practice_minutes + row.test_minutes
    return SupportTerms(
        scheme=row.support_scheme,
        starts_on=row.starts_on,
        approved_cost_dong=row.approved_cost_dong,
        study_days=planned_study_days(minutes, _weekly_times(class_id)),
        fee_dong=row.fee_dong,
    )


def _weekly_times(class_id: int) -> Sequence[tuple[int, int]]:
    rows = db.session.execute(
        select(WeeklySlot.weekday, WeeklySlot.minutes)
        .where(WeeklySlot.class_id == class_id)
        .order_by(WeeklySlot.weekday, WeeklySlot.id)
    )
    return [(row.weekday, row.minutes) for row in rows]
