"""The same form sent several times at once, and one person at two counters."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from tests.factories import classes
from tests.world import COMMUNE
from vocational.applications.services import counter as services
from vocational.applications.services.counter import CounterRegistration
from vocational.enrolment.models import Enrolment
from vocational.learners.models import Learner
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.sex import Sex

TIMES = 12
ENTRY = LearnerEntry(
    on=date(2026, 9, 15),
    full_name="Nguyễn Thị Hoà",
    birth_date=BirthDate(1979, 8, 14),
    sex=Sex.FEMALE,
    citizen_number=CitizenNumber("001179016243"),
    phone="0362418777",
    commune_code=COMMUNE,
    hamlet="Thôn 2",
    ethnic_group="Kinh",
    schooling_code="lower_secondary",
)


def _all_at_once(at_home, registrar, registrations):
    def save(registration):
        with at_home():
            try:
                return services.register_at_counter(registrar, registration).id
            except RuleViolation as violation:
                return violation.code

    with ThreadPoolExecutor(len(registrations)) as pool:
        return list(pool.map(save, registrations))


def _counts(at_home):
    with at_home() as session:
        return [
            session.scalar(select(func.count()).select_from(model))
            for model in (Learner, Enrolment)
        ]


def test_the_same_form_sent_many_times_at_once_saves_once(at_home, registrar):
    with at_home():
        class_id = classes.training_class().id
    form = CounterRegistration(class_id, ENTRY, "a" * 32, has_consent=True)
    answers = _all_at_once(at_home, registrar, [form] * TIMES)
    assert len(set(answers)) == 1
    assert _counts(at_home) == [1, 1]


def test_one_person_at_two_counters_is_taken_up_once(at_home, registrar):
    with at_home():
        first, second = classes.training_class().id, classes.training_class("LD-2026-002").id
    form = CounterRegistration(first, ENTRY, "a" * 32, has_consent=True)
    other = replace(form, class_id=second, form_token="b" * 32)
    answers = _all_at_once(at_home, registrar, [form, other])
    refused = [answer for answer in answers if isinstance(answer, str)]
    assert len(refused) == 1
    assert refused[0] in {"applications.known", "learners.number_taken"}
    assert _counts(at_home) == [1, 1]
