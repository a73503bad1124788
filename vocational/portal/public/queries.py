"""Read what the public sees, over all institutions of the installation.

A course is shown when it is offered and has an approved
version; a class takes applications when it is open, not ended and not past its last day of
application (inclusive).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    func,
    or_,
    select,
)
from sqlalchemy.orm import joinedload, selectinload

from vocational.catalogue.models import Course, CourseVersion, Occupation, VersionState
from vocational.catalogue.rules import CourseLevel
from vocational.classes.models import TrainingClass, WeeklySlot
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.extensions import db
from vocational.institutions.models import Institution, InstitutionName
from vocational.reference.models import Commune
from vocational.shared import tenancy
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def _everywhere(read: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Let a read see the rows of all institutions: the public belongs to none."""

    @wraps(read)
    def reading(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
        with tenancy.all_institutions(db.session(), "public catalogue"):
            return read(*args, **kwargs)

    return reading


@dataclass(frozen=True)
class OpenClass:
    """A class that takes applications, with its seats."""

    id: int
    course_id: int
    code: str
    starts_on: date
    ends_on: date
    place: str
    commune_name: str
    apply_until: date | None
    capacity: int
    taken: int

    @property
    def left(self) -> int:
        """How many seats are free, never below 0."""
        return max(0, self.capacity - self.taken)


@dataclass(frozen=True)
class OfferedCourse:
    """A course in the public list; `classes` by first day."""

    id: int
    code: str
    name: str
    name_en: str
    level: CourseLevel
    summary: str
    total_minutes: int
    group_code: str
    institution_name: str
    classes: Sequence[OpenClass] = field(default_factory=tuple)


@dataclass(frozen=True)
class Host:
    """The institution that holds a course, and its name of the day."""

    id: int
    short_name: str
    name: str
    address: str
    phone: str
    opening_hours: str


@_everywhere
def offered_courses(request: ListRequest, on: date) -> Page[OfferedCourse]:
    """Return one page of courses: those with open classes first, by first day, then by code.

    Three queries, whatever its length. Words are sought without tone marks in code, names and
    occupation. Filters: `group`, `level`, `commune` (words, without tone marks) and `month`
    (YYYY-MM of the first day); the last two leave only courses with such a class.
    """
    page = fetch_page(db.session(), _courses(request, on), request)
    wanted = _class_filters(request)
    found = _classes_by_course([row.id for row in page.rows], on, wanted)
    rows = [_offered(row, found.get(row.id, [])) for row in page.rows]
    return Page(rows, page.total, page.number, page.per_page)


@_everywhere
def courses_open_now(on: date, limit: int) -> list[OfferedCourse]:
    """Return the courses with the earliest open classes; two queries."""
    chosen = _courses(ListRequest(filters={"open": "yes"}), on).limit(limit)
    rows = db.session.execute(chosen).all()
    found = _classes_by_course([row.id for row in rows], on, [])
    return [_offered(row, found.get(row.id, [])) for row in rows]


@_everywhere
def offered_version(code: str) -> CourseVersion:
    """Return the approved version of an offered course with modules, course and occupation.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(CourseVersion)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(Course.code == code, *_is_offered())
        .options(
            joinedload(CourseVersion.course, innerjoin=True).joinedload(
                Course.occupation, innerjoin=True
            ),
            selectinload(CourseVersion.modules),
        )
    ).one()


@_everywhere
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


@_everywhere
def open_classes_of(course_id: int, on: date) -> list[OpenClass]:
    """Return the classes of a course that take applications, by first day and code."""
    return _classes_by_course([course_id], on, []).get(course_id, [])


@_everywhere
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


def _offered(row: Row[*tuple[Any, ...]], classes: Sequence[OpenClass]) -> OfferedCourse:
    return OfferedCourse(*row, classes=tuple(classes))  # type: ignore[misc] # mypy cannot count a row


def _is_offered() -> tuple[ColumnElement[bool], ...]:
    return Course.is_offered.is_(True), CourseVersion.state == VersionState.APPROVED


def _takes_applications(on: date) -> ColumnElement[bool]:
    return and_(
        TrainingClass.state == ClassState.OPEN,
        TrainingClass.ends_on >= on,
        or_(TrainingClass.apply_until.is_(None), TrainingClass.apply_until >= on),
    )


def _class_filters(request: ListRequest) -> list[ColumnElement[bool]]:
    filters = request.filters
    found: list[ColumnElement[bool]] = [
        Commune.folded_name.contains(word, autoescape=True)
        for word in fold(filters.get("commune", "")).split()
    ]
    if span := _month(filters.get("month", "")):
        found.append(TrainingClass.starts_on >= span[0])
        found.append(TrainingClass.starts_on < span[1])
    return found


def _month(text: str) -> tuple[date, date] | None:
    """Read YYYY-MM as its first day and the first day of the next month."""
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if not (1900 < int(year) < 2200 and 1 <= int(month) <= 12):
        return None
    first = date(int(year), int(month), 1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _first_days(on: date, wanted: list[ColumnElement[bool]]) -> Subquery:
    """The first day of the open classes that are wanted, by course."""
    return (
        select(CourseVersion.course_id, func.min(TrainingClass.starts_on).label("first_day"))
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
        .join(Commune, Commune.code == TrainingClass.commune_code)
        .where(_takes_applications(on), *wanted)
        .group_by(CourseVersion.course_id)
        .subquery()
    )


def _courses(
    request: ListRequest, on: date
) -> Select[int, str, str, str, CourseLevel, str, int, str, str]:
    wanted = _class_filters(request)
    opening = _first_days(on, wanted)
    total = (
        CourseVersion.theory_minutes + CourseVersion.practice_minutes + CourseVersion.test_minutes
    )
    chosen = (
        select(
            Course.id,
            Course.code,
            CourseVersion.name,
            CourseVersion.name_en,
            CourseVersion.level,
            CourseVersion.summary,
            total.label("total_minutes"),
            Occupation.group_code,
            Institution.short_name,
        )
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .join(Occupation, Occupation.id == Course.occupation_id)
        .join(Institution, Institution.id == Course.institution_id)
        .where(*_is_offered(), *_course_filters(request))
        .order_by(opening.c.first_day.is_(None), opening.c.first_day, Course.code, Course.id)
    )
    only_open = bool(wanted) or request.filters.get("open") == "yes"
    return chosen.join(opening, opening.c.course_id == Course.id, isouter=not only_open)


def _course_filters(request: ListRequest) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        CourseVersion.search_text.contains(word, autoescape=True)
        for word in fold(request.query).split()
    ]
    if group := request.filters.get("group"):
        found.append(Occupation.group_code == group)
    if level := request.filters.get("level"):
        found.append(CourseVersion.level == CourseLevel(level))
    return found


def _classes_by_course(
    course_ids: Sequence[int], on: date, wanted: list[ColumnElement[bool]]
) -> dict[int, list[OpenClass]]:
    taken = (
        select(func.count(Enrolment.id))
        .where(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
        .correlate(TrainingClass)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            TrainingClass.id,
            CourseVersion.course_id,
            TrainingClass.code,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
            TrainingClass.place,
            Commune.name,
            TrainingClass.apply_until,
            TrainingClass.capacity,
            taken,
        )
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
        .join(Commune, Commune.code == TrainingClass.commune_code)
        .where(CourseVersion.course_id.in_(course_ids), _takes_applications(on), *wanted)
        .order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)
    )
    found: dict[int, list[OpenClass]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(OpenClass(*row))
    return found
