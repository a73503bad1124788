"""Read class sessions: of a class, a week, a day, a teacher, and what they might clash with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlalchemy import Select, bindparam, case, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql.base import ExecutableOption

from vocational.catalogue.models import CourseModule
from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass
from vocational.classes.queries import own_class_ids
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.teachers.models import Teacher
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.rules.totals import KindTotal, SessionSum, totals
from vocational.timetable.states import SessionState


@dataclass(frozen=True)
class Seat:
    """Who sits in a class, and in which practice group; None: in none yet."""

    class_id: int
    learner_id: int
    group_id: int | None


def sessions_of_class(class_id: int) -> Sequence[ClassSession]:
    """Return every session of a class, cancelled ones too, by time, then group.

    Module, group and teacher are loaded.
    """
    return db.session.scalars(_of_class(class_id)).all()


def sessions_between(class_id: int, first: date, last: date) -> Sequence[ClassSession]:
    """Return the sessions of a class from day to day, both included, by time, then group."""
    return db.session.scalars(
        _of_class(class_id).where(ClassSession.on_date.between(first, last))
    ).all()


def sessions_on(day: date, user_id: int | None = None) -> Sequence[ClassSession]:
    """Return the sessions of a day by time, of running classes and those about to run.

    With `user_id` those that the user teaches, or that have no teacher in a class of the user's
    own. Class, course version, module, group and teacher are loaded.
    """
    chosen = _on_the_day()
    if user_id is not None:
        own = select(Teacher.id).where(Teacher.user_id == user_id)
        unassigned = ClassSession.teacher_id.is_(None) & ClassSession.class_id.in_(
            own_class_ids(user_id)
        )
        chosen = chosen.where(or_(ClassSession.teacher_id.in_(own), unassigned))
    return db.session.scalars(chosen, {"day": day}).all()


def next_day_with_sessions(day: date, user_id: int) -> date | None:
    """Return the next day after `day` on which the user teaches; None when there is none."""
    own = select(Teacher.id).where(Teacher.user_id == user_id)
    return db.session.scalar(
        select(func.min(ClassSession.on_date)).where(
            ClassSession.on_date > day,
            ClassSession.state == SessionState.PLANNED,
            ClassSession.teacher_id.in_(own),
        )
    )


def session_with_class(session_id: int) -> ClassSession:
    """Return a session with class, course, module, group and teacher; raises `NoResultFound`."""
    return db.session.scalars(_whole().where(ClassSession.id == session_id)).one()


def session_for_update(session_id: int) -> ClassSession:
    """Return a session with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(ClassSession).where(ClassSession.id == session_id).with_for_update()
    ).one()


def sessions_for_update(class_id: int) -> Sequence[ClassSession]:
    """Return every session of a class with their rows locked, by time."""
    return db.session.scalars(
        select(ClassSession)
        .where(ClassSession.class_id == class_id)
        .order_by(ClassSession.on_date, ClassSession.starts_at, ClassSession.id)
        .with_for_update()
    ).all()


def made_up_by(session_id: int) -> Sequence[ClassSession]:
    """Return the sessions that make up a cancelled one, by time."""
    return db.session.scalars(
        select(ClassSession)
        .where(ClassSession.makes_up_id == session_id, ClassSession.state == SessionState.PLANNED)
        .order_by(ClassSession.on_date, ClassSession.starts_at, ClassSession.id)
    ).all()


def groups_of(class_id: int) -> Sequence[PracticeGroup]:
    """Return the practice groups of a class by number."""
    return db.session.scalars(
        select(PracticeGroup)
        .where(PracticeGroup.class_id == class_id)
        .order_by(PracticeGroup.number, PracticeGroup.id)
    ).all()


def minutes_by_kind(class_id: int) -> tuple[KindTotal, ...]:
    """Add up each module, kind and group: planned, scheduled, held, remaining. Three queries.

    A session is held once its attendance was taken.
    """
    version_id = select(TrainingClass.version_id).where(TrainingClass.id == class_id)
    modules = db.session.scalars(
        select(CourseModule)
        .where(CourseModule.version_id.in_(version_id))
        .order_by(CourseModule.position, CourseModule.id)
    )
    planned = {
        module.id: {
            SessionKind.THEORY: module.theory_minutes,
            SessionKind.PRACTICE: module.practice_minutes,
            SessionKind.TEST: module.test_minutes,
        }
        for module in modules
    }
    return totals(planned, session_sums(class_id), [group.id for group in groups_of(class_id)])


