"""Read all that decides the way of classes: one statement, whether for one class or for all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Row,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    or_,
    select,
)

from vocational.assessment.models import ModuleResult, RecognitionDecision, RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.catalogue.models import CourseModule, CourseVersion, VersionState
from vocational.certificates.models import Certificate, CertificateState
from vocational.classes.models import PracticeGroup, TrainingClass, WeeklySlot
from vocational.classes.rules import ClassState, opening_blocks, practice_groups_needed
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.entitlements.models import EntitlementDecision
from vocational.extensions import db
from vocational.learners.models import LearnerCategory
from vocational.portal.queries.class_admissions import class_admissions, midnight
from vocational.portal.queries.class_hours import class_hours
from vocational.portal.queries.class_teachers import class_teachers
from vocational.portal.rules.situation import ClassFacts, Situation
from vocational.teachers.rules import standard_applies
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState

TODAY = bindparam("today", type_=Date)
GOING_ON = (ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING, ClassState.FINISHED)


@dataclass(frozen=True)
class ComingSession:
    """A session of today that waits for attendance."""

    session_id: int
    starts_at: time
    module_code: str


def facts_of_class(class_id: int, today: date) -> ClassFacts:
    """Return one class with its situation; raises `NoResultFound`."""
    values = {"class_id": class_id, "today": today, "midnight": midnight(today)}
    return _facts(db.session.execute(_of_one_class(), values).one(), today)


def facts_going_on(today: date) -> list[ClassFacts]:
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


def _statement(ids: Select[int]) -> Select[*tuple[Any, ...]]:
    parts = (
        _learners(ids), class_hours(ids), _sessions(ids), _decisions(ids), _papers(ids),
        _support(ids), class_admissions(ids), class_teachers(ids),
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


def _learners(ids: Select[int]) -> Subquery:
    """Who holds a place, whose module results are not complete, who passed and is in no list."""
    each = (
        select(
            Enrolment.id,
            Enrolment.class_id,
            func.count(ModuleResult.id).label("results"),
            func.count(ModuleResult.id).filter(ModuleResult.passed).label("passed"),
        )
        .outerjoin(ModuleResult, ModuleResult.enrolment_id == Enrolment.id)
        .where(Enrolment.class_id.in_(ids), Enrolment.state == EnrolmentState.ENROLLED)
        .group_by(Enrolment.id, Enrolment.class_id)
        .subquery()
    )
    modules = CourseVersion.module_count
    is_new = and_(each.c.passed >= modules, modules > 0, RecognitionEntry.id.is_(None))
    return (
        select(
            each.c.class_id,
            func.count().label("taken"),
            _sum(each.c.results < modules).label("results_missing"),
            _sum(is_new).label("not_recognised"),
        )
        .join(TrainingClass, TrainingClass.id == each.c.class_id)
        .join(TrainingClass.course_version)
        .outerjoin(RecognitionEntry, RecognitionEntry.enrolment_id == each.c.id)
        .group_by(each.c.class_id)
        .subquery()
    )


def _sessions(ids: Select[int]) -> Subquery:
    """Sessions that wait for attendance."""
    waits, on = ClassSession.attendance_taken_at.is_(None), ClassSession.on_date
    late = and_(waits, on < TODAY)
    return (
        select(
            ClassSession.class_id,
            _sum(and_(waits, on == TODAY)).label("sessions_today"),
            _sum(late).label("sessions_unmarked"),
            _sum(and_(waits, on > TODAY)).label("sessions_ahead"),
            func.min(case((late, on))).label("first_unmarked_on"),
        )
        .where(ClassSession.class_id.in_(ids), ClassSession.state == SessionState.PLANNED)
        .group_by(ClassSession.class_id)
        .subquery()
    )


def _decisions(ids: Select[int]) -> Subquery:
    """Lists that wait for the director, who stands in decided ones, certificates due."""
    decided = and_(RecognitionDecision.state == DecisionState.DECIDED, RecognitionEntry.passed)
    due = and_(decided, Certificate.id.is_(None))
    prepared = RecognitionDecision.state == DecisionState.PREPARED
    return (
        select(
            RecognitionDecision.class_id,
            func.count(case((prepared, RecognitionDecision.id)).distinct()).label("undecided"),
            func.count(case((decided, RecognitionEntry.id)).distinct()).label("recognised"),
            func.count(case((due, RecognitionEntry.id)).distinct()).label("certificates_due"),
            func.max(case((due, RecognitionDecision.decided_on))).label("decided_on"),
        )
        .outerjoin(RecognitionEntry, RecognitionEntry.decision_id == RecognitionDecision.id)
        .outerjoin(
            Certificate,
            and_(
                Certificate.entry_id == RecognitionEntry.id,
                Certificate.state.in_((CertificateState.ISSUED, CertificateState.REVOKED)),
            ),
        )
        .where(RecognitionDecision.class_id.in_(ids))
        .group_by(RecognitionDecision.class_id)
        .subquery()
    )


def _papers(ids: Select[int]) -> Subquery:
    """Categories without a paper that holds on the first day, or today when the class has begun:
    the best paper counts, in the order of `proof.Worth`."""
    on = case((TrainingClass.starts_on > TODAY, TrainingClass.starts_on), else_=TODAY)
    early = func.coalesce(LearnerCategory.valid_from > on, False)
    late = and_(~early, func.coalesce(LearnerCategory.valid_to < on, False))
    absent = or_(LearnerCategory.paper_number == "", ~LearnerCategory.original_seen)
    in_date = and_(~early, ~late)
    each = (
        select(
            Enrolment.class_id,
            _sum(and_(in_date, ~absent)).label("good"),
            _sum(and_(in_date, absent)).label("missing"),
            _sum(early).label("early"),
        )
        .join(Enrolment, Enrolment.learner_id == LearnerCategory.learner_id)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .where(
            Enrolment.class_id.in_(ids),
            Enrolment.state == EnrolmentState.ENROLLED,
            LearnerCategory.ended_on.is_(None),
        )
        .group_by(Enrolment.class_id, LearnerCategory.learner_id, LearnerCategory.category_code)
        .subquery()
    )
    is_missing = and_(each.c.good == 0, each.c.missing > 0)
    is_expired = each.c.good + each.c.missing + each.c.early == 0
    return (
        select(
            each.c.class_id,
            _sum(is_expired).label("papers_expired"),
            _sum(is_missing).label("papers_missing"),
        )
        .group_by(each.c.class_id)
        .subquery()
    )


def _support(ids: Select[int]) -> Subquery:
    """Who holds a place and has no decision on support that stands."""
    stands = and_(
        EntitlementDecision.enrolment_id == Enrolment.id, EntitlementDecision.replaced_at.is_(None)
    )
    return (
        select(Enrolment.class_id, func.count().label("support_undecided"))
        .outerjoin(EntitlementDecision, stands)
        .where(
            Enrolment.class_id.in_(ids),
            Enrolment.state == EnrolmentState.ENROLLED,
            EntitlementDecision.id.is_(None),
        )
        .group_by(Enrolment.class_id)
        .subquery()
    )


def _sum(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _facts(row: Row[*tuple[Any, ...]], today: date) -> ClassFacts:
    made: TrainingClass = row.TrainingClass
    return ClassFacts(
        class_id=made.id,
        code=made.code,
        course_name=row.name,
        level=row.level,
        place=made.place,
        situation=_situation(row, made, today),
        first_unmarked_on=row.first_unmarked_on,
        decided_on=row.decided_on,
    )


def _situation(row: Row[*tuple[Any, ...]], made: TrainingClass, today: date) -> Situation:
    taken = row.taken or 0
    return Situation(
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
        laid_minutes=int(row.laid or 0),
        held_minutes=int(row.held or 0),
        sessions_today=row.sessions_today or 0,
        sessions_unmarked=row.sessions_unmarked or 0,
        sessions_ahead=row.sessions_ahead or 0,
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
