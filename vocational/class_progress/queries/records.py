"""The parts of a class's progress that are counted from its records, by class.

The day is the parameter `today` of the whole statement.
"""

from sqlalchemy import Select, Subquery, and_, case, func, or_, select

from vocational.assessment.models import ModuleResult, RecognitionDecision, RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.catalogue.models import CourseVersion
from vocational.certificates.models import Certificate
from vocational.certificates.states import CertificateState
from vocational.class_progress.queries.hours import TODAY
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.entitlements.models import EntitlementDecision
from vocational.learners.models import LearnerCategory


def class_learners(ids: Select[int]) -> Subquery:
    """Count who holds a place, whose results are not complete, who passed and is in no list."""
    subquery = (
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
    is_new = and_(subquery.c.passed >= modules, modules > 0, RecognitionEntry.id.is_(None))
    return (
        select(
            subquery.c.class_id,
            func.count().label("taken"),
            func.count().filter(subquery.c.results < modules).label("results_missing"),
            func.count().filter(is_new).label("not_recognised"),
        )
        .join(TrainingClass, TrainingClass.id == subquery.c.class_id)
        .join(TrainingClass.course_version)
        .outerjoin(RecognitionEntry, RecognitionEntry.enrolment_id == subquery.c.id)
        .group_by(subquery.c.class_id)
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
                Certificate.state != CertificateState.REPLACED,
            ),
        )
        .where(RecognitionDecision.class_id.in_(ids))
        .group_by(RecognitionDecision.class_id)
        .subquery()
    )


def class_papers(ids: Select[int]) -> Subquery:
    """Count categories without a paper that holds on the first day, or today once that is past.

    The best paper counts, in the order of `proof.EvidenceValidity`.
    """
    paper = _papers_on_the_day(ids)
    early = paper.c.valid_from > paper.c.the_day
    in_date = and_(
        or_(paper.c.valid_from.is_(None), paper.c.valid_from <= paper.c.the_day),
        or_(paper.c.valid_to.is_(None), paper.c.valid_to >= paper.c.the_day),
    )
    absent = or_(paper.c.paper_number == "", ~paper.c.original_seen)
    subquery = (
        select(
            paper.c.class_id,
            func.count().filter(and_(in_date, ~absent)).label("good"),
            func.count().filter(and_(in_date, absent)).label("missing"),
            func.count().filter(early).label("early"),
        )
        .group_by(paper.c.class_id, paper.c.learner_id, paper.c.category_code)
        .subquery()
    )
    is_missing = and_(subquery.c.good == 0, subquery.c.missing > 0)
    is_expired = subquery.c.good + subquery.c.missing + subquery.c.early == 0
    return (
        select(
            subquery.c.class_id,
            func.count().filter(is_expired).label("papers_expired"),
            func.count().filter(is_missing).label("papers_missing"),
        )
        .group_by(subquery.c.class_id)
        .subquery()
    )


def _papers_on_the_day(ids: Select[int]) -> Subquery:
    """The papers of those who hold a place, each with the day on which it must hold."""
    the_day = case((TrainingClass.starts_on > TODAY, TrainingClass.starts_on), else_=TODAY)
    return (
        select(
            Enrolment.class_id,
            LearnerCategory.learner_id,
            LearnerCategory.category_code,
            LearnerCategory.valid_from,
            LearnerCategory.valid_to,
            LearnerCategory.paper_number,
            LearnerCategory.original_seen,
            the_day.label("the_day"),
        )
        .join(Enrolment, Enrolment.learner_id == LearnerCategory.learner_id)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .where(
            Enrolment.class_id.in_(ids),
            Enrolment.state == EnrolmentState.ENROLLED,
            LearnerCategory.ended_on.is_(None),
        )
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
