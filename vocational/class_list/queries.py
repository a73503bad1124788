"""Read the list of a class: who is in it, their papers, the hours they were there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager, joinedload

from vocational.attendance.queries import standings as attendance
from vocational.attendance.rules.risk import (
    AT_RISK_SHARE,
    AttendanceRisk,
    ClassMinutes,
    MinutesSoFar,
    module_standing,
    total,
)
from vocational.attendance.rules.standing import OwnLimits
from vocational.catalogue.models import CourseModule
from vocational.classes.models import ClassOpening, ClassTeacher, PracticeGroup, TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.law import provisions
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.rules.categories import Evidence
from vocational.reference.models import Commune
from vocational.timetable.rules.sessions import SessionKind


@dataclass(frozen=True)
class ListedLearner:
    """One line of a class's list."""

    enrolment_id: int
    learner_id: int
    state: EnrolmentState
    list_number: int | None
    full_name: str
    folded_name: str
    sort_name: str
    birth_date: date
    only_birth_year: bool
    commune_name: str
    lives_rural: bool
    group_id: int | None
    group_number: int | None
    withdrawn_on: date | None


@dataclass(frozen=True)
class HoursThere:
    """What a learner attended of what was held, and whether a limit is near."""

    theory: MinutesSoFar
    practice: MinutesSoFar
    risk: AttendanceRisk


@dataclass(frozen=True)
class ModuleHours:
    """What a module plans, in minutes."""

    id: int
    code: str
    theory_minutes: int
    practice_minutes: int


def class_with_people(code: str) -> TrainingClass:
    """Return a class with course, commune, teachers and groups; raises `NoResultFound`."""
    return db.session.scalars(_class_statement(), {"code": code}).unique().one()


def class_and_opening(code: str) -> tuple[TrainingClass, bool]:
    """Return a class as `class_with_people` does, and whether the paper of its opening is kept."""
    row = db.session.execute(_class_and_opening_statement(), {"code": code}).unique().one()
    return row[0], row[1]


def listed_learners(class_id: int) -> list[ListedLearner]:
    """Return everyone who is or was in a class, by list number, then name."""
    rows = db.session.execute(_list_statement(), {"class_id": class_id})
    return [ListedLearner(*row) for row in rows]


def enrolments_with_learners(class_id: int, ids: Iterable[int]) -> Sequence[Enrolment]:
    """Return those enrolments that belong to the class, with learner, class and course."""
    return db.session.scalars(
        select(Enrolment)
        .join(Enrolment.learner)
        .where(Enrolment.class_id == class_id, Enrolment.id.in_(list(ids)))
        .options(
            contains_eager(Enrolment.learner),
            joinedload(Enrolment.training_class, innerjoin=True).joinedload(
                TrainingClass.course_version, innerjoin=True
            ),
        )
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    ).all()


def list_to_print(class_id: int) -> Sequence[Enrolment]:
    """Return who holds a place, with communes and categories, by list number, then name."""
    return db.session.scalars(
        select(Enrolment)
        .join(Enrolment.learner)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ENROLLED)
        .options(
            contains_eager(Enrolment.learner).joinedload(Learner.commune, innerjoin=True),
            contains_eager(Enrolment.learner).selectinload(Learner.categories),
        )
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    ).all()


def evidence_of_class(class_id: int) -> dict[int, list[Evidence]]:
    """Return the papers of each learner's categories that are not ended, oldest first."""
    papers: dict[int, list[Evidence]] = defaultdict(list)
    for learner_id, *paper in db.session.execute(_evidence_statement(), {"class_id": class_id}):
        papers[learner_id].append(Evidence(*paper))
    return papers


def hours_of_class(
    row: TrainingClass, learners: Iterable[ListedLearner], own: OwnLimits | None
) -> dict[int, HoursThere]:
    """Return the hours of each learner by enrolment; nothing before the first attendance.

    At most three queries. Limits, `own` among them, are judged as `attendance.risk` does.
    """
    minutes = attendance.minutes_of_class(row.id)
    if not minutes.held:
        return {}
    modules = _modules(row.version_id)
    judge = _Judge(row, own)
    return {learner.enrolment_id: _hours(learner, modules, minutes, judge) for learner in learners}


