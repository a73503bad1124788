"""Read who waits for a seat, and the seats that were offered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from vocational.admission.models import AdmissionPlace, AdmissionRun, SeatOffer
from vocational.applications.models import Application
from vocational.applications.states import ApplicationState
from vocational.extensions import db


@dataclass(frozen=True)
class Waiting:
    """Who waits for a seat, with the place in the latest signed run."""

    application: Application
    place: AdmissionPlace


def open_offers_of_class(class_id: int) -> Sequence[SeatOffer]:
    """Return the offers of a class that nobody has answered, in order, with applications."""
    return db.session.scalars(
        _offers().where(SeatOffer.class_id == class_id, SeatOffer.answer.is_(None))
    ).all()


def offers_of_class(class_id: int) -> Sequence[SeatOffer]:
    """Return every offer of a class with applications, the latest first."""
    return db.session.scalars(
        select(SeatOffer)
        .where(SeatOffer.class_id == class_id)
        .options(joinedload(SeatOffer.application, innerjoin=True))
        .order_by(SeatOffer.id.desc())
    ).all()


def applicant_of_offer(class_id: int, offer_id: int) -> int:
    """Return to which application a seat of a class was offered; raises `NoResultFound`."""
    return db.session.scalars(
        select(SeatOffer.application_id).where(
            SeatOffer.class_id == class_id, SeatOffer.id == offer_id
        )
    ).one()


def class_id_of(application_id: int) -> int:
    """Return the class of an application; raises `NoResultFound`."""
    return db.session.scalars(
        select(Application.class_id).where(Application.id == application_id)
    ).one()


def lock_applications(class_id: int, states: Iterable[ApplicationState]) -> None:
    """Lock the applications of a locked class in these states, and read them again."""
    db.session.scalars(
        select(Application)
        .where(Application.class_id == class_id, Application.state.in_(list(states)))
        .order_by(Application.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def open_offer_of(application_id: int) -> SeatOffer | None:
    """Return the unanswered offer to an application; None when there is none."""
    return db.session.scalars(
        _offers().where(SeatOffer.application_id == application_id, SeatOffer.answer.is_(None))
    ).first()


def classes_with_overdue_offers(now: datetime) -> Sequence[int]:
    """Return the classes in which an offer was not answered in time."""
    return db.session.scalars(
        select(SeatOffer.class_id)
        .where(SeatOffer.answer.is_(None), SeatOffer.answer_until < now)
        .distinct()
        .order_by(SeatOffer.class_id)
    ).all()


def waiting_of_class(class_id: int) -> list[Waiting]:
    """Return who waits in a class, by rank in the latest signed run, categories loaded."""
    latest = (
        select(func.max(AdmissionPlace.id))
        .join(AdmissionRun, AdmissionRun.id == AdmissionPlace.run_id)
        .where(AdmissionRun.class_id == class_id, AdmissionRun.number.is_not(None))
        .group_by(AdmissionPlace.application_id)
    )
    places = db.session.scalars(
        select(AdmissionPlace)
        .join(AdmissionPlace.application)
        .where(
            AdmissionPlace.id.in_(latest),
            Application.class_id == class_id,
            Application.state == ApplicationState.WAITING,
        )
        .options(joinedload(AdmissionPlace.application, innerjoin=True))
        .order_by(AdmissionPlace.run_id.desc(), AdmissionPlace.rank, AdmissionPlace.id)
    ).all()
    return [Waiting(place.application, place) for place in places]


def _offers() -> Select[SeatOffer]:
    return (
        select(SeatOffer)
        .options(joinedload(SeatOffer.application, innerjoin=True))
        .order_by(SeatOffer.id)
    )


def open_offers(application_id: int) -> Sequence[SeatOffer]:
    """Return the offers of a seat to an application that nobody has answered."""
    return db.session.scalars(
        select(SeatOffer)
        .where(SeatOffer.application_id == application_id, SeatOffer.answer.is_(None))
        .order_by(SeatOffer.id)
    ).all()
