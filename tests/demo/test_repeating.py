"""The demonstration centre is the same wherever it is loaded on the same day."""

from sqlalchemy import select

from tests.world import HOME
from vocational.attendance.models import AttendanceMark
from vocational.certificates.models import Certificate
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.shared import tenancy


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


def test_two_loads_on_one_day_give_the_same_centre(load, home, engines):
    load()
    first = everything()
    db.session.remove()
    db.engine.dispose()

    engines.fresh_app("sqlite")
    with tenancy.institution_scope(db.session(), HOME.institution_id):
        load()
        assert everything() == first