class _Judge:
    """Tells whether limits are near; the exact rule is asked only of who missed much."""

    def __init__(self, row: TrainingClass, own: OwnLimits | None) -> None:
        level, on = row.course_version.level, row.starts_on
        self._level, self._on, self._own = level, on, own
        limits = provisions.attendance_limits(on) if level.is_elementary else None
        near = Decimal(100) / AT_RISK_SHARE
        self._theory = limits.theory_percent.value + near if limits else Decimal(0)
        self._practice = limits.practice_percent.value + near if limits else Decimal(0)
        if self._own is not None:
            self._theory = (self._own.theory_percent or Decimal(0)) + near
            self._practice = (self._own.practice_percent or Decimal(0)) + near

    def risk(
        self, module: ModuleHours, theory: MinutesSoFar, practice: MinutesSoFar
    ) -> AttendanceRisk:
        """Judge one learner in one module."""
        if _is_safe(theory, self._theory) and _is_safe(practice, self._practice):
            return AttendanceRisk.ON_TRACK
        return module_standing(
            (module.id, module.code),
            theory,
            practice,
            level=self._level,
            on=self._on,
            own_limits=self._own,
        ).risk


def _is_safe(minutes: MinutesSoFar, percent: Decimal) -> bool:
    """Tell whether so many percent are reached when nothing more is missed."""
    return (minutes.attended + minutes.remaining) * 100 >= minutes.planned * percent


def _hours(
    learner: ListedLearner, modules: list[ModuleHours], minutes: ClassMinutes, judge: _Judge
) -> HoursThere:
    def so_far(module: ModuleHours, kind: SessionKind, planned: int) -> MinutesSoFar:
        return minutes.so_far(learner.enrolment_id, learner.group_id, (module.id, kind), planned)

    theory = [so_far(module, SessionKind.THEORY, module.theory_minutes) for module in modules]
    practice = [so_far(module, SessionKind.PRACTICE, module.practice_minutes) for module in modules]
    risk = AttendanceRisk.ON_TRACK
    for module, of_theory, of_practice in zip(modules, theory, practice, strict=True):
        if risk is not AttendanceRisk.FAILED:
            result = judge.risk(module, of_theory, of_practice)
            risk = result if result is not AttendanceRisk.ON_TRACK else risk
    return HoursThere(total(theory), total(practice), risk)


def _modules(version_id: int) -> list[ModuleHours]:
    rows = db.session.execute(_module_statement(), {"version_id": version_id})
    return [ModuleHours(*row) for row in rows]


# Built once: putting these statements together takes longer than running them.


@cache
def _class_statement() -> Select[TrainingClass]:
    return (
        select(TrainingClass)
        .where(TrainingClass.code == bindparam("code"))
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True),
            joinedload(TrainingClass.commune, innerjoin=True),
            joinedload(TrainingClass.homeroom_teacher),
            # A class has few of both: one statement for all is cheaper than one for each.
            joinedload(TrainingClass.teachers).joinedload(ClassTeacher.teacher),
            joinedload(TrainingClass.groups).joinedload(PracticeGroup.teacher),
        )
    )


@cache
def _class_and_opening_statement() -> Select[TrainingClass, bool]:
    paper = select(ClassOpening.id).where(ClassOpening.class_id == TrainingClass.id)
    return _class_statement().add_columns(paper.exists())


@cache
def _list_statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Enrolment.id,
            Enrolment.learner_id,
            Enrolment.state,
            Enrolment.list_number,
            Learner.full_name,
            Learner.folded_name,
            Learner.sort_name,
            Learner.birth_date,
            Learner.only_birth_year,
            Commune.name,
            Commune.is_rural,
            Enrolment.practice_group_id,
            PracticeGroup.number,
            Enrolment.withdrawn_on,
        )
        .join(Learner, Learner.id == Enrolment.learner_id)
        .join(Commune, Commune.code == Learner.commune_code)
        .outerjoin(PracticeGroup, PracticeGroup.id == Enrolment.practice_group_id)
        .where(Enrolment.class_id == bindparam("class_id"))
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    )


@cache
def _evidence_statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            LearnerCategory.learner_id,
            LearnerCategory.category_code,
            LearnerCategory.paper_kind,
            LearnerCategory.paper_number,
            LearnerCategory.valid_from,
            LearnerCategory.valid_to,
            LearnerCategory.original_seen,
        )
        .join(Enrolment, Enrolment.learner_id == LearnerCategory.learner_id)
        .where(Enrolment.class_id == bindparam("class_id"), LearnerCategory.ended_on.is_(None))
        .order_by(LearnerCategory.learner_id, LearnerCategory.id)
    )


@cache
def _module_statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            CourseModule.id,
            CourseModule.code,
            CourseModule.theory_minutes,
            CourseModule.practice_minutes,
        )
        .where(CourseModule.version_id == bindparam("version_id"))
        .order_by(CourseModule.position, CourseModule.id)
    )
