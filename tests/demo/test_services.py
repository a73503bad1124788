"""The demonstration centre as loaded by its own acts, on both engines."""

from collections import Counter

import pytest
from sqlalchemy import select

from tests.demo.conftest import CENTRE, NOW, load
from tests.world import HOME
from vocational.accounts.services import signing_in
from vocational.accounts.services.signing_in import Credentials
from vocational.attendance.models import AttendanceMark
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.demo import queries
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.shared import tenancy

CLASSES = 17
MANY = 50


class Stopped(Exception):
    """The power went."""


def stop_after_five(done: int, _total: int) -> None:
    """Break a load off when five classes are there."""
    if done == 5:
        raise Stopped


def everything() -> list[object]:
    """Return what was loaded in its order, but for random tokens and moments of the clock."""
    return [
        tuple(row)
        for columns in (
            (Learner.learner_number, Learner.full_name, Learner.birth_date, Learner.phone),
            (TrainingClass.code, TrainingClass.state, TrainingClass.starts_on, TrainingClass.place),
            (Enrolment.class_id, Enrolment.learner_id, Enrolment.list_number, Enrolment.state),
            (AttendanceMark.session_id, AttendanceMark.state, AttendanceMark.missed_minutes),
            (Certificate.serial_number, Certificate.registry_number, Certificate.issued_on),
        )
        for row in db.session.execute(select(*columns).order_by(columns[0].class_.id))
    ]


def test_a_centre_is_loaded_in_every_state(loaded):
    states = Counter(db.session.scalars(select(TrainingClass.state).order_by(TrainingClass.id)))
    counts = queries.counts()
    assert set(states) == set(ClassState)
    assert states.total() == counts["classes"] == CLASSES
    assert counts["learners"] == counts["enrolments"]
    assert counts["attendance_marks"] > MANY
    assert counts["certificates"] > 0


def test_a_load_that_broke_off_goes_on_to_the_same_centre(app, engines, engine_name):
    with app.app_context():
        with pytest.raises(Stopped):
            load(stop_after_five)
        report = load()
        assert load() == report
        for account in report.accounts:
            user = signing_in.sign_in(Credentials(account.username, account.password, "::1"), NOW)
            assert user.username == account.username
        with tenancy.institution_scope(db.session(), HOME.institution_id):
            continued = everything()
        db.session.remove()
        db.engine.dispose()

    engines.fresh_app(engine_name, CENTRE)
    with (
        app.app_context(),
        tenancy.institution_scope(db.session(), HOME.institution_id),
    ):
        assert everything() == continued
