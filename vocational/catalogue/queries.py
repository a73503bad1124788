"""Read occupations, courses and their versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from vocational.catalogue.models import (
    Course,
    CourseModule,
    CourseVersion,
    Occupation,
    VersionState,
)
from vocational.catalogue.rules.courses import CourseLevel
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.tenancy import scoped_institution_id
from vocational.shared.vietnamese_text import fold

SORTS = ("code", "name", "hours", "cost")


@dataclass(frozen=True)
class OccupationRow:
    """An occupation and how many courses lead to it."""

    occupation: Occupation
    course_count: int


@dataclass(frozen=True)
class CourseCounts:
    """How many courses there are: by occupation group, level, state and in all."""

    by_group: dict[str, int]
    by_level: dict[CourseLevel, int]
    by_state: dict[VersionState, int]
    total: int


def institution_code() -> str:
    """Return the code of the institution entered; it begins every course code."""
    owner = scoped_institution_id(db.session())
    return db.session.scalars(select(Institution.code).where(Institution.id == owner)).one()


def occupations() -> list[OccupationRow]:
    """Return the occupations with the number of their courses, by group and code."""
    counted = (
        select(func.count(Course.id))
        .where(Course.occupation_id == Occupation.id)
        .correlate(Occupation)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Occupation, counted).order_by(Occupation.group_code, Occupation.code, Occupation.id)
    )
    return [OccupationRow(occupation, count) for occupation, count in rows]


def occupation_by_code(code: str) -> Occupation:
    """Return an occupation; raises `NoResultFound`."""
    return db.session.scalars(select(Occupation).where(Occupation.code == code)).one()


def occupation_for_update(occupation_id: int) -> Occupation:
    """Return an occupation with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Occupation).where(Occupation.id == occupation_id).with_for_update()
    ).one()


def occupations_by_code() -> dict[str, Occupation]:
    """Return every occupation by its code."""
    rows = db.session.scalars(select(Occupation).order_by(Occupation.code))
    return {occupation.code: occupation for occupation in rows}


def course_codes() -> frozenset[str]:
    """Return the codes of all courses of the institution."""
    return frozenset(db.session.scalars(select(Course.code).order_by(Course.code)))


def course_by_code(code: str) -> Course:
    """Return a course with its occupation and every version with modules.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(Course)
        .where(Course.code == code)
        .options(
            joinedload(Course.occupation, innerjoin=True),
            selectinload(Course.versions).selectinload(CourseVersion.modules),
        )
    ).one()


def course_for_update(course_id: int) -> Course:
    """Return a course, its row locked, with occupation, versions and modules.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(Course)
        .where(Course.id == course_id)
        .options(
            joinedload(Course.occupation, innerjoin=True),
            selectinload(Course.versions).selectinload(CourseVersion.modules),
        )
        .with_for_update(of=Course)
    ).one()


def courses_of_occupation(occupation_id: int) -> Sequence[Course]:
    """Return the courses of an occupation with their versions, by code."""
    return db.session.scalars(
        select(Course)
        .where(Course.occupation_id == occupation_id)
        .options(selectinload(Course.versions))
        .order_by(Course.code, Course.id)
    ).all()


def version_course_id(version_id: int) -> int:
    """Return the course that a version belongs to; raises `NoResultFound`."""
    return db.session.scalars(
        select(CourseVersion.course_id).where(CourseVersion.id == version_id)
    ).one()


def modules_of(version_id: int) -> Sequence[CourseModule]:
    """Return the modules of a course version in the order of teaching."""
    return db.session.scalars(
        select(CourseModule)
        .where(CourseModule.version_id == version_id)
        .order_by(CourseModule.position, CourseModule.id)
    ).all()


def module_of(version_id: int, code: str) -> CourseModule:
    """Return a module of a course version by its code; raises `NoResultFound`."""
    return db.session.scalars(
        select(CourseModule).where(CourseModule.version_id == version_id, CourseModule.code == code)
    ).one()


