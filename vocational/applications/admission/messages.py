"""What refusals, omissions and answers of admission are called in words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.applications.admission.models import OfferAnswer
from vocational.applications.admission.rules import LeftOut
from vocational.web import messages

LEFT_OUT_NAMES: Mapping[str, LazyString] = {
    LeftOut.NOT_REVIEWED: _l("Not reviewed yet"),
    LeftOut.INCOMPLETE: _l("Something is missing"),
    LeftOut.REFUSED: _l("Application refused"),
    LeftOut.HAS_SEAT: _l("Has a seat in the class already"),
}

ANSWER_NAMES: Mapping[OfferAnswer, LazyString] = {
    OfferAnswer.ACCEPTED: _l("Seat accepted"),
    OfferAnswer.DECLINED: _l("Seat declined"),
    OfferAnswer.LAPSED: _l("Not answered in time"),
}

ANSWER_MARKS: Mapping[OfferAnswer, str] = {
    OfferAnswer.ACCEPTED: "ok",
    OfferAnswer.DECLINED: "none",
    OfferAnswer.LAPSED: "out",
}

messages.register(
    {
        "admission.answer_days": _l("Between 1 and %(most)s days."),
        "admission.changed_since": _l(
            "Applications or seats have changed since this run. Rank anew, then sign."
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
