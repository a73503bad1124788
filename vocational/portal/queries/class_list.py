"""Read the list of a class: who is in it, their papers, the hours they were there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vocational.attendance.models import AttendanceMark
from vocational.attendance.outlook import MinutesSoFar, ModuleStanding, Outlook, module_standing
from vocational.catalogue.models import CourseModule
from vocational.catalogue.rules import CourseLevel
from vocational.classes.models import ClassTeacher, PracticeGroup, TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.rules import Evidence
from vocational.reference.models import Commune
from vocational.timetable.models import ClassSession
from vocational.timetable.rules import SessionKind
from vocational.timetable.states import SessionState


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
    outlook: Outlook


@dataclass(frozen=True)
class ModuleHours:
    """What a module plans, in minutes."""

    id: int
    code: str
    theory_minutes: int
    practice_minutes: int


_Minutes = dict[tuple[int | None, int, SessionKind], int]


def class_with_people(code: str) -> TrainingClass:
    """Return a class with course, commune, teachers and groups; raises `NoResultFound`."""
    return db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.code == code)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True),
            joinedload(TrainingClass.commune, innerjoin=True),
            joinedload(TrainingClass.homeroom_teacher),
            selectinload(TrainingClass.teachers).joinedload(ClassTeacher.teacher, innerjoin=True),
            selectinload(TrainingClass.groups),
        )
    ).one()


def listed_learners(class_id: int) -> list[ListedLearner]:
    """Return everyone who is or was in a class, by list number, then name."""
    rows: Iterable[Sequence[Any]] = db.session.execute(
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
        .where(Enrolment.class_id == class_id)
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    )
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
    """Return the newest claim not ended of each category, by learner, oldest category first."""
    rows: Iterable[Sequence[Any]] = db.session.execute(
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
        .where(Enrolment.class_id == class_id, LearnerCategory.ended_on.is_(None))
        .order_by(LearnerCategory.learner_id, LearnerCategory.id)
    )
    newest: dict[int, dict[str, Evidence]] = defaultdict(dict)
    for learner_id, *claim in rows:
        evidence = Evidence(*claim)
        newest[learner_id][evidence.category_code] = evidence
    return {learner_id: list(claims.values()) for learner_id, claims in newest.items()}


def hours_of_class(
    row: TrainingClass, learners: Iterable[ListedLearner], on: date
) -> dict[int, HoursThere]:
    """Return the hours of each learner by enrolment; nothing before the first attendance.

    Three queries. Limits are judged as `attendance.outlook` does.
    """
    held = _held(row.id)
    if not held:
        return {}
    attended, modules = _attended(row.id), _modules(row.version_id)
    level = row.course_version.level
    return {one.enrolment_id: _hours(one, modules, held, attended, level, on) for one in learners}


def _hours(
    one: ListedLearner,
    modules: list[ModuleHours],
    held: _Minutes,
    attended: _Minutes,
    level: CourseLevel,
    on: date,
) -> HoursThere:
    def so_far(module: ModuleHours, kind: SessionKind, planned: int) -> MinutesSoFar:
        own = held.get((one.group_id, module.id, kind), 0) if one.group_id else 0
        together = held.get((None, module.id, kind), 0)
        was_there = attended.get((one.enrolment_id, module.id, kind), 0)
        return MinutesSoFar(planned, together + own, was_there)

    theory = practice = MinutesSoFar()
    outlook = Outlook.GOOD
    for module in modules:
        of_theory = so_far(module, SessionKind.THEORY, module.theory_minutes)
        of_practice = so_far(module, SessionKind.PRACTICE, module.practice_minutes)
        theory, practice = theory.plus(of_theory), practice.plus(of_practice)
        if outlook is not Outlook.LOST:
            found = _outlook(module, of_theory, of_practice, level, on)
            outlook = found if found is not Outlook.GOOD else outlook
    return HoursThere(theory, practice, outlook)


def _outlook(
    module: ModuleHours, theory: MinutesSoFar, practice: MinutesSoFar, level: CourseLevel, on: date
) -> Outlook:
    """Nobody who missed nothing is near a limit: the exact rule is asked for the others."""
    if theory.attended >= theory.held and practice.attended >= practice.held:
        return Outlook.GOOD
    standing: ModuleStanding = module_standing(
        (module.id, module.code), theory, practice, level=level, on=on
    )
    return standing.outlook


def _held(class_id: int) -> _Minutes:
    rows = db.session.execute(
        select(
            ClassSession.group_id,
            ClassSession.module_id,
            ClassSession.kind,
            func.sum(ClassSession.minutes),
        )
        .where(
            ClassSession.class_id == class_id,
            ClassSession.state == SessionState.PLANNED,
            ClassSession.attendance_taken_at.is_not(None),
        )
        .group_by(ClassSession.group_id, ClassSession.module_id, ClassSession.kind)
        .order_by(ClassSession.module_id)
    )
    return {(group, module, kind): int(minutes) for group, module, kind, minutes in rows}


def _attended(class_id: int) -> _Minutes:
    rows = db.session.execute(
        select(
            AttendanceMark.enrolment_id,
            ClassSession.module_id,
            ClassSession.kind,
            func.sum(AttendanceMark.attended_minutes),
        )
        .join(ClassSession, ClassSession.id == AttendanceMark.session_id)
        .where(ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED)
        .group_by(AttendanceMark.enrolment_id, ClassSession.module_id, ClassSession.kind)
        .order_by(AttendanceMark.enrolment_id)
    )
    return {(one, module, kind): int(minutes) for one, module, kind, minutes in rows}


def _modules(version_id: int) -> list[ModuleHours]:
    rows = db.session.execute(
        select(
            CourseModule.id,
            CourseModule.code,
            CourseModule.theory_minutes,
            CourseModule.practice_minutes,
        )
        .where(CourseModule.version_id == version_id)
        .order_by(CourseModule.position, CourseModule.id)
    )
    return [ModuleHours(*row) for row in rows]
