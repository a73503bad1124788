"""Two institutions whose classes begin at the same instant support a person once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import func, select

from tests.factories import support
from tests.world import ELSEWHERE, HOME
from vocational.access.roles import Role
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.entitlements import queries
from vocational.entitlements.models import SupportRecord
from vocational.entitlements.services import decisions
from vocational.entitlements.services.decisions import DecideRequest
from vocational.extensions import db
from vocational.shared.tenancy import all_institutions

PEOPLE = 6


def _planned(place, code):
    """Decide the same people in an open class."""
    row = support.supported_class(code)
    people = [support.supported_learner(row, number) for number in range(1, PEOPLE + 1)]
    request = DecideRequest(row.id, tuple(person.id for person in people))
    decisions.decide(place.actor(Role.REGISTRAR), request)
    db.session.get_one(TrainingClass, row.id).state = ClassState.RUNNING
    db.session.commit()
    return row.id


def test_a_person_is_supported_once_in_all_institutions(at_home, at_elsewhere):
    with at_home():
        here = _planned(HOME, "LD-2026-001")
    with at_elsewhere():
        there = _planned(ELSEWHERE, "XX-2026-001")
    together = Barrier(2)

    def begin(inside, place, class_id):
        with inside():
            together.wait()
            decisions.begin_support(place.actor(Role.REGISTRAR), class_id)
            people = queries.people_of_class(class_id)
            standing = queries.present_decisions(person.id for person in people).values()
            return sum(item.total_dong > 0 for item in standing)

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(begin, at_home, HOME, here)
        second = threads.submit(begin, at_elsewhere, ELSEWHERE, there)
        supported = [first.result(), second.result()]
    with at_home() as session, all_institutions(session, "the test counts the ledger"):
        counted = session.scalar(select(func.count()).where(SupportRecord.cancelled_at.is_(None)))
    assert sum(supported) == counted == PEOPLE
