"""Read one course for its public page: what it is, who holds it, its weekly times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload

from vocational.catalogue.models import Course, CourseVersion, VersionState
from vocational.classes.models import WeeklySlot
from vocational.extensions import db
from vocational.institutions.models import Institution, InstitutionName
from vocational.portal.public.queries.reach import everywhere


@dataclass(frozen=True)
class Host:
    """The institution that holds a course, and its name of the day."""

    id: int
    short_name: str
    name: str
    address: str
    phone: str
    opening_hours: str


@everywhere
def offered_version(code: str) -> CourseVersion:
    """Return the approved version of an offered course with modules, course and occupation.

    Raises `NoResultFound`.
    """
    return db.session.scalars(_offered(), {"code": code}).one()


@everywhere
def host(institution_id: int, on: date) -> Host:
    """Return an institution as the public is told of it; raises `NoResultFound`."""
    values = {"institution_id": institution_id, "on": on}
    row = db.session.execute(_host(), values).one()
    return Host(
        id=row.id,
        short_name=row.short_name,
        name=row.name or row.short_name,
        address=row.address,
        phone=row.phone,
        opening_hours=row.opening_hours,
    )


@everywhere
def weekly_slots(class_ids: Iterable[int]) -> dict[int, list[WeeklySlot]]:
    """Return the weekly times of classes, by weekday and start."""
    ids = list(class_ids)
    found: dict[int, list[WeeklySlot]] = {class_id: [] for class_id in ids}
    for row in db.session.scalars(_SLOTS, {"class_ids": ids}):
        found[row.class_id].append(row)
    return found


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


@cache
def _host() -> Select[*tuple[Any, ...]]:
    newest = (
        select(InstitutionName.name)
        .where(
            InstitutionName.institution_id == Institution.id,
            InstitutionName.effective_from <= bindparam("on"),
        )
        .order_by(InstitutionName.effective_from.desc())
        .limit(1)
        .correlate(Institution)
        .scalar_subquery()
    )
    return select(
        Institution.id,
        Institution.short_name,
        newest.label("name"),
        Institution.address,
        Institution.phone,
        Institution.opening_hours,
    ).where(Institution.id == bindparam("institution_id"))
