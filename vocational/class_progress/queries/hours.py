"""Sessions that wait and minutes scheduled and held, as parts of the statement on classes."""

from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    select,
)

from vocational.catalogue.models import CourseModule
from vocational.classes.models import PracticeGroup
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.states import SessionState

TODAY = bindparam("today", type_=Date)


def session_lines(ids: Select[int]) -> CTE:
    """Add up minutes and count sessions by class, module, kind and practice group.

    Whatever is said of the sessions of these classes is added up from these lines, so that the
    sessions are read once.
    """
    key = (
        ClassSession.class_id, ClassSession.module_id, ClassSession.kind, ClassSession.group_id,
    )  # fmt: skip
    waits, on = ClassSession.attendance_taken_at.is_(None), ClassSession.on_date
    late = and_(waits, on < TODAY)
    return (
        select(
            *key,
            func.sum(ClassSession.minutes).label("scheduled"),
            func.coalesce(func.sum(ClassSession.minutes).filter(~waits), 0).label("held"),
            func.count().filter(and_(waits, on == TODAY)).label("today"),
            func.count().filter(late).label("late"),
            func.count().filter(and_(waits, on > TODAY)).label("ahead"),
            func.min(on).filter(late).label("first_late_on"),
        )
        .where(ClassSession.class_id.in_(ids), ClassSession.state == SessionState.PLANNED)
        .group_by(*key)
        .cte("session_lines")
    )


def class_sessions(lines: CTE) -> Subquery:
    """Count the sessions that wait for attendance, by day."""
    return (
        select(
            lines.c.class_id,
            func.sum(lines.c.today).label("sessions_today"),
            func.sum(lines.c.late).label("sessions_unmarked"),
            func.sum(lines.c.ahead).label("sessions_ahead"),
            func.min(lines.c.first_late_on).label("first_unmarked_on"),
        )
        .group_by(lines.c.class_id)
        .subquery()
    )


def class_hours(lines: CTE) -> Subquery:
    """Return `scheduled` and `held` minutes by class, as the timetable's page counts them: of a
    learner of the worst-off practice group.

    Theory, practice and tests of each module are counted apart: the group with least decides,
    and minutes beyond those planned make up for none elsewhere.
    """
    kinds = _of_kinds(lines)
    planned = case(
        (kinds.c.kind == SessionKind.THEORY, CourseModule.theory_minutes),
        (kinds.c.kind == SessionKind.PRACTICE, CourseModule.practice_minutes),
        else_=CourseModule.test_minutes,
    )
    groups = (
        select(func.count())
        .where(PracticeGroup.class_id == kinds.c.class_id)
        .correlate(kinds)
        .scalar_subquery()
    )
    subquery = (
        select(
            kinds.c.class_id,
            planned.label("planned"),
            *(_with_least(kinds, name, groups).label(name) for name in ("scheduled", "held")),
        )
        .join(CourseModule, CourseModule.id == kinds.c.module_id)
        .subquery()
    )
    capped = [
        func.sum(case((column > subquery.c.planned, subquery.c.planned), else_=column))
        for column in (subquery.c.scheduled, subquery.c.held)
    ]
    scheduled, held = capped
    return (
        select(subquery.c.class_id, scheduled.label("scheduled"), held.label("held"))
        .group_by(subquery.c.class_id)
        .subquery()
    )


def _of_kinds(lines: FromClause) -> Subquery:
    """Minutes of the whole class and of the group with least, and how many groups have any."""
    key = (lines.c.class_id, lines.c.module_id, lines.c.kind)
    is_whole = lines.c.group_id.is_(None)
    sums = [
        column
        for name in ("scheduled", "held")
        for column in (
            func.coalesce(func.sum(lines.c[name]).filter(is_whole), 0).label(f"{name}_whole"),
            func.min(lines.c[name]).filter(~is_whole).label(f"{name}_least"),
        )
    ]
    return (
        select(*key, func.count(lines.c.group_id).label("counted"), *sums).group_by(*key).subquery()
    )


def _with_least(kinds: Subquery, name: str, groups: Any) -> ColumnElement[int]:
    """A group without any session of its own has what the whole class has."""
    everybody = and_(kinds.c.counted > 0, kinds.c.counted >= groups)
    whole, least = kinds.c[f"{name}_whole"], kinds.c[f"{name}_least"]
    return case((everybody, whole + least), else_=whole)
