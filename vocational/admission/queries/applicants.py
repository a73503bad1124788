"""Read what an applicant without account is told of ranking and offers."""

from dataclasses import dataclass

from sqlalchemy import select

from vocational.admission.models import AdmissionPlace, AdmissionRun, SeatOffer
from vocational.admission.rules.offers import Offer
from vocational.extensions import db


@dataclass(frozen=True)
class Standing:
    """Where an application stands in the newest signed ranking of its class."""

    rank: int
    is_admitted: bool
    reason: str


def standing_of(application_id: int) -> Standing | None:
    """Return the place in the newest signed ranking that has the application; None before."""
    row = db.session.execute(
        select(AdmissionPlace.rank, AdmissionPlace.is_admitted, AdmissionPlace.reason)
        .join(AdmissionRun, AdmissionRun.id == AdmissionPlace.run_id)
        .where(AdmissionPlace.application_id == application_id, AdmissionRun.signed_at.is_not(None))
        .order_by(AdmissionRun.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Standing(row[0], row[1], row[2])


def last_offer(application_id: int) -> Offer | None:
    """Return the newest offer of a seat to an application; None when there was none."""
    row = db.session.execute(
        select(SeatOffer.answer_until, SeatOffer.answer)
        .where(SeatOffer.application_id == application_id)
        .order_by(SeatOffer.id.desc())
        .limit(1)
    ).first()
    return None if row is None else Offer(row[0], row[1])
