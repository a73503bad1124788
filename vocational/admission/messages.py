"""What refusals, reasons and answers of admission are called in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.admission.rules.admission import UnrankedReason
from vocational.admission.rules.offers import Offer
from vocational.admission.states import OfferAnswer
from vocational.applications.states import ApplicationState
from vocational.web import messages
from vocational.web.labels import register_labels

UNRANKED_REASON_NAMES: Mapping[str, LazyString] = {
    UnrankedReason.NOT_REVIEWED: _l("Not reviewed yet"),
    UnrankedReason.INCOMPLETE: _l("Something is missing"),
    UnrankedReason.REFUSED: _l("Application refused"),
    UnrankedReason.HAS_SEAT: _l("Has a seat in the class already"),
}

ANSWER_NAMES = register_labels(
    {
        OfferAnswer.ACCEPTED: _l("Seat accepted"),
        OfferAnswer.DECLINED: _l("Seat declined"),
        OfferAnswer.LAPSED: _l("Not answered in time"),
    }
)

ANSWER_MARKS: Mapping[OfferAnswer, str] = {
    OfferAnswer.ACCEPTED: "ok",
    OfferAnswer.DECLINED: "none",
    OfferAnswer.LAPSED: "out",
}

messages.register(
    {
        "admission.answer_days": _l("Between 1 and %(most)s days."),
        "admission.changed_since": _l(
            "Applications or seats have changed since this run. Rank again, then sign."
        ),
        "admission.class_not_open": _l("This class is not open: nobody is admitted."),
        "admission.no_seat": _l(
            "No seat is free for who waits. Seats taken, offered or kept for others do not count."
        ),
        "admission.no_signatory": _l("Nobody may sign on this day. See the settings."),
        "admission.nobody_complete": _l("No application is complete, so there is nothing to rank."),
        "admission.nobody_waits": _l("Nobody waits for a seat in this class."),
        "admission.not_by_ranking": _l(
            "This class gives seats to who comes first. Change that in the data of the class."
        ),
        "admission.number_taken": _l("The number %(number)s is taken."),
        "admission.offer_over": _l("This offer was answered or its time is over."),
        "admission.reserved_past": _l("Write a day after today."),
        "admission.reserved_seats": _l("At least one seat and no more than %(capacity)s."),
        "admission.reserved_tiers": _l("Choose for whom the seats are kept."),
        "admission.reserved_until": _l(
            "Release them on the first day of the class, %(starts_on)s, at the latest."
        ),
        "admission.seats_promised": _l(
            "This class admits by ranking: %(offered)s seats are offered and %(waiting)s people"
            " wait. Nobody comes over before them; let the person apply."
        ),
        "admission.settings_that_day": _l("There is an entry from this day already."),
        "admission.signed_already": _l("This run is signed; it does not change any more."),
        "admission.signed_before_ranking": _l(
            "Not before %(first)s, the day on which the applications were ranked."
        ),
        "admission.signed_in_future": _l("A decision is not dated in the future."),
        "admission.tier_empty": _l("Each tier needs at least one category; leave no gap."),
        "admission.tier_twice": _l("%(category)s stands in two tiers."),
        "admission.tier_unknown": _l("%(category)s is no priority category."),
        "admission.too_late": _l("The last day to come into this class was %(last)s."),
        "admission.too_many_members": _l("At most %(most)s members."),
        "admission.too_many_tiers": _l("At most %(most)s tiers."),
    }
)


#: What the applicant reads on the page of the receipt.
STATUS_TEXTS: Mapping[ApplicationState, LazyString] = {
    ApplicationState.SUBMITTED: _l("The centre has your application and will look at it."),
    ApplicationState.INCOMPLETE: _l("Something is missing in your application."),
    ApplicationState.COMPLETE: _l("Your application is complete and waits for admission."),
    ApplicationState.WAITING: _l("You are on the waiting list."),
    ApplicationState.OFFERED: _l("A seat is free for you."),
    ApplicationState.ADMITTED: _l("You have a place in the class."),
    ApplicationState.DECLINED: _l("You have given up the seat that was offered."),
    ApplicationState.WITHDRAWN: _l("You have withdrawn this application."),
    ApplicationState.REFUSED: _l("The centre could not take this application."),
}


#: What to do, or what happens next.
NEXT_STEPS: Mapping[ApplicationState, LazyString] = {
    ApplicationState.SUBMITTED: _l(
        "Bring the originals of your papers to the centre. Look here again in a few days."
    ),
    ApplicationState.INCOMPLETE: _l("Bring what is missing to the centre, or call."),
    ApplicationState.COMPLETE: _l("Nothing to do. The result will stand here."),
    ApplicationState.WAITING: _l(
        "When a seat becomes free, the centre calls you in the order of the list."
    ),
    ApplicationState.OFFERED: _l(
        "Answer here, or call the centre. Without an answer the seat goes to who is next."
    ),
    ApplicationState.ADMITTED: _l("Come on the first day with your citizen card."),
    ApplicationState.DECLINED: _l("You may apply for another class."),
    ApplicationState.WITHDRAWN: _l("You may apply again while the class takes applications."),
    ApplicationState.REFUSED: _l("Call the centre when something is not clear."),
}


_OVER = _l("The time to answer the offer of a seat is over.")


@dataclass(frozen=True)
class ApplicantStatus:
    """What the applicant reads: how it stands, what comes next, until when to answer."""

    heading: str
    next_step: str
    answer_until: datetime | None = None


def applicant_status(
    state: ApplicationState, offer: Offer | None, now: datetime
) -> ApplicantStatus:
    """Say how an application stands; `offer` is the newest of a seat, None without one."""
    given = (ApplicationState.OFFERED, ApplicationState.DECLINED)
    if state in given and offer is not None and offer.has_lapsed(now):
        return ApplicantStatus(str(_OVER), str(NEXT_STEPS[ApplicationState.DECLINED]))
    is_open = state is ApplicationState.OFFERED and offer is not None and offer.is_open(now)
    until = offer.answer_until if is_open and offer is not None else None
    return ApplicantStatus(str(STATUS_TEXTS[state]), str(NEXT_STEPS[state]), until)
