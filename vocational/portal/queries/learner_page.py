"""Read what one learner's page shows beside the learner: classes, certificates, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import contains_eager

from vocational.applications.models import Application
from vocational.applications.rules.intake import OPEN_STATES
from vocational.applications.states import ApplicationState
from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.rules.results import Classification
from vocational.assessment.states import DecisionState
from vocational.audit.models import AuditRecord
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner

MOST_RECORDS = 50
_AHEAD = (ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING)


@dataclass(frozen=True)
class CourseOutcome:
    """What a decided recognition list says of a learner."""

    passed: bool
    course_mark: Decimal | None
    classification: Classification | None
    decision_number: str | None


def outcomes_of(enrolment_ids: Sequence[int]) -> dict[int, CourseOutcome]:
    """Return the results as decided, by enrolment."""
    rows = db.session.execute(
        select(
            RecognitionEntry.enrolment_id,
            RecognitionEntry.passed,
            RecognitionEntry.course_mark,
            RecognitionEntry.classification,
            RecognitionDecision.number,
        )
        .join(RecognitionDecision, RecognitionDecision.id == RecognitionEntry.decision_id)
        .where(
            RecognitionEntry.enrolment_id.in_(enrolment_ids),
            RecognitionDecision.state == DecisionState.DECIDED,
        )
        .order_by(RecognitionEntry.id)
    )
    return {row[0]: CourseOutcome(row[1], row[2], row[3], row[4]) for row in rows}


def certificates_of(learner_id: int) -> Sequence[Certificate]:
    """Return the learner's certificates with class and course, newest first."""
    return db.session.scalars(
        select(Certificate)
        .join(TrainingClass, TrainingClass.id == Certificate.class_id)
        .where(Certificate.learner_id == learner_id)
        .options(
            contains_eager(Certificate.training_class).joinedload(
                TrainingClass.course_version, innerjoin=True
            )
        )
        .order_by(Certificate.issued_on.desc(), Certificate.id.desc())
    ).all()


def classes_applied_for(learner: Learner) -> Sequence[TrainingClass]:
    """Return the classes not over that the person wants a place in, by first day."""
    is_his = [Application.learner_id == learner.id]
    if learner.citizen_number_hash:
        is_his.append(Application.citizen_number_hash == learner.citizen_number_hash)
    return db.session.scalars(
        select(TrainingClass)
        .where(
            TrainingClass.state.in_(_AHEAD),
            TrainingClass.id.in_(
                select(Application.class_id).where(
                    or_(*is_his),
                    Application.state.in_(sorted(OPEN_STATES - {ApplicationState.ADMITTED})),
                )
            ),
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)
    ).all()


def is_ahead(row: TrainingClass) -> bool:
    """Tell whether a class is not over."""
    return row.state in _AHEAD


def records_of(learner: Learner, enrolments: Sequence[Enrolment]) -> Sequence[AuditRecord]:
    """Return the newest audit records of the learner, the categories and the places."""
    subjects = (
        ("learners", [learner.id]),
        ("learner_categories", [row.id for row in learner.categories]),
        ("enrolments", [row.id for row in enrolments]),
    )
    return db.session.scalars(
        select(AuditRecord)
        .where(
            or_(
                *(
                    and_(AuditRecord.subject_type == name, AuditRecord.subject_id.in_(ids))
                    for name, ids in subjects
                )
            )
        )
        .order_by(AuditRecord.id.desc())
        .limit(MOST_RECORDS)
    ).all()
