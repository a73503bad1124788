"""What enrolments' refusals, states and reasons are called in the reader's language."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.routes import Entry, Gate, entry_of
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.shared.dates import format_date
from vocational.web import messages

STATE_NAMES = {
    EnrolmentState.ENROLLED: _l("learning"),
    EnrolmentState.WITHDRAWN: _l("withdrawn"),
}

REASON_NAMES = {
    WithdrawalReason.PERSONAL: _l("Personal reasons"),
    WithdrawalReason.ILLNESS: _l("Illness"),
    WithdrawalReason.WORK: _l("Work"),
    WithdrawalReason.MILITARY_CALL: _l("Called up for military service"),
    WithdrawalReason.TRANSFER: _l("Changed to another class"),
    WithdrawalReason.DISMISSED: _l("Dismissed"),
    WithdrawalReason.REGISTERED_BY_MISTAKE: _l("Registered by mistake"),
    WithdrawalReason.OTHER: _l("Another reason"),
}

ENTRY_NOTES = {
    Entry.SEAT: None,
    Entry.LATE_SEAT: _l("Begun already; learners may come in until %(last)s"),
    Entry.APPLICATION: _l("Admits by ranking: takes an application, no seat yet"),
    Entry.WAITING_LIST: _l("Full: takes an application for the waiting list"),
    Entry.FULL: _l("Cannot be chosen: all %(capacity)s seats are taken"),
    Entry.RANKED_BEGUN: _l("Cannot be chosen: has begun, a free seat goes to who waits"),
    Entry.APPLICATION_OVER: _l("Cannot be chosen: took applications until %(last)s"),
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

    entry: Entry
    text: str

    @property
    def is_open(self) -> bool:
        """Tell whether the class can be chosen."""
        return self.entry.is_open


def entry_note(gate: Gate, on: date) -> EntryNote:
    """Say how a class is entered on a day."""
    entry = entry_of(gate, on)
    sentence = ENTRY_NOTES[entry]
    is_over = entry is Entry.APPLICATION_OVER
    last = gate.apply_until if is_over and gate.apply_until else gate.last_day
    params = {"last": format_date(last), "capacity": gate.offer.capacity}
    return EntryNote(entry, str(sentence) % params if sentence else "")
