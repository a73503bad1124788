"""The demonstration centre as loaded by its own acts, on both engines."""

from collections import Counter

import pytest
from sqlalchemy import select

from tests.demo.conftest import NOW
from vocational.accounts.services import signing_in
from vocational.accounts.services.signing_in import Credentials
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.extensions import db

CLASSES = 17
MANY = 50


class Stopped(Exception):
    """The power went."""


def stop_after_five(done: int, _total: int) -> None:
    """Break a load off when five classes are there."""
    if done == 5:
        raise Stopped


def test_a_load_that_broke_off_goes_on_to_a_centre_in_every_state(load, home):
    with pytest.raises(Stopped):
        load(stop_after_five)
    report = load()

    states = Counter(db.session.scalars(select(TrainingClass.state).order_by(TrainingClass.id)))
    assert set(states) == set(ClassState)
    assert states.total() == report.counts["classes"] == CLASSES
    assert report.counts["learners"] == report.counts["enrolments"]
    assert report.counts["attendance_marks"] > MANY
    assert report.counts["certificates"] > 0
    assert load() == report
    for account in report.accounts:
        user = signing_in.sign_in(Credentials(account.username, account.password, "::1"), NOW)
        assert user.username == account.username
