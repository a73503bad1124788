"""What enrolments' refusals, states and reasons are called in the reader's language."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.routes import EnrolmentRoute, EnrolmentWindow, enrolment_route
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.shared.dates import format_date
from vocational.web import messages
from vocational.web.labels import register_labels

STATE_NAMES = register_labels(
    {
        EnrolmentState.ENROLLED: _l("learning"),
        EnrolmentState.WITHDRAWN: _l("withdrawn"),
    }
)

REASON_NAMES = register_labels(
    {
        WithdrawalReason.PERSONAL: _l("Personal reasons"),
        WithdrawalReason.ILLNESS: _l("Illness"),
        WithdrawalReason.WORK: _l("Work"),
        WithdrawalReason.MILITARY_CALL: _l("Called up for military service"),
        WithdrawalReason.TRANSFER: _l("Changed to another class"),
        WithdrawalReason.DISMISSED: _l("Dismissed"),
        WithdrawalReason.REGISTERED_BY_MISTAKE: _l("Registered by mistake"),
        WithdrawalReason.OTHER: _l("Another reason"),
    }
)

ENTRY_NOTES = {
    EnrolmentRoute.SEAT: None,
    EnrolmentRoute.LATE_SEAT: _l("Begun already; learners may come in until %(last)s"),
    EnrolmentRoute.APPLICATION: _l("Admits by ranking: takes an application, no seat yet"),
    EnrolmentRoute.WAITING_LIST: _l("Full: takes an application for the waiting list"),
    EnrolmentRoute.FULL: _l("Cannot be chosen: all %(capacity)s seats are taken"),
    EnrolmentRoute.RANKED_BEGUN: _l("Cannot be chosen: has begun, a free seat goes to who waits"),
    EnrolmentRoute.APPLICATION_OVER: _l("Cannot be chosen: took applications until %(last)s"),
}

CLASS_STATE_FILTERS = {
    ClassState.OPEN: _l("In a class that is open"),
    ClassState.RUNNING: _l("Learning now"),
    ClassState.FINISHED: _l("Class finished"),
    ClassState.CLOSED: _l("Class closed"),
}

messages.register(
    {
        "enrolment.class_not_open": _l("This class does not take learners now. Choose another."),
        "enrolment.too_late": _l(
            "The class has begun; learners could come in until %(last)s. Choose another."
        ),
        "enrolment.class_full": _l(
            "The class is full: all %(capacity)s seats are taken. Choose another class."
        ),
        "enrolment.seats_taken": _l(
            "%(taken)s learners have a seat already. Write at least as many seats."
        ),
        "enrolment.class_missing": _l("Choose a class."),
        "enrolment.already_in_class": _l("This learner is in class %(class_code)s already."),
        "enrolment.same_class": _l("The learner is in this class already. Choose another."),
        "enrolment.not_there": _l("The learner has left this class already."),
        "enrolment.overlaps": _l(
            "This learner is in class %(class_code)s %(course)s from %(starts_on)s to %(ends_on)s."
            " Tick the box if both can be attended."
        ),
        "enrolment.group_unknown": _l("Choose one of the practice groups of this class."),
        "enrolment.note_missing": _l("Write the reason."),
        "enrolment.withdrawn_too_early": _l("The learner came into the class on %(first)s."),
        "enrolment.withdrawn_in_future": _l("The day lies in the future. Write it when it comes."),
    }
)


@dataclass(frozen=True)
class EntryNote:
    """How a class is entered, in words (empty: nothing to say), and whether it may be chosen."""

    entry: EnrolmentRoute
    text: str

    @property
    def is_open(self) -> bool:
        """Tell whether the class can be chosen."""
        return self.entry.is_open


def route_note(window: EnrolmentWindow, on: date) -> EntryNote:
    """Say how a class is entered on a day."""
    entry = enrolment_route(window, on)
    sentence = ENTRY_NOTES[entry]
    is_over = entry is EnrolmentRoute.APPLICATION_OVER
    last = window.apply_until if is_over and window.apply_until else window.last_day
    params = {"last": format_date(last), "capacity": window.offer.capacity}
    return EntryNote(entry, str(sentence) % params if sentence else "")
