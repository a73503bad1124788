"""Read training classes: one with all it shows, lists, and whose own they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from vocational.catalogue.models import Course, CourseVersion, VersionState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass
from vocational.classes.rules import ClassState
from vocational.extensions import db
from vocational.reference.models import Commune
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold
from vocational.teachers.models import Teacher

SOON = timedelta(days=14)
SORTS = ("starts_on", "code", "course", "seats")
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True)
class ClassCounts:
    """How many classes stand in each state, and the years in which classes begin."""

    by_state: dict[ClassState, int]
    years: tuple[int, ...]


def class_by_code(code: str) -> TrainingClass:
    """Return a class with course, commune, teachers, groups and slots loaded.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(TrainingClass).where(TrainingClass.code == code).options(*_everything())
    ).one()


def class_by_id(class_id: int) -> TrainingClass:
    """Return a class with course, commune, teachers, groups and slots loaded.

    Raises `NoResultFound`.
    """
    return db.session.scalars(
        select(TrainingClass).where(TrainingClass.id == class_id).options(*_everything())
    ).one()


def class_for_update(class_id: int) -> TrainingClass:
    """Return a class with its row locked until the transaction ends; raises `NoResultFound`."""
    return db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True).joinedload(
                CourseVersion.course, innerjoin=True
            ),
            joinedload(TrainingClass.homeroom_teacher),
            selectinload(TrainingClass.teachers).joinedload(ClassTeacher.teacher, innerjoin=True),
            selectinload(TrainingClass.groups).joinedload(PracticeGroup.teacher),
            selectinload(TrainingClass.slots),
        )
        .with_for_update(of=TrainingClass)
    ).one()


def class_teacher(class_id: int, teacher_id: int) -> ClassTeacher | None:
    """Return the line that makes a teacher one of the class's; None without it."""
    return db.session.scalars(
        select(ClassTeacher).where(
            ClassTeacher.class_id == class_id, ClassTeacher.teacher_id == teacher_id
        )
    ).one_or_none()


def codes_beginning(prefix: str) -> frozenset[str]:
    """Return this institution's class codes that begin so."""
    return frozenset(
        db.session.scalars(
            select(TrainingClass.code)
            .where(TrainingClass.code.startswith(prefix, autoescape=True))
            .order_by(TrainingClass.code)
        )
    )


def class_made_since(
    version_id: int, starts_on: date, place: str, moment: datetime
) -> TrainingClass | None:
    """Return the newest class of that course, day and place made after a moment; None if none."""
    return db.session.scalars(
        select(TrainingClass)
        .where(
            TrainingClass.version_id == version_id,
            TrainingClass.starts_on == starts_on,
            TrainingClass.place == place,
            TrainingClass.created_at > moment,
        )
        .order_by(TrainingClass.id.desc())
        .limit(1)
    ).one_or_none()


def version_for_class(version_id: int) -> CourseVersion | None:
    """Return a course version with its course; None when there is none."""
    return db.session.scalars(
        select(CourseVersion)
        .where(CourseVersion.id == version_id)
        .options(joinedload(CourseVersion.course, innerjoin=True))
    ).one_or_none()


def offered_versions() -> Sequence[CourseVersion]:
    """Return the approved versions of offered courses, by course code, newest first."""
    return db.session.scalars(
        select(CourseVersion)
        .join(CourseVersion.course)
        .where(CourseVersion.state == VersionState.APPROVED, Course.is_offered)
        .options(contains_eager(CourseVersion.course))
        .order_by(Course.code, CourseVersion.number.desc(), CourseVersion.id)
    ).all()


def is_on_offer(version: CourseVersion) -> bool:
    """Tell whether a new class may be held by the version: approved, of an offered course."""
    return version.state is VersionState.APPROVED and version.course.is_offered


def is_own_class(class_id: int, user_id: int) -> bool:
    """Tell whether the user is a teacher of the class, of its homeroom or of a group.

    Anyone who is given a session of a class becomes one of its teachers.
    """
    where = select(TrainingClass.id).where(
        TrainingClass.id == class_id, TrainingClass.id.in_(own_class_ids(user_id))
    )
    return db.session.scalar(where) is not None


def own_class_ids(user_id: int) -> Select[int]:
    """Return the select of the ids of a user's own classes, for use in other statements."""
    own = select(Teacher.id).where(Teacher.user_id == user_id)
    taught = select(ClassTeacher.class_id).where(ClassTeacher.teacher_id.in_(own))
    practised = select(PracticeGroup.class_id).where(PracticeGroup.teacher_id.in_(own))
    return select(TrainingClass.id).where(
        or_(
            TrainingClass.homeroom_teacher_id.in_(own),
            TrainingClass.id.in_(taught),
            TrainingClass.id.in_(practised),
        )
    )


