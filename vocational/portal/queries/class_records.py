"""The parts of a class's situation that are counted from its records, by class.

The day is the parameter `today` of the whole statement.
"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
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
from vocational.catalogue.models import CourseVersion
from vocational.certificates.models import Certificate, CertificateState
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState
from vocational.entitlements.models import EntitlementDecision
from vocational.learners.models import LearnerCategory
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState

TODAY = bindparam("today", type_=Date)


def class_learners(ids: Select[int]) -> Subquery:
    """Count who holds a place, whose results are not complete, who passed and is in no list."""
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


def class_sessions(ids: Select[int]) -> Subquery:
    """Count the sessions that wait for attendance, by day."""
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


def class_decisions(ids: Select[int]) -> Subquery:
    """Count lists that wait for the director, who stands in decided ones, certificates due."""
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


def class_papers(ids: Select[int]) -> Subquery:
    """Count categories without a paper that holds on the first day, or today once that is past.

    The best paper counts, in the order of `proof.Worth`.
    """
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


def class_support(ids: Select[int]) -> Subquery:
    """Count who holds a place and has no decision on support that stands."""
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