def session_sums(class_id: int) -> list[SessionSum]:
    """Sum the minutes of a class's sessions by module, kind and group."""
    held = case((ClassSession.attendance_taken_at.is_not(None), ClassSession.minutes), else_=0)
    keys = (ClassSession.module_id, ClassSession.kind, ClassSession.group_id)
    rows = db.session.execute(
        select(*keys, func.sum(ClassSession.minutes), func.sum(held))
        .where(ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED)
        .group_by(*keys)
        .order_by(*keys)
    )
    return [SessionSum(*row) for row in rows]


def sessions_to_compare(
    class_id: int, days: tuple[date, date], teacher_ids: Iterable[int], places: Iterable[str]
) -> Sequence[ClassSession]:
    """Return the sessions from day to day that a class's own might clash with, by time.

    Those of the class itself, of the same teachers, at places so named, and of other classes of
    its learners; cancelled sessions and classes are left out. Classes are loaded.
    """
    here = (Enrolment.state == EnrolmentState.ENROLLED, Enrolment.class_id == class_id)
    elsewhere = select(Enrolment.class_id).where(
        Enrolment.state == EnrolmentState.ENROLLED,
        Enrolment.learner_id.in_(select(Enrolment.learner_id).where(*here)),
    )
    return db.session.scalars(
        select(ClassSession)
        .join(ClassSession.training_class)
        .where(
            ClassSession.on_date.between(*days),
            ClassSession.state == SessionState.PLANNED,
            TrainingClass.state != ClassState.CANCELLED,
            or_(
                ClassSession.class_id == class_id,
                ClassSession.teacher_id.in_(list(teacher_ids)),
                ClassSession.place.in_(list(places)),
                ClassSession.class_id.in_(elsewhere),
            ),
        )
        .options(contains_eager(ClassSession.training_class))
        .order_by(ClassSession.on_date, ClassSession.starts_at, ClassSession.id)
    ).all()


def seats_of(class_ids: Iterable[int]) -> list[Seat]:
    """Return who sits in those classes."""
    rows = db.session.execute(
        select(Enrolment.class_id, Enrolment.learner_id, Enrolment.practice_group_id)
        .where(Enrolment.class_id.in_(list(class_ids)), Enrolment.state == EnrolmentState.ENROLLED)
        .order_by(Enrolment.class_id, Enrolment.learner_id)
    )
    return [Seat(*row) for row in rows]


def groups_of_classes(class_ids: Iterable[int]) -> dict[int, list[int]]:
    """Map classes to the ids of their practice groups."""
    result: dict[int, list[int]] = {class_id: [] for class_id in class_ids}
    rows = db.session.execute(
        select(PracticeGroup.class_id, PracticeGroup.id)
        .where(PracticeGroup.class_id.in_(list(result)))
        .order_by(PracticeGroup.id)
    )
    for class_id, group_id in rows:
        result[class_id].append(group_id)
    return result


def learner_names(learner_ids: Iterable[int]) -> dict[int, str]:
    """Map learners to their names."""
    rows = db.session.execute(
        select(Learner.id, Learner.full_name)
        .where(Learner.id.in_(list(learner_ids)))
        .order_by(Learner.id)
    )
    return dict(rows.tuples().all())


def teachers_for_class(class_id: int) -> Sequence[Teacher]:
    """Return who teaches now, those of the class first, then by name."""
    own = select(ClassTeacher.teacher_id).where(ClassTeacher.class_id == class_id)
    return db.session.scalars(
        select(Teacher)
        .where(Teacher.is_active)
        .order_by(case((Teacher.id.in_(own), 0), else_=1), Teacher.sort_name, Teacher.id)
    ).all()


def _of_class(class_id: int) -> Select[ClassSession]:
    return (
        select(ClassSession)
        .outerjoin(ClassSession.group)
        .where(ClassSession.class_id == class_id)
        .options(contains_eager(ClassSession.group), *_parts())
        .order_by(
            ClassSession.on_date, ClassSession.starts_at, PracticeGroup.number, ClassSession.id
        )
    )


@cache
def _on_the_day() -> Select[ClassSession]:
    """Built once: every home page asks it."""
    return (
        _whole()
        .where(
            ClassSession.on_date == bindparam("day"),
            TrainingClass.state.in_((ClassState.OPEN, ClassState.RUNNING, ClassState.FINISHED)),
        )
        .order_by(ClassSession.starts_at, TrainingClass.code, ClassSession.id)
    )


def _whole() -> Select[ClassSession]:
    return (
        select(ClassSession)
        .join(ClassSession.training_class)
        .options(
            contains_eager(ClassSession.training_class).joinedload(
                TrainingClass.course_version, innerjoin=True
            ),
            joinedload(ClassSession.group),
            *_parts(),
        )
    )


def _parts() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(ClassSession.module, innerjoin=True),
        joinedload(ClassSession.teacher),
    )
