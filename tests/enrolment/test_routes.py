"""How a class is entered at the counter on a day, or why it is not."""

from datetime import date, timedelta

import pytest

from vocational.classes.rules import ClassState
from vocational.enrolment.rules.routes import EnrolmentRoute, EnrolmentWindow, enrolment_route
from vocational.enrolment.rules.seats import SeatOffer

BEGINS = date(2026, 10, 5)
BEFORE, DURING = BEGINS - timedelta(days=5), BEGINS + timedelta(days=3)


def _gate(*, state=ClassState.OPEN, taken=0, ranked=False, until=None):
    offer = SeatOffer(state, BEGINS, date(2026, 12, 18), 2, taken)
    return EnrolmentWindow(offer, ranked, until)


@pytest.mark.parametrize(
    ("window", "on", "entry"),
    [
        (_gate(), BEFORE, EnrolmentRoute.SEAT),
        (_gate(), BEGINS, EnrolmentRoute.SEAT),
        (_gate(state=ClassState.RUNNING), DURING, EnrolmentRoute.LATE_SEAT),
        (_gate(taken=2), BEFORE, EnrolmentRoute.FULL),
        (_gate(ranked=True), BEFORE, EnrolmentRoute.APPLICATION),
        (_gate(ranked=True, taken=2), BEFORE, EnrolmentRoute.WAITING_LIST),
        (_gate(ranked=True, until=BEFORE), BEGINS, EnrolmentRoute.APPLICATION_OVER),
        (_gate(ranked=True, state=ClassState.RUNNING), DURING, EnrolmentRoute.RANKED_BEGUN),
    ],
)
def test_a_class_is_entered_as_its_kind_seats_and_days_say(window, on, entry):
    assert enrolment_route(window, on) is entry


def test_what_cannot_be_entered_cannot_be_chosen():
    shut = {item for item in EnrolmentRoute if not item.is_open}
    assert shut == {
        EnrolmentRoute.FULL,
        EnrolmentRoute.RANKED_BEGUN,
        EnrolmentRoute.APPLICATION_OVER,
    }
