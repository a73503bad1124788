"""Classes that admit by ranking, and applicants who take part."""

from datetime import UTC, datetime, timedelta

from tests.factories import applications, classes
from vocational.admission.models import AdmissionPlace, AdmissionRun, ReservedSeats, SeatOffer
from vocational.admission.services import runs, signing
from vocational.admission.services.signing import SignRequest
from vocational.applications.models import Application
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.learners.rules.categories import PaperEnd, PriorityCategory, category_of

NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
TODAY = NOW.date()


def ranking_class(code: str = "LD-2026-001", *, capacity: int = 2) -> TrainingClass:
    """Save an open class that admits by ranking."""
    row = classes.training_class(code, capacity=capacity)
    row.admits_by_ranking = True
    db.session.commit()
    return row


def applicant(
    training_class: TrainingClass,
    number: int,
    category: PriorityCategory | None = None,
    *,
    state: ApplicationState = ApplicationState.COMPLETE,
    days_later: int = 0,
) -> Application:
    """Save the n-th applicant; the paper of a category has the first kind that proves it."""
    row = applications.application(
        training_class,
        number,
        state=state,
        category=category,
        submitted_at=applications.SUBMITTED + timedelta(days=days_later),
    )
    known = category_of(category) if category else None
    for line in row.categories:
        assert known is not None
        kind = known.papers[0]
        line.paper_kind = kind.kind
        line.valid_to = line.valid_to if kind.ends is not PaperEnd.NONE else None
    db.session.commit()
    return row


def three(training_class: TrainingClass) -> list[Application]:
    """Save the three of the worked case: neither, discharged soldier, poor household."""
    return [
        applicant(training_class, 1),
        applicant(training_class, 2, PriorityCategory.DISCHARGED_SOLDIER),
        applicant(training_class, 3, PriorityCategory.POOR_HOUSEHOLD, days_later=1),
    ]


def signed_run(registrar, director, class_id: int, now: datetime = NOW) -> AdmissionRun:
    """Rank and sign."""
    row = runs.rank_class(registrar, class_id, now.date())
    return signing.sign(director, sign_request(row), now)


def rows_of(training_class: TrainingClass) -> dict[str, int]:
    """Save a run, an offer and kept seats as bare rows; give their ids by parameter of a route."""
    person = applicant(
        training_class, 90 + training_class.institution_id, state=ApplicationState.OFFERED
    )
    place = AdmissionPlace(
        application_id=person.id, rank=1, tier=3, is_admitted=False, reason="Không thuộc diện."
    )
    run = AdmissionRun(
        class_id=training_class.id,
        ranked_on=TODAY,
        ranked_at=NOW,
        ranked_by_name="registrar",
        capacity=1,
        tiers=[],
        reserved=[],
        places=[place],
    )
    offer = SeatOffer(
        class_id=training_class.id,
        application_id=person.id,
        offered_at=NOW,
        offered_by_name="registrar",
        answer_until=NOW,
    )
    kept = ReservedSeats(class_id=training_class.id, tiers=[1], seats=1, until=TODAY)
    db.session.add_all([run, offer, kept])
    db.session.commit()
    return {"run_id": run.id, "offer_id": offer.id, "reserved_id": kept.id}


def sign_request(row: AdmissionRun, number: str = "") -> SignRequest:
    """Return what the director signs a run with on the day it was ranked."""
    return SignRequest(row.class_id, row.id, row.version, number, row.ranked_on)
