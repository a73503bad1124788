"""Many counters at once: a class never takes one more than it has seats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import func, select

from tests.factories import classes, learners
from vocational.enrolment.models import Enrolment
from vocational.enrolment.services import enrolments
from vocational.enrolment.services.enrolments import EnrolmentRequest
from vocational.shared.errors import RuleViolation

THREADS = 50
SEATS = 5
ON = date(2026, 10, 1)


def test_fifty_at_once_for_five_seats_give_five(app, at_home, registrar):
    with at_home():
        class_id = classes.training_class(capacity=SEATS).id
        learner_ids = [learners.learner(number).id for number in range(THREADS)]

    def enrol(learner_id: int) -> str:
        with at_home():
            try:
                enrolments.enrol(registrar, EnrolmentRequest(class_id, learner_id, ON))
            except RuleViolation as violation:
                return violation.code
        return "enrolled"

    with ThreadPoolExecutor(THREADS) as pool:
        answers = list(pool.map(enrol, learner_ids))

    assert answers.count("enrolled") == SEATS
    assert answers.count("enrolment.class_full") == THREADS - SEATS
    with at_home() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == SEATS


def test_late_comers_at_once_get_numbers_that_follow_each_other(app, at_home, registrar):
    with at_home():
        training_class = classes.training_class(capacity=12)
        class_id = training_class.id
        enrolments.freeze_list(registrar, class_id)
        learner_ids = [learners.learner(number).id for number in range(12)]

    def enrol(learner_id: int) -> int | None:
        with at_home():
            request = EnrolmentRequest(class_id, learner_id, ON)
            return enrolments.enrol(registrar, request).list_number

    with ThreadPoolExecutor(12) as pool:
        numbers = list(pool.map(enrol, learner_ids))
    assert sorted(numbers) == list(range(1, 13))
