"""Whom a class lists, and the certificates that were given to them."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.states import DecisionState
from vocational.catalogue.models import Course, CourseVersion
from vocational.certificates.models import Certificate
from vocational.certificates.states import CertificateState
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.shared import tenancy


def class_with_course(class_id: int, *, for_update: bool = False) -> TrainingClass:
    """Return a class with course, occupation and commune, its row locked if asked.

    Raises `NoResultFound`.
    """
    statement = (
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True)
            .joinedload(CourseVersion.course, innerjoin=True)
            .joinedload(Course.occupation, innerjoin=True),
            joinedload(TrainingClass.commune, innerjoin=True),
        )
    )
    if for_update:
        statement = statement.with_for_update(of=TrainingClass)
    return db.session.scalars(statement).one()


def class_id_of(code: str) -> int:
    """Return the id of a class by its code; raises `NoResultFound`."""
    return db.session.scalars(select(TrainingClass.id).where(TrainingClass.code == code)).one()


def owner_of_class(code: str) -> int | None:
    """Return the institution that a class belongs to; None without such a class."""
    with tenancy.all_institutions(db.session(), "class codes are unique in the installation"):
        return db.session.scalar(
            select(TrainingClass.institution_id).where(TrainingClass.code == code)
        )


def listed_entries(class_id: int) -> Sequence[RecognitionEntry]:
    """Return who stands in the class's recognition lists, in the order of the lists.

    Decision, enrolment and learner are loaded; lists not yet decided come last.
    """
    decision = RecognitionDecision
    return db.session.scalars(
        select(RecognitionEntry)
        .join(RecognitionEntry.decision)
        .where(decision.class_id == class_id)
        .options(
            contains_eager(RecognitionEntry.decision),
            joinedload(RecognitionEntry.enrolment, innerjoin=True).joinedload(
                Enrolment.learner, innerjoin=True
            ),
        )
        .order_by(
            decision.state != DecisionState.DECIDED,
            decision.decided_on,
            decision.id,
            RecognitionEntry.position,
            RecognitionEntry.id,
        )
    ).all()


def enrolled_without_list(class_id: int) -> Sequence[Enrolment]:
    """Return the class's learners whom no recognition list names, by list number."""
    listed = select(RecognitionEntry.enrolment_id)
    return db.session.scalars(
        select(Enrolment)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            Enrolment.id.not_in(listed),
        )
        .options(joinedload(Enrolment.learner, innerjoin=True))
        .order_by(Enrolment.list_number, Enrolment.id)
    ).all()


def entry_with_all(entry_id: int) -> RecognitionEntry:
    """Return an entry with decision, enrolment and learner; raises `NoResultFound`."""
    return db.session.scalars(
        select(RecognitionEntry)
        .where(RecognitionEntry.id == entry_id)
        .options(
            joinedload(RecognitionEntry.decision, innerjoin=True),
            joinedload(RecognitionEntry.enrolment, innerjoin=True).joinedload(
                Enrolment.learner, innerjoin=True
            ),
        )
    ).one()


def certificates_of_class(class_id: int) -> Sequence[Certificate]:
    """Return all certificates of a class, by registry number; each with its file and job."""
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.class_id == class_id)
        .options(joinedload(Certificate.pdf_file), joinedload(Certificate.render_job))
        .order_by(
            Certificate.registry_book, Certificate.registry_sequence, Certificate.reissue_number
        )
    ).all()


def states_of_entries(class_id: int) -> dict[int, set[CertificateState]]:
    """Return the states of the certificates of each entry of a class."""
    rows = db.session.execute(
        select(Certificate.entry_id, Certificate.state).where(Certificate.class_id == class_id)
    )
    result: dict[int, set[CertificateState]] = {}
    for entry_id, state in rows:
        result.setdefault(entry_id, set()).add(state)
    return result
