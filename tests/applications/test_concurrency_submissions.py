"""Two hundred applications at once for one class: exact, on both engines."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from tests.factories import applications, classes
from vocational.access.actor import Actor
from vocational.applications.models import Application
from vocational.applications.services import submissions
from vocational.shared.errors import RuleViolation

PEOPLE = 150
TIMES = 200
THREADS = 12


def _all_at_once(at_home, requests):
    def send(request):
        with at_home():
            try:
                return submissions.submit(Actor.public(), request).receipt_code
            except RuleViolation as violation:
                return violation.code

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(send, requests))


def test_two_hundred_at_once_leave_one_application_for_each_person(at_home):
    with at_home():
        class_id = classes.training_class(capacity=5).id
    requests = [
        applications.request(class_id, place % PEOPLE, form_token=f"{place:032x}")
        for place in range(TIMES)
    ]
    answers = Counter(_all_at_once(at_home, requests))
    assert answers.pop("applications.use_receipt") == TIMES - PEOPLE
    assert len(answers) == PEOPLE
    with at_home() as session:
        rows = session.execute(
            select(func.count(), func.count(Application.citizen_number_hash.distinct()))
        ).one()
    assert tuple(rows) == (PEOPLE, PEOPLE)


def test_the_same_form_sent_many_times_at_once_saves_once(at_home):
    with at_home():
        class_id = classes.training_class().id
    answers = _all_at_once(at_home, [applications.request(class_id)] * THREADS)
    assert len(set(answers)) == 1
