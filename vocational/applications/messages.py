"""What applications, their states and the refusals of the counter are called in words."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.applications.rules.consent import Purpose
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.web import messages
from vocational.web.labels import register_labels

CONSENT_MISSING = "applications.consent_missing"

STATE_NAMES = register_labels(
    {
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
)

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

CHANNEL_NAMES = register_labels(
    {
        IntakeChannel.PUBLIC: _l("Web page"),
        IntakeChannel.COUNTER: _l("Counter"),
        IntakeChannel.COMMUNE: _l("Commune's list"),
    }
)

#: What was agreed to, by the code that the application keeps.
PURPOSE_NAMES: Mapping[str, LazyString] = {
    Purpose.TRAINING: _l("training and its papers"),
    Purpose.EARLIER_SUPPORT: _l("telling other institutions of earlier support"),
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
        "applications.ask_the_centre": _l(
            "This class cannot take this person's application again. Ask the centre."
        ),
        "applications.entered_already": _l(
            "This person was entered for this class on %(day)s. See the list below."
        ),
        "applications.reviewed_already": _l(
            "The centre is dealing with this application already. To change it, call the centre."
        ),
        "applications.same_hours": _l(
            "This person attends another class at the same hours. Ask, then tick the box below"
            " when both can be attended."
        ),
        "applications.signed_later": _l("Nobody can have signed after today."),
        "applications.applied_before": _l("This person has applied for this class before."),
        "applications.has_seat": _l("This person has a seat in this class already."),
        "applications.over_already": _l("This application is over; there is nothing to withdraw."),
        "applications.decided_already": _l(
            "This application was decided or withdrawn meanwhile. Reload the page."
        ),
        "applications.is_ranked": _l(
            "This class admits by ranking: find the application complete instead."
        ),
        "applications.seats_by_ranking": _l(
            "This class admits by ranking: the person applies, nobody is seated directly."
        ),
        "applications.other_number": _l(
            "The record chosen has another citizen number. It is somebody else."
        ),
        "applications.complete_day": _l(
            "Not before the day on which it was handed in, %(first)s, and not after today."
        ),
        "applications.consent_unticked": _l(
            "Without this agreement the centre cannot take the application."
        ),
        "applications.robot": _l("Leave the hidden field empty, or call the centre."),
        "applications.receipt_unknown": _l(
            "No application has this receipt code and date of birth. Compare both with the"
            " receipt; without the code, call the centre."
        ),
        "applications.missing_empty": _l("Say what is missing: the applicant reads it."),
        "applications.reason_empty": _l("Say why: the applicant reads it."),
    }
)