def approved_versions() -> Sequence[CourseVersion]:
    """Return the versions that a class may be opened with, by course name.

    Approved versions of courses that are offered, with course and occupation.
    """
    return db.session.scalars(
        select(CourseVersion)
        .join(CourseVersion.course)
        .where(CourseVersion.state == VersionState.APPROVED, Course.is_offered)
        .options(contains_eager(CourseVersion.course).joinedload(Course.occupation, innerjoin=True))
        .order_by(CourseVersion.name, CourseVersion.level, CourseVersion.id)
    ).all()


def courses(request: ListRequest) -> Page[CourseVersion]:
    """Return one page of courses, each by its newest version, with course and occupation.

    Words are sought without tone marks in code, names and occupation, all of them. Filters:
    `group` (code), `level`, `state`, `offered` (`no`: those not offered). Sorts: `SORTS`.
    """
    return fetch_page(db.session(), _list(request), request)


def all_courses(request: ListRequest) -> Sequence[CourseVersion]:
    """Return every course of the list, in its order; for spreadsheets."""
    return db.session.scalars(_list(request)).all()


def course_counts() -> CourseCounts:
    """Count the courses by group, level and state of their newest version, in one query."""
    rows = db.session.execute(
        select(Occupation.group_code, CourseVersion.level, CourseVersion.state, func.count())
        .join(Course, Course.id == CourseVersion.course_id)
        .join(Occupation, Occupation.id == Course.occupation_id)
        .where(_is_newest())
        .group_by(Occupation.group_code, CourseVersion.level, CourseVersion.state)
        .order_by(Occupation.group_code, CourseVersion.level, CourseVersion.state)
    ).all()
    groups: dict[str, int] = {}
    levels: dict[CourseLevel, int] = {}
    states: dict[VersionState, int] = {}
    for group, level, state, count in rows:
        groups[group] = groups.get(group, 0) + count
        levels[level] = levels.get(level, 0) + count
        states[state] = states.get(state, 0) + count
    return CourseCounts(groups, levels, states, sum(row[3] for row in rows))


def _is_newest() -> ColumnElement[bool]:
    newer = aliased(CourseVersion)
    newest = (
        select(func.max(newer.number))
        .where(newer.course_id == CourseVersion.course_id)
        .correlate(CourseVersion)
        .scalar_subquery()
    )
    return CourseVersion.number == newest


def _list(request: ListRequest) -> Select[CourseVersion]:
    return (
        select(CourseVersion)
        .join(CourseVersion.course)
        .join(Course.occupation)
        .where(_is_newest(), *_wanted(request))
        .options(contains_eager(CourseVersion.course).contains_eager(Course.occupation))
        .order_by(*_order(request))
    )


def _wanted(request: ListRequest) -> list[ColumnElement[bool]]:
    filters = request.filters
    result = [
        CourseVersion.search_text.contains(word, autoescape=True)
        for word in fold(request.query).split()
    ]
    if group := filters.get("group"):
        result.append(Occupation.group_code == group)
    if level := filters.get("level"):
        result.append(CourseVersion.level == CourseLevel(level))
    if state := filters.get("state"):
        result.append(CourseVersion.state == VersionState(state))
    if filters.get("offered") == "no":
        result.append(Course.is_offered.is_(False))
    return result


def _order(request: ListRequest) -> list[ColumnElement[Any]]:
    hours = (
        CourseVersion.theory_minutes + CourseVersion.practice_minutes + CourseVersion.test_minutes
    )
    columns: dict[str, ColumnElement[Any]] = {
        "code": Course.code.expression,
        "name": CourseVersion.search_text.expression,
        "hours": hours,
        "cost": CourseVersion.approved_cost_dong.expression,
    }
    column = columns.get(request.sort, columns["code"])
    return [column.desc() if request.descending else column.asc(), CourseVersion.id.asc()]
