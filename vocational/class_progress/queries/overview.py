"""Read all that decides the way of classes: one statement, whether for one class or for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import (
    Row,
    Select,
    bindparam,
    func,
    select,
)

from vocational.catalogue.models import CourseModule, CourseVersion, VersionState
from vocational.class_progress.queries.admissions import class_admissions, midnight
from vocational.class_progress.queries.hours import class_hours, class_sessions, session_lines
from vocational.class_progress.queries.records import (
    class_decisions,
    class_learners,
    class_papers,
    class_support,
)
from vocational.class_progress.queries.teachers import class_teachers
from vocational.class_progress.rules.progress import ClassProgress, TrackedClass
from vocational.classes.models import PracticeGroup, TrainingClass, WeeklySlot
from vocational.classes.rules import ClassState, opening_blocks, practice_groups_needed
from vocational.extensions import db
from vocational.teachers.rules import standard_applies
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState

GOING_ON = (ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING, ClassState.FINISHED)


@dataclass(frozen=True)
class ComingSession:
    """A session of today that waits for attendance."""

    session_id: int
    starts_at: time
    module_code: str


def tracked_class(class_id: int, today: date) -> TrackedClass:
    """Return one class with its progress; raises `NoResultFound`."""
    values = {"class_id": class_id, "today": today, "midnight": midnight(today)}
    return _facts(db.session.execute(_of_one_class(), values).one(), today)


def tracked_classes(today: date) -> list[TrackedClass]:
    """Return every class not closed or cancelled, by first day and code."""
    values = {"today": today, "midnight": midnight(today)}
    rows = db.session.execute(_going_on(), values)
    return [_facts(row, today) for row in rows]


def sessions_waiting(class_id: int, today: date) -> Sequence[ComingSession]:
    """Return the sessions of today without attendance, by time."""
    rows = db.session.execute(_waiting(), {"class_id": class_id, "today": today})
    return [ComingSession(*row) for row in rows]


def last_session_on(class_id: int) -> date | None:
    """Return the day of the last session that was not cancelled; None without sessions."""
    return db.session.scalar(
        select(func.max(ClassSession.on_date)).where(
            ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED
        )
    )


@cache
def _of_one_class() -> Select[*tuple[Any, ...]]:
    """Built once: putting the statement together takes longer than running it."""
    return _statement(select(TrainingClass.id).where(TrainingClass.id == bindparam("class_id")))


@cache
def _waiting() -> Select[int, time, str]:
    return (
        select(ClassSession.id, ClassSession.starts_at, CourseModule.code)
        .join(CourseModule, CourseModule.id == ClassSession.module_id)
        .where(
            ClassSession.class_id == bindparam("class_id"),
            ClassSession.on_date == bindparam("today"),
            ClassSession.state == SessionState.PLANNED,
            ClassSession.attendance_taken_at.is_(None),
        )
        .order_by(ClassSession.starts_at, ClassSession.id)
    )


@cache
def _going_on() -> Select[*tuple[Any, ...]]:
    chosen = _statement(select(TrainingClass.id).where(TrainingClass.state.in_(GOING_ON)))
    return chosen.order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)


def _statement(chosen: Select[int]) -> Select[*tuple[Any, ...]]:
    ids = select(chosen.cte("chosen").c.id)
    lines = session_lines(ids)
    parts = (
        class_learners(ids), class_hours(lines), class_sessions(lines), class_decisions(ids),
        class_papers(ids), class_support(ids), class_admissions(ids), class_teachers(ids),
    )  # fmt: skip
    statement = select(
        TrainingClass,
        CourseVersion.name,
        CourseVersion.level,
        CourseVersion.state.label("version_state"),
        (
            CourseVersion.theory_minutes
            + CourseVersion.practice_minutes
            + CourseVersion.test_minutes
        ).label("planned"),
        _counted(PracticeGroup.class_id).label("groups"),
        _counted(WeeklySlot.class_id).label("slots"),
        *(column for part in parts for column in part.c if column.name != "class_id"),
    ).join(TrainingClass.course_version)
    for part in parts:
        statement = statement.outerjoin(part, part.c.class_id == TrainingClass.id)
    return statement.where(TrainingClass.id.in_(ids))


def _counted(column: Any) -> Any:
    return (
        select(func.count()).where(column == TrainingClass.id).correlate(TrainingClass)
    ).scalar_subquery()


def _facts(row: Row[*tuple[Any, ...]], today: date) -> TrackedClass:
    made: TrainingClass = row.TrainingClass
    return TrackedClass(
        class_id=made.id,
        code=made.code,
        course_name=row.name,
        level=row.level,
        place=made.place,
        progress=_progress(row, made, today),
        first_unmarked_on=row.first_unmarked_on,
        decided_on=row.decided_on,
    )


def _progress(row: Row[*tuple[Any, ...]], made: TrainingClass, today: date) -> ClassProgress:
    taken = row.taken or 0
    return ClassProgress(
        state=made.state,
        today=today,
        starts_on=made.starts_on,
        ends_on=made.ends_on,
        capacity=made.capacity,
        apply_until=made.apply_until,
        lacking=opening_blocks(
            course_is_approved=row.version_state is VersionState.APPROVED,
            slots=row.slots,
            place=made.place,
            homeroom_teacher_id=made.homeroom_teacher_id,
        ),
        has_homeroom_teacher=made.homeroom_teacher_id is not None,
        teachers_unfit=_teachers_unfit(row, made),
        taken=taken,
        groups=max(1, row.groups),
        groups_needed=practice_groups_needed(row.level, taken, made.starts_on),
        planned_minutes=row.planned,
        scheduled_minutes=int(row.scheduled or 0),
        held_minutes=int(row.held or 0),
        sessions_today=int(row.sessions_today or 0),
        sessions_unmarked=int(row.sessions_unmarked or 0),
        sessions_ahead=int(row.sessions_ahead or 0),
        papers_expired=row.papers_expired or 0,
        papers_missing=row.papers_missing or 0,
        support_undecided=(row.support_undecided or 0) if made.support_scheme else 0,
        results_missing=row.results_missing or 0,
        not_recognised=row.not_recognised or 0,
        recognition_undecided=row.undecided or 0,
        recognised=row.recognised or 0,
        certificates_due=row.certificates_due or 0,
        admits_by_ranking=made.admits_by_ranking,
        to_rank=row.to_rank or 0,
        runs_unsigned=row.runs_unsigned or 0,
        waiting=row.waiting or 0,
        offers_open=row.offers_open or 0,
        offers_overdue=row.offers_overdue or 0,
    )


def _teachers_unfit(row: Row[*tuple[Any, ...]], made: TrainingClass) -> int:
    if not standard_applies(elementary=row.level.is_elementary, on=made.starts_on):
        return 0
    return (row.unfit_elementary if row.level.is_elementary else row.unfit_short) or 0
