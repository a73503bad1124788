"""How a class is entered at the counter on a day, or why it is not."""

from datetime import date, timedelta

import pytest

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.routes import Entry, Gate, entry_of
from vocational.enrolment.rules.seats import SeatOffer

BEGINS = date(2026, 10, 5)
BEFORE, DURING = BEGINS - timedelta(days=5), BEGINS + timedelta(days=3)


def _gate(*, state=ClassState.OPEN, taken=0, ranked=False, until=None):
    offer = SeatOffer(state, BEGINS, date(2026, 12, 18), 2, taken)
    return Gate(offer, ranked, until)


@pytest.mark.parametrize(
    ("gate", "on", "entry"),
    [
        (_gate(), BEFORE, Entry.SEAT),
        (_gate(), BEGINS, Entry.SEAT),
        (_gate(state=ClassState.RUNNING), DURING, Entry.LATE_SEAT),
        (_gate(taken=2), BEFORE, Entry.FULL),
        (_gate(ranked=True), BEFORE, Entry.APPLICATION),
        (_gate(ranked=True, taken=2), BEFORE, Entry.WAITING_LIST),
        (_gate(ranked=True, until=BEFORE), BEGINS, Entry.APPLICATION_OVER),
        (_gate(ranked=True, state=ClassState.RUNNING), DURING, Entry.RANKED_BEGUN),
    ],
)
def test_a_class_is_entered_as_its_kind_seats_and_days_say(gate, on, entry):
    assert entry_of(gate, on) is entry


def test_what_cannot_be_entered_cannot_be_chosen():
    shut = {each for each in Entry if not each.is_open}
    assert shut == {Entry.FULL, Entry.RANKED_BEGUN, Entry.APPLICATION_OVER}
