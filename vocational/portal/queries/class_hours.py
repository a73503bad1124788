"""Minutes of a class laid out and held, as the learner of the worst-off practice group has them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, select

from vocational.catalogue.models import CourseModule
from vocational.classes.models import PracticeGroup
from vocational.timetable.models import ClassSession
from vocational.timetable.rules import SessionKind
from vocational.timetable.states import SessionState


def class_hours(ids: Select[int]) -> Subquery:
    """Return `laid` and `held` minutes by class, as the timetable's page counts them.

    Theory, practice and tests of each module are counted apart: the group with least decides,
    and minutes beyond those planned make up for none elsewhere.
    """
    kinds = _of_kinds(_of_groups(ids))
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
    each = (
        select(
            kinds.c.class_id,
            planned.label("planned"),
            *(_with_least(kinds, name, groups).label(name) for name in ("laid", "held")),
        )
        .join(CourseModule, CourseModule.id == kinds.c.module_id)
        .subquery()
    )
    capped = [
        func.sum(case((column > each.c.planned, each.c.planned), else_=column))
        for column in (each.c.laid, each.c.held)
    ]
    laid, held = capped
    return (
        select(each.c.class_id, laid.label("laid"), held.label("held"))
        .group_by(each.c.class_id)
        .subquery()
    )


def _of_groups(ids: Select[int]) -> Subquery:
    key = (
        ClassSession.class_id, ClassSession.module_id, ClassSession.kind, ClassSession.group_id,
    )  # fmt: skip
    is_held = ClassSession.attendance_taken_at.is_not(None)
    return (
        select(
            *key,
            func.sum(ClassSession.minutes).label("laid"),
            func.sum(case((is_held, ClassSession.minutes), else_=0)).label("held"),
        )
        .where(ClassSession.class_id.in_(ids), ClassSession.state == SessionState.PLANNED)
        .group_by(*key)
        .subquery()
    )


def _of_kinds(lines: Subquery) -> Subquery:
    """Minutes of the whole class and of the group with least, and how many groups have any."""
    key = (lines.c.class_id, lines.c.module_id, lines.c.kind)
    is_whole = lines.c.group_id.is_(None)
    sums = [
        column
        for name in ("laid", "held")
        for column in (
            func.sum(case((is_whole, lines.c[name]), else_=0)).label(f"{name}_whole"),
            func.min(case((~is_whole, lines.c[name]))).label(f"{name}_least"),
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
