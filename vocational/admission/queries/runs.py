"""Read what a ranking is made from, and the runs that were made."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload, subqueryload

from vocational.admission.models import AdmissionPlace, AdmissionRun
from vocational.admission.queries.offers import open_offers_of_class
from vocational.admission.queries.settings import reserved_of_class, settings_on
from vocational.admission.rules.admission import (
    Inputs,
    UnrankedApplication,
    UnrankedReason,
    candidate_id,
)
from vocational.admission.rules.ranking import Candidate
from vocational.applications.models import Application
from vocational.applications.queries.applications import applications_of_class
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.learners.rules.counting import entry_of

RANKED_STATES = frozenset({ApplicationState.COMPLETE, ApplicationState.WAITING})
_OMITTED = {
    ApplicationState.SUBMITTED: UnrankedReason.NOT_REVIEWED,
    ApplicationState.INCOMPLETE: UnrankedReason.INCOMPLETE,
    ApplicationState.REFUSED: UnrankedReason.REFUSED,
}
CONSIDERED = RANKED_STATES | _OMITTED.keys()


def inputs_of(training_class: TrainingClass, on: date) -> Inputs:
    """Return all that decides the ranking of a class on a day; lock the class first to be exact."""
    seated = _numbers_with_seat(training_class.id)
    settings = settings_on(on)
    candidates: list[Candidate] = []
    unranked: list[UnrankedApplication] = []
    for row in applications_of_class(training_class.id, CONSIDERED):
        code = _OMITTED.get(row.state)
        if row.citizen_number_hash in seated:
            code = UnrankedReason.HAS_SEAT
        if code is None:
            candidates.append(_candidate(row))
        else:
            unranked.append(UnrankedApplication(row.id, code, row.decided_reason))
    return Inputs(
        capacity=training_class.capacity,
        candidates=tuple(candidates),
        unranked=tuple(unranked),
        held=held_tiers(training_class.id, settings.last_tier),
        settings=settings,
        reserved=reserved_of_class(training_class.id),
    )


def held_tiers(class_id: int, last_tier: int) -> tuple[int, ...]:
    """Return the tier of everybody who holds a seat or an unanswered offer of one.

    Who came in without admission counts in the last tier.
    """
    tiers = dict(_tiers_of_applications(class_id))
    seats = db.session.execute(
        select(Enrolment.id, Application.id)
        .outerjoin(Application, Application.enrolment_id == Enrolment.id)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ENROLLED)
        .order_by(Enrolment.id)
    )
    holders = dict(seats.all())
    ids = [*holders.values(), *(offer.application_id for offer in open_offers_of_class(class_id))]
    return tuple(tiers.get(id_, last_tier) if id_ else last_tier for id_ in ids)


def places_by_application(class_id: int) -> dict[int, AdmissionPlace]:
    """Return the place of each application in the latest signed run that has it."""
    places = db.session.scalars(
        select(AdmissionPlace)
        .join(AdmissionRun, AdmissionRun.id == AdmissionPlace.run_id)
        .where(AdmissionRun.class_id == class_id, AdmissionRun.number.is_not(None))
        .order_by(AdmissionPlace.id)
    )
    return {place.application_id: place for place in places}


def runs_of_class(class_id: int) -> Sequence[AdmissionRun]:
    """Return the runs of a class with places and applications, the latest first."""
    return db.session.scalars(
        _runs().where(AdmissionRun.class_id == class_id).order_by(AdmissionRun.id.desc())
    ).all()


def run(class_id: int, run_id: int) -> AdmissionRun:
    """Return one run of a class with places and applications; raises `NoResultFound`."""
    return db.session.scalars(
        _runs().where(AdmissionRun.class_id == class_id, AdmissionRun.id == run_id)
    ).one()


def run_for_update(class_id: int, run_id: int) -> AdmissionRun:
    """Return the same, its row locked."""
    return db.session.scalars(
        select(AdmissionRun)
        .where(AdmissionRun.class_id == class_id, AdmissionRun.id == run_id)
        .options(selectinload(AdmissionRun.places))
        .with_for_update(of=AdmissionRun)
    ).one()


def unsigned_run(class_id: int) -> AdmissionRun | None:
    """Return the run of a class that waits for the director; None when there is none."""
    return db.session.scalars(
        select(AdmissionRun)
        .where(AdmissionRun.class_id == class_id, AdmissionRun.number.is_(None))
        .options(selectinload(AdmissionRun.places))
        .order_by(AdmissionRun.id)
        .limit(1)
    ).first()


def applications_by_id(ids: Iterable[int]) -> dict[int, Application]:
    """Return applications with communes and categories, by id."""
    rows = db.session.scalars(
        select(Application)
        .where(Application.id.in_(list(ids)))
        .options(
            joinedload(Application.commune, innerjoin=True), subqueryload(Application.categories)
        )
        .order_by(Application.id)
    )
    return {row.id: row for row in rows}


def other_classes(training_class: TrainingClass, ids: Iterable[int]) -> dict[int, str]:
    """Return, by application, the code of another class that the person attends at the time."""
    rows = db.session.execute(
        select(Application.id, TrainingClass.code)
        .join(Learner, Learner.citizen_number_hash == Application.citizen_number_hash)
        .join(Enrolment, Enrolment.learner_id == Learner.id)
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .where(
            Application.id.in_(list(ids)),
            Enrolment.state == EnrolmentState.ENROLLED,
            Enrolment.class_id != training_class.id,
            TrainingClass.state.in_((ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING)),
            TrainingClass.starts_on <= training_class.ends_on,
            TrainingClass.ends_on >= training_class.starts_on,
        )
        .order_by(Application.id, TrainingClass.code)
    )
    return dict(rows.all())


def _candidate(row: Application) -> Candidate:
    return Candidate(
        id=candidate_id(row.id),
        submitted_at=row.completed_at or row.submitted_at,
        categories=tuple(entry_of(line.evidence) for line in row.categories),
    )


def _numbers_with_seat(class_id: int) -> set[str]:
    return set(
        db.session.scalars(
            select(Learner.citizen_number_hash)
            .join(Enrolment, Enrolment.learner_id == Learner.id)
            .where(
                Enrolment.class_id == class_id,
                Enrolment.state == EnrolmentState.ENROLLED,
                Learner.citizen_number_hash.is_not(None),
            )
        )
    )


def _tiers_of_applications(class_id: int) -> list[tuple[int, int]]:
    rows = db.session.execute(
        select(AdmissionPlace.application_id, AdmissionPlace.tier)
        .join(AdmissionRun, AdmissionRun.id == AdmissionPlace.run_id)
        .where(AdmissionRun.class_id == class_id, AdmissionRun.number.is_not(None))
        .order_by(AdmissionPlace.id)
    )
    return [(application_id, tier) for application_id, tier in rows]


def _runs() -> Select[AdmissionRun]:
    return select(AdmissionRun).options(
        selectinload(AdmissionRun.places)
        .joinedload(AdmissionPlace.application, innerjoin=True)
        .options(
            joinedload(Application.commune, innerjoin=True), subqueryload(Application.categories)
        )
    )
