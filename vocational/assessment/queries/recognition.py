"""Read recognition decisions and their lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from vocational.assessment.models import (
    AssessmentMark,
    RecognitionDecision,
    RecognitionEntry,
)
from vocational.assessment.states import DecisionState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState


@dataclass(frozen=True)
class LastActs:
    """The day of the last session of a class and the moment of the last mark; None for none."""

    session_on: date | None
    mark_at: datetime | None


def decisions_of_class(class_id: int) -> Sequence[RecognitionDecision]:
    """Return the decisions of a class with their entries and learners, oldest first."""
    return db.session.scalars(
        select(RecognitionDecision)
        .where(RecognitionDecision.class_id == class_id)
        .options(_with_learners())
        .order_by(RecognitionDecision.id)
    ).all()


def decision(class_id: int, decision_id: int) -> RecognitionDecision:
    """Return a decision of a class with entries, learners and communes; raises `NoResultFound`."""
    return db.session.scalars(
        select(RecognitionDecision)
        .where(RecognitionDecision.id == decision_id, RecognitionDecision.class_id == class_id)
        .options(_with_learners())
    ).one()


def decision_for_update(class_id: int, decision_id: int) -> RecognitionDecision:
    """Return a decision of a class with its entries, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(RecognitionDecision)
        .where(RecognitionDecision.id == decision_id, RecognitionDecision.class_id == class_id)
        .options(_with_learners())
        .with_for_update(of=RecognitionDecision)
    ).one()


def prepared_decision(class_id: int) -> RecognitionDecision | None:
    """Return the decision of a class that waits for the director, if there is one."""
    return db.session.scalars(
        select(RecognitionDecision)
        .where(
            RecognitionDecision.class_id == class_id,
            RecognitionDecision.state == DecisionState.PREPARED,
        )
        .options(selectinload(RecognitionDecision.entries))
        .order_by(RecognitionDecision.id)
        .limit(1)
    ).one_or_none()


def decided_entries_of_class(class_id: int) -> Sequence[RecognitionEntry]:
    """Return the entries of decided decisions with decision, enrolment and learner.

    In the order of the decisions' days, then of their lists.
    """
    return db.session.scalars(
        select(RecognitionEntry)
        .join(RecognitionEntry.decision)
        .where(
            RecognitionDecision.class_id == class_id,
            RecognitionDecision.state == DecisionState.DECIDED,
        )
        .options(
            contains_eager(RecognitionEntry.decision),
            joinedload(RecognitionEntry.enrolment, innerjoin=True).joinedload(
                Enrolment.learner, innerjoin=True
            ),
        )
        .order_by(
            RecognitionDecision.decided_on,
            RecognitionDecision.id,
            RecognitionEntry.position,
            RecognitionEntry.id,
        )
    ).all()


def last_acts(class_id: int) -> LastActs:
    """Return when the class last met (or will) and when a mark was last given."""
    session_on = db.session.scalar(
        select(func.max(ClassSession.on_date)).where(
            ClassSession.class_id == class_id, ClassSession.state == SessionState.PLANNED
        )
    )
    mark_at = db.session.scalar(
        select(AssessmentMark.entered_at)
        .join(Enrolment, Enrolment.id == AssessmentMark.enrolment_id)
        .where(Enrolment.class_id == class_id)
        .order_by(AssessmentMark.entered_at.desc())
        .limit(1)
    )
    return LastActs(session_on, mark_at)


def _with_learners() -> ExecutableOption:
    return (
        selectinload(RecognitionDecision.entries)
        .joinedload(RecognitionEntry.enrolment, innerjoin=True)
        .joinedload(Enrolment.learner, innerjoin=True)
        .joinedload(Learner.commune, innerjoin=True)
    )
