"""The waiting list: a freed seat is offered by rank, answered or lapses, and the next follows.

Everything happens under the lock of the class: those who hold a seat and those who are offered
one are never more than the seats.
"""

from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.admission.models import SeatOffer
from vocational.admission.queries import offers
from vocational.admission.queries import runs as runs_queries
from vocational.admission.queries import settings as settings_queries
from vocational.admission.rules import admission
from vocational.admission.rules.seating import Seating
from vocational.admission.services import runs
from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.applications.queries.applications import application_for_update, learners_by_number
from vocational.applications.services.seats import give_seat
from vocational.applications.states import ApplicationState
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.queries import seats as places
from vocational.enrolment.rules.seats import late_entry_until, seats_left
from vocational.extensions import db
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_note


@command(Permission.ADMISSION_RANK)
def invite(actor: Actor, class_id: int, now: datetime) -> list[SeatOffer]:
    """Offer every free seat to who is next on the waiting list; offers overdue lapse first.

    Raises `NoResultFound`; `RuleViolation`: those of `runs.check_admits`,
    `admission.too_late`, `admission.no_seat`, `admission.nobody_waits`.
    """
    training_class = places.class_for_update(class_id)
    runs.check_admits(training_class)
    on = local_day(now)
    if on > _last_day(training_class):
        raise RuleViolation("admission.too_late", last=_last_day(training_class))
    _lapse(actor, class_id, now)
    if not offers.waiting_of_class(class_id):
        raise RuleViolation("admission.nobody_waits")
    made = _offer_free_seats(actor, training_class, now)
    if not made:
        raise RuleViolation("admission.no_seat")
    return made


@command(Permission.ADMISSION_RANK)
def record_answer(
    actor: Actor, class_id: int, offer_id: int, now: datetime, *, accepts: bool, note: str = ""
) -> SeatOffer:
    """Record what an applicant said on the telephone.

    Raises `NoResultFound`; `RuleViolation`: `admission.offer_over`, those of `seats.give_seat`.
    """
    application_id = offers.applicant_of_offer(class_id, offer_id)
    return _answer(actor, application_id, now, accepts=accepts, note=note)


@command(None)
def accept_offer(actor: Actor, application_id: int, now: datetime) -> SeatOffer:
    """Take the seat that is offered; who calls has shown the receipt.

    Raises `NoResultFound`; `RuleViolation` as `record_answer`.
    """
    return _answer(actor, application_id, now, accepts=True)


@command(None)
def decline_offer(actor: Actor, application_id: int, now: datetime) -> SeatOffer:
    """Give the offered seat up; who calls has shown the receipt. Raises as `accept_offer`."""
    return _answer(actor, application_id, now, accepts=False)


@command(Permission.ADMISSION_RANK)
def lapse_overdue(actor: Actor, class_id: int, now: datetime) -> int:
    """End the offers that were not answered in time and offer their seats to the next.

    Returns how many ended; a second call ends none. Raises `NoResultFound`.
    """
    training_class = places.class_for_update(class_id)
    ended = _lapse(actor, class_id, now)
    if ended:
        _follow(actor, training_class, now, ended)
    return ended


def check_not_promised(training_class: TrainingClass) -> None:
    """Refuse to let somebody come over into a seat that is offered, or that others wait for.

    Raises `RuleViolation` `admission.seats_promised`.
    """
    if not training_class.admits_by_ranking:
        return
    offered = len(offers.open_offers_of_class(training_class.id))
    waiting = len(offers.waiting_of_class(training_class.id))
    if offered or waiting:
        raise RuleViolation(
            "admission.seats_promised", "class_id", offered=offered, waiting=waiting
        )


def _answer(
    actor: Actor, application_id: int, now: datetime, *, accepts: bool, note: str = ""
) -> SeatOffer:
    training_class = places.class_for_update(offers.class_id_of(application_id))
    application = application_for_update(application_id)
    offer = offers.open_offer_of(application_id)
    if offer is None or offer.answer_until < now:
        raise RuleViolation("admission.offer_over")
    answer = OfferAnswer.ACCEPTED if accepts else OfferAnswer.DECLINED
    _close(actor, offer, answer, now, clean_note(note, 300, "note"))
    if accepts:
        known = learners_by_number([application.citizen_number_hash])
        give_seat(actor, training_class, application, known, local_day(now))
        return offer
    application.state = ApplicationState.DECLINED
    audit.record_changes(actor, "application.declined", application)
    _follow(actor, training_class, now, 1)
    return offer


def _lapse(actor: Actor, class_id: int, now: datetime) -> int:
    overdue = [
        open_offer
        for open_offer in offers.open_offers_of_class(class_id)
        if open_offer.answer_until < now
    ]
    offers.lock_applications(class_id, {ApplicationState.OFFERED})
    for offer in overdue:
        _close(actor, offer, OfferAnswer.LAPSED, now, "")
        offer.application.state = ApplicationState.DECLINED
        audit.record_changes(actor, "application.offer_lapsed", offer.application)
    db.session.flush()
    return len(overdue)


def _close(actor: Actor, offer: SeatOffer, answer: OfferAnswer, now: datetime, note: str) -> None:
    offer.answer, offer.answered_at = answer, now
    offer.answered_by_name, offer.note = actor.signature, note
    audit.record_changes(actor, f"seat_offer.{answer.value}", offer)


def _follow(actor: Actor, training_class: TrainingClass, now: datetime, freed: int) -> None:
    """Offer the seats that an answer freed, while the class still takes learners."""
    is_open = training_class.state in (ClassState.OPEN, ClassState.RUNNING)
    if is_open and local_day(now) <= _last_day(training_class):
        _offer_free_seats(actor, training_class, now, freed)


def _offer_free_seats(
    actor: Actor, training_class: TrainingClass, now: datetime, at_most: int | None = None
) -> list[SeatOffer]:
    on = local_day(now)
    offers.lock_applications(training_class.id, {ApplicationState.WAITING})
    settings = settings_queries.settings_on(on)
    held = runs_queries.held_tiers(training_class.id, settings.last_tier)
    free = seats_left(training_class.capacity, len(held))
    reserved = settings_queries.reserved_of_class(training_class.id)
    seating = Seating(training_class.capacity, [item for item in reserved if on < item.until])
    for tier in held:
        seating.hold(tier)
    waiting = {item.application.id: item for item in offers.waiting_of_class(training_class.id)}
    line = ((id_, item.place.tier) for id_, item in waiting.items())
    limit = free if at_most is None else min(free, at_most)
    until = admission.answer_until(now, settings.answer_days)
    chosen = admission.next_in_line(line, seating, limit)
    return [_offer(actor, waiting[id_].application, now, until) for id_ in chosen]


def _offer(actor: Actor, application: Application, now: datetime, until: datetime) -> SeatOffer:
    offer = SeatOffer(
        class_id=application.class_id,
        application_id=application.id,
        application=application,
        offered_at=now,
        offered_by_name=actor.signature,
        answer_until=until,
    )
    db.session.add(offer)
    application.state = ApplicationState.OFFERED
    db.session.flush()
    label = application.full_name
    audit.record(actor, "seat_offer.made", offer, after=audit.values_of(offer), label=label)
    return offer


def _last_day(training_class: TrainingClass) -> date:
    return late_entry_until(training_class.starts_on, training_class.ends_on)
