"""Read one course for its public page: what it is, its weekly times."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from vocational.catalogue.models import Course, CourseVersion, VersionState
from vocational.classes.models import WeeklySlot
from vocational.extensions import db
from vocational.public_site.queries.scope import everywhere


@everywhere
def offered_version(code: str) -> CourseVersion:
    """Return the approved version of an offered course with modules, course and occupation.

    Raises `NoResultFound`.
    """
    return db.session.scalars(_offered(), {"code": code}).one()


@everywhere
def weekly_slots(class_ids: Iterable[int]) -> dict[int, list[WeeklySlot]]:
    """Return the weekly times of classes, by weekday and start."""
    ids = list(class_ids)
    result: dict[int, list[WeeklySlot]] = {class_id: [] for class_id in ids}
    for row in db.session.scalars(_SLOTS, {"class_ids": ids}):
        result[row.class_id].append(row)
    return result


# Built once: putting these statements together takes longer than running them.

_SLOTS = (
    select(WeeklySlot)
    .where(WeeklySlot.class_id.in_(bindparam("class_ids", expanding=True)))
    .order_by(WeeklySlot.weekday, WeeklySlot.starts_at, WeeklySlot.id)
)


@cache
def _offered() -> Select[CourseVersion]:
    return (
        select(CourseVersion)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(
            Course.code == bindparam("code"),
            Course.is_offered.is_(True),
            CourseVersion.state == VersionState.APPROVED,
        )
        .options(
            joinedload(CourseVersion.course, innerjoin=True).joinedload(
                Course.occupation, innerjoin=True
            ),
            selectinload(CourseVersion.modules),
        )
    )
