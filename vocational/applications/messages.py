"""What applications, their states and the refusals of the counter are called in words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.applications.models import ApplicationState, Way
from vocational.web import messages

CONSENT_MISSING = "applications.consent_missing"

STATE_NAMES: Mapping[ApplicationState, LazyString] = {
    ApplicationState.SUBMITTED: _l("To be reviewed"),
    ApplicationState.INCOMPLETE: _l("Something is missing"),
    ApplicationState.COMPLETE: _l("Complete"),
    ApplicationState.WAITING: _l("On the waiting list"),
    ApplicationState.OFFERED: _l("A seat is offered"),
    ApplicationState.ADMITTED: _l("Admitted"),
    ApplicationState.DECLINED: _l("Seat declined"),
    ApplicationState.WITHDRAWN: _l("Withdrawn by the applicant"),
    ApplicationState.REFUSED: _l("Application refused"),
}

STATE_MARKS: Mapping[ApplicationState, str] = {
    ApplicationState.SUBMITTED: "soon",
    ApplicationState.INCOMPLETE: "miss",
    ApplicationState.COMPLETE: "ok",
    ApplicationState.WAITING: "soon",
    ApplicationState.OFFERED: "soon",
    ApplicationState.ADMITTED: "ok",
    ApplicationState.DECLINED: "none",
    ApplicationState.WITHDRAWN: "none",
    ApplicationState.REFUSED: "out",
}

WAY_NAMES: Mapping[Way, LazyString] = {
    Way.PUBLIC: _l("Web page"),
    Way.COUNTER: _l("Counter"),
    Way.COMMUNE: _l("Commune's list"),
}

messages.register(
    {
        CONSENT_MISSING: _l("Read the notice on personal data to the learner, then tick the box."),
        "applications.known": _l(
            "Somebody on file may be this person. Say below whether it is the same one."
        ),
        "applications.class_not_open": _l("This class takes no applications."),
        "applications.too_late": _l("This class took applications until %(last)s."),
        "applications.under_age": _l(
            "Learners are at least %(years)s years old on the first day of the class,"
            " %(day)s (%(legal_basis)s)."
        ),
        "applications.use_receipt": _l(
            "This class cannot take this application. If one was handed in before, look it up by"
            " its receipt code; without the code, call the centre."
        ),
        "applications.applied_before": _l("This person has applied for this class before."),
        "applications.has_seat": _l("This person has a seat in this class already."),
        "applications.over_already": _l("This application is over; there is nothing to withdraw."),
        "applications.decided_already": _l(
            "This application was decided or withdrawn meanwhile. Reload the page."
        ),
        "applications.complete_day": _l(
            "Not before the day on which it was handed in, %(first)s, and not after today."
        ),
        "applications.missing_empty": _l("Say what is missing: the applicant reads it."),
        "applications.reason_empty": _l("Say why: the applicant reads it."),
    }
)