def classes(request: ListRequest, on: date, own_user_id: int | None = None) -> Page[TrainingClass]:
    """Return one page of classes with course, commune and homeroom teacher loaded.

    Filters: `state`, `level`, `year` (of the first day) and `when` = `soon` (begins within 14
    days of `on`). Words are sought without tone marks in code, course, place, commune and
    homeroom teacher, all of them. Sorts: `SORTS`.
    """
    return fetch_page(db.session(), _list(request, on, own_user_id), request)


def all_classes(
    request: ListRequest, on: date, own_user_id: int | None = None
) -> Sequence[TrainingClass]:
    """Return every class of the list, in its order; for spreadsheets."""
    return db.session.scalars(_list(request, on, own_user_id)).all()


def class_counts(own_user_id: int | None = None) -> ClassCounts:
    """Count the classes that may be seen by state, and name the years."""
    counted = select(
        TrainingClass.state,
        func.count(),
        func.min(TrainingClass.starts_on),
        func.max(TrainingClass.starts_on),
    ).group_by(TrainingClass.state)
    rows = db.session.execute(_only_own(counted, own_user_id).order_by(TrainingClass.state)).all()
    years = {day.year for row in rows for day in (row[2], row[3])}
    span = range(max(years), min(years) - 1, -1) if years else ()
    return ClassCounts({row[0]: row[1] for row in rows}, tuple(span))


def classes_of_course(course_id: int) -> Sequence[TrainingClass]:
    """Return the classes of every version of a course with that version, newest first."""
    return db.session.scalars(
        select(TrainingClass)
        .join(TrainingClass.course_version)
        .join(TrainingClass.commune)
        .where(CourseVersion.course_id == course_id)
        .options(*_list_options())
        .order_by(TrainingClass.starts_on.desc(), TrainingClass.id.desc())
    ).all()


def known_places() -> Sequence[str]:
    """Return the places where classes are or were held, for suggestions."""
    return db.session.scalars(
        select(TrainingClass.place)
        .where(TrainingClass.place != "")
        .distinct()
        .order_by(TrainingClass.place)
        .limit(200)
    ).all()


def _everything() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(TrainingClass.course_version, innerjoin=True)
        .joinedload(CourseVersion.course, innerjoin=True)
        .joinedload(Course.occupation, innerjoin=True),
        joinedload(TrainingClass.commune, innerjoin=True).joinedload(
            Commune.province, innerjoin=True
        ),
        joinedload(TrainingClass.homeroom_teacher),
        selectinload(TrainingClass.teachers).joinedload(ClassTeacher.teacher, innerjoin=True),
        selectinload(TrainingClass.groups).joinedload(PracticeGroup.teacher),
        selectinload(TrainingClass.slots),
    )


def _list_options() -> tuple[ExecutableOption, ...]:
    return (
        contains_eager(TrainingClass.course_version).joinedload(
            CourseVersion.course, innerjoin=True
        ),
        contains_eager(TrainingClass.commune),
        joinedload(TrainingClass.homeroom_teacher),
    )


def _list(request: ListRequest, on: date, own_user_id: int | None) -> Select[TrainingClass]:
    chosen = (
        select(TrainingClass)
        .join(TrainingClass.course_version)
        .join(TrainingClass.commune)
        .options(*_list_options())
        .where(*_wanted(request, on))
    )
    return _only_own(chosen, own_user_id).order_by(*_order(request))


def _only_own(statement: Select[*Columns], own_user_id: int | None) -> Select[*Columns]:
    if own_user_id is None:
        return statement
    return statement.where(TrainingClass.id.in_(own_class_ids(own_user_id)))


def _wanted(request: ListRequest, on: date) -> list[ColumnElement[bool]]:
    filters = request.filters
    result = [_mentions(word) for word in fold(request.query).split()]
    if state := filters.get("state"):
        result.append(TrainingClass.state == ClassState(state))
    if level := filters.get("level"):
        result.append(CourseVersion.level == CourseLevel(level))
    if (year := filters.get("year", "")).isdigit() and 1900 < int(year) < 2200:
        result.append(
            TrainingClass.starts_on.between(date(int(year), 1, 1), date(int(year), 12, 31))
        )
    if filters.get("when") == "soon":
        result.append(TrainingClass.starts_on.between(on, on + SOON))
    return result


def _mentions(word: str) -> ColumnElement[bool]:
    teachers = select(Teacher.id).where(Teacher.folded_name.contains(word, autoescape=True))
    return or_(
        TrainingClass.search_text.contains(word, autoescape=True),
        Commune.folded_name.contains(word, autoescape=True),
        TrainingClass.homeroom_teacher_id.in_(teachers),
    )


def _order(request: ListRequest) -> list[ColumnElement[Any]]:
    columns = {
        "code": TrainingClass.code,
        "starts_on": TrainingClass.starts_on,
        "course": CourseVersion.name,
        "seats": TrainingClass.capacity,
    }
    column = columns.get(request.sort, TrainingClass.starts_on)
    return [column.desc() if request.descending else column.asc(), TrainingClass.id.desc()]
