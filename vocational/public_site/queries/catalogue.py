"""Read the public list of courses with their open classes and seats.

A course is shown when it is offered and has an approved version; a class takes applications
when it is open, not ended and not past its last day of application (inclusive). This is the
page most asked for: its statements are built once for each combination of filters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from vocational.catalogue.models import Course, CourseVersion, Occupation, VersionState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.public_site.queries.scope import everywhere
from vocational.public_site.rules import OfferedCourse, OpenClass
from vocational.reference.models import Commune
from vocational.shared.paging import ListRequest, Page
from vocational.shared.vietnamese_text import fold

SHAPES_KEPT = 64


@dataclass(frozen=True)
class Shape:
    """Which filters a list has; numbers count the words sought."""

    words: int = 0
    group: bool = False
    level: bool = False
    communes: int = 0
    month: bool = False
    only_open: bool = False

    @property
    def looks_at_classes(self) -> bool:
        """Whether only courses with such a class are wanted."""
        return self.only_open or self.month or self.communes > 0


@everywhere
def offered_courses(request: ListRequest, on: date) -> Page[OfferedCourse]:
    """Return one page of courses: those with open classes first, by first day, then by code.

    Three queries, whatever its length. Words are sought without tone marks in code, names and
    occupation. Filters: `group`, `level`, `commune` (words, without tone marks) and `month`
    (YYYY-MM of the first day); the last two leave only courses with such a class.
    """
    shape, values = _read(request, on)
    total = db.session.scalar(_count(shape), values) or 0
    number = min(max(1, request.number), max(1, -(-total // request.per_page)))
    window = {"limit": request.per_page, "offset": (number - 1) * request.per_page}
    filled = _filled(shape, values | window)
    return Page(filled, total, number, request.per_page)


@everywhere
def courses_open_now(on: date, limit: int) -> list[OfferedCourse]:
    """Return the courses with the earliest open classes; two queries."""
    return _filled(Shape(only_open=True), {"on": on, "limit": limit, "offset": 0})


@everywhere
def open_classes_of(course_id: int, on: date) -> list[OpenClass]:
    """Return the classes of a course that take applications, by first day and code."""
    return _classes_by_course(Shape(), {"on": on}, [course_id]).get(course_id, [])


def _read(request: ListRequest, on: date) -> tuple[Shape, dict[str, Any]]:
    """Split a request into the filters it has and the values they are given."""
    filters = request.filters
    words, communes = fold(request.query).split(), fold(filters.get("commune", "")).split()
    span = _month(filters.get("month", ""))
    values: dict[str, Any] = {"on": on}
    values |= {f"word_{place}": _containing(word) for place, word in enumerate(words)}
    values |= {f"commune_{place}": _containing(word) for place, word in enumerate(communes)}
    if group := filters.get("group"):
        values["group"] = group
    if level := filters.get("level"):
        values["level"] = CourseLevel(level)
    if span:
        values["month_from"], values["month_until"] = span
    shape = Shape(len(words), bool(group), bool(level), len(communes), span is not None)
    return shape, values


def _containing(word: str) -> str:
    for sign in "/%_":
        word = word.replace(sign, f"/{sign}")
    return f"%{word}%"


def _month(text: str) -> tuple[date, date] | None:
    """Read YYYY-MM as its first day and the first day of the next month."""
    year, _, month = text.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if not (1900 < int(year) < 2200 and 1 <= int(month) <= 12):
        return None
    first = date(int(year), int(month), 1)
    return first, date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _filled(shape: Shape, values: Mapping[str, Any]) -> list[OfferedCourse]:
    rows = db.session.execute(_courses(shape), values).all()
    classes = _classes_by_course(shape, values, [row.id for row in rows])
    return [_offered(row, classes.get(row.id, [])) for row in rows]


def _offered(row: Row[*tuple[Any, ...]], classes: Sequence[OpenClass]) -> OfferedCourse:
    return OfferedCourse(*row, classes=tuple(classes))  # type: ignore[misc] # mypy cannot count a row


def _classes_by_course(
    shape: Shape, values: Mapping[str, Any], course_ids: Sequence[int]
) -> dict[int, list[OpenClass]]:
    rows = db.session.execute(_classes(shape), {**values, "course_ids": course_ids})
    result: dict[int, list[OpenClass]] = {}
    for row in rows:
        result.setdefault(row[1], []).append(OpenClass(*row))
    return result


@lru_cache(SHAPES_KEPT)
def _courses(shape: Shape) -> Select[int, str, str, str, CourseLevel, str, int, str, str]:
    opening = _first_days(shape)
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
        .where(*_course_filters(shape))
        .order_by(opening.c.first_day.is_(None), opening.c.first_day, Course.code, Course.id)
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )
    outer = not shape.looks_at_classes
    return chosen.join(opening, opening.c.course_id == Course.id, isouter=outer)


@lru_cache(SHAPES_KEPT)
def _count(shape: Shape) -> Select[int]:
    """Count the courses of the list, without looking at classes unless they are asked for."""
    counted = (
        select(func.count())
        .select_from(Course)
        .join(CourseVersion, CourseVersion.course_id == Course.id)
        .join(Occupation, Occupation.id == Course.occupation_id)
        .where(*_course_filters(shape))
    )
    if not shape.looks_at_classes:
        return counted
    opening = _first_days(shape)
    return counted.join(opening, opening.c.course_id == Course.id)


@lru_cache(SHAPES_KEPT)
def _classes(
    shape: Shape,
) -> Select[int, int, str, date, date, str, str, date | None, int, int]:
    taken = (
        select(func.count(Enrolment.id))
        .where(Enrolment.class_id == TrainingClass.id, Enrolment.state == EnrolmentState.ENROLLED)
        .correlate(TrainingClass)
        .scalar_subquery()
    )
    return (
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
        .where(
            CourseVersion.course_id.in_(bindparam("course_ids", expanding=True)),
            _takes_applications(),
            *_class_filters(shape),
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)
    )


def _first_days(shape: Shape) -> Subquery:
    """The first day of the open classes that are wanted, by course."""
    chosen = (
        select(CourseVersion.course_id, func.min(TrainingClass.starts_on).label("first_day"))
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
        .where(_takes_applications(), *_class_filters(shape))
        .group_by(CourseVersion.course_id)
    )
    if shape.communes:
        chosen = chosen.join(Commune, Commune.code == TrainingClass.commune_code)
    return chosen.subquery()


def _takes_applications() -> ColumnElement[bool]:
    on = bindparam("on", type_=Date())
    return and_(
        TrainingClass.state == ClassState.OPEN,
        TrainingClass.ends_on >= on,
        or_(TrainingClass.apply_until.is_(None), TrainingClass.apply_until >= on),
    )


def _class_filters(shape: Shape) -> list[ColumnElement[bool]]:
    result: list[ColumnElement[bool]] = [
        Commune.folded_name.like(bindparam(f"commune_{place}"), escape="/")
        for place in range(shape.communes)
    ]
    if shape.month:
        result.append(TrainingClass.starts_on >= bindparam("month_from"))
        result.append(TrainingClass.starts_on < bindparam("month_until"))
    return result


def _course_filters(shape: Shape) -> list[ColumnElement[bool]]:
    result = [Course.is_offered.is_(True), CourseVersion.state == VersionState.APPROVED]
    result += [
        CourseVersion.search_text.like(bindparam(f"word_{place}"), escape="/")
        for place in range(shape.words)
    ]
    if shape.group:
        result.append(Occupation.group_code == bindparam("group"))
    if shape.level:
        result.append(CourseVersion.level == bindparam("level"))
    return result
