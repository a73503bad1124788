"""Read one course for its public page: what it is, who holds it, its weekly times."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
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
    return db.session.scalars(
        select(CourseVersion)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(
            Course.code == code,
            Course.is_offered.is_(True),
            CourseVersion.state == VersionState.APPROVED,
        )
        .options(
            joinedload(CourseVersion.course, innerjoin=True).joinedload(
                Course.occupation, innerjoin=True
            ),
            selectinload(CourseVersion.modules),
        )
    ).one()


@everywhere
def host(institution_id: int, on: date) -> Host:
    """Return an institution as the public is told of it; raises `NoResultFound`."""
    newest = (
        select(InstitutionName.name)
        .where(
            InstitutionName.institution_id == Institution.id, InstitutionName.effective_from <= on
        )
        .order_by(InstitutionName.effective_from.desc())
        .limit(1)
        .correlate(Institution)
        .scalar_subquery()
    )
    row, name = db.session.execute(
        select(Institution, newest).where(Institution.id == institution_id)
    ).one()
    return Host(
        id=row.id,
        short_name=row.short_name,
        name=name or row.short_name,
        address=row.address,
        phone=row.phone,
        opening_hours=row.opening_hours,
    )


@everywhere
def weekly_slots(class_ids: Iterable[int]) -> dict[int, list[WeeklySlot]]:
    """Return the weekly times of classes, by weekday and start."""
    ids = list(class_ids)
    found: dict[int, list[WeeklySlot]] = {class_id: [] for class_id in ids}
    rows = db.session.scalars(
        select(WeeklySlot)
        .where(WeeklySlot.class_id.in_(ids))
        .order_by(WeeklySlot.weekday, WeeklySlot.starts_at, WeeklySlot.id)
    )
    for row in rows:
        found[row.class_id].append(row)
    return found
