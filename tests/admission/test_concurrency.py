"""Two hundred at once for the last seats, two signatures, offers by several hands."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

from sqlalchemy import func, select

from tests.factories import admission, applications, enrolment
from tests.factories.admission import NOW, TODAY
from vocational.access.actor import Actor
from vocational.admission.models import AdmissionRun, SeatOffer
from vocational.admission.rules.seating import Reserved
from vocational.admission.services import offers, runs, settings, signing
from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.applications.services import submissions
from vocational.applications.states import ApplicationState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.enrolment.services.enrolments import WithdrawalRequest, withdraw
from vocational.shared.errors import RuleViolation

APPLICANTS = 200
FREE = 5
KEPT = 2
POOR_EVERY = 50


def _all_at_once(at_home, act, items, threads=12):
    def one(item):
        with at_home():
            try:
                return act(item)
            except RuleViolation as violation:
                return violation.code

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(one, items))


def _request(class_id, number):
    """Every fiftieth is of a poor household; all papers were seen."""
    claims = (applications.POOR,) if number % POOR_EVERY == 0 else ()
    return applications.request(
        class_id, number, entry=applications.entry(number, claims=claims), is_complete=True
    )


def test_two_hundred_at_once_for_five_seats_two_of_them_kept(at_home, registrar, director):
    with at_home():
        row = admission.ranking_class(capacity=8)
        class_id = row.id
        enrolment.filled_class(row, 8 - FREE, first=900)
        kept = Reserved(frozenset({1}), KEPT, date(2026, 9, 30))
        settings.reserve(registrar, class_id, kept, TODAY)
    answers = _all_at_once(
        at_home,
        lambda number: submissions.submit(Actor.public(), _request(class_id, number)).id,
        range(1, APPLICANTS + 1),
    )
    assert len(set(answers)) == APPLICANTS
    ranked = _all_at_once(
        at_home, lambda _n: runs.rank_class(registrar, class_id, date(2026, 9, 25)).id, range(3)
    )
    assert len(set(ranked)) == 1
    with at_home() as session:
        run = session.scalars(select(AdmissionRun)).one()
        signing.sign(director, admission.sign_request(run), NOW + timedelta(days=4))
        tiers = Counter(place.tier for place in run.places if place.is_admitted)
        assert tiers == {1: 4, 3: 1}
        taken = select(func.count()).where(Enrolment.state == EnrolmentState.ENROLLED)
        assert session.scalar(taken) == 8
        waits = select(func.count()).where(Application.state == ApplicationState.WAITING)
        assert session.scalar(waits) == APPLICANTS - FREE


def test_kept_seats_stay_empty_when_nobody_may_take_them(at_home, registrar, director):
    with at_home() as session:
        row = admission.ranking_class(capacity=FREE)
        settings.reserve(
            registrar, row.id, Reserved(frozenset({1}), KEPT, date(2026, 9, 30)), TODAY
        )
        for number in range(1, 8):
            admission.applicant(row, number)
        admission.signed_run(registrar, director, row.id)
        assert session.scalar(select(func.count()).select_from(Enrolment)) == FREE - KEPT


def test_a_run_is_signed_once_by_whoever_is_first(at_home, registrar, director):
    with at_home():
        row = admission.ranking_class()
        admission.three(row)
        run = runs.rank_class(registrar, row.id, TODAY)
        request = admission.sign_request(run)
    answers = _all_at_once(
        at_home, lambda _n: signing.sign(director, request, NOW).number, range(6)
    )
    assert sorted(answers) == ["01/QĐ-TTGDNN"] + ["admission.signed_already"] * 5
    with at_home() as session:
        assert session.scalar(select(func.count()).select_from(Enrolment)) == 2


def test_offers_made_and_answered_at_once_never_exceed_the_seats(at_home, registrar, director):
    with at_home() as session:
        row = admission.ranking_class(capacity=4)
        class_id = row.id
        for number in range(1, 13):
            admission.applicant(row, number)
        admission.signed_run(registrar, director, class_id)
        for taken in session.scalars(select(Enrolment.id).order_by(Enrolment.id).limit(3)).all():
            withdraw(registrar, WithdrawalRequest(taken, TODAY, WithdrawalReason.WORK), TODAY)
    _all_at_once(at_home, lambda _n: len(offers.invite(registrar, class_id, NOW)), range(6))
    with at_home() as session:
        made = session.scalars(select(SeatOffer).order_by(SeatOffer.id)).all()
        first, second, third = [item.application_id for item in made]
    acts = [
        lambda: offers.accept_offer(Actor.public(), first, NOW),
        lambda: offers.accept_offer(Actor.public(), first, NOW),
        lambda: offers.decline_offer(Actor.public(), second, NOW),
        lambda: offers.decline_offer(Actor.public(), third, NOW),
        lambda: offers.invite(registrar, class_id, NOW),
        lambda: offers.lapse_overdue(registrar, class_id, NOW),
    ]
    _all_at_once(at_home, lambda act: act() and None, acts)
    with at_home() as session:
        held = session.scalar(
            select(func.count()).where(Enrolment.state == EnrolmentState.ENROLLED)
        )
        still_open = session.scalar(select(func.count()).where(SeatOffer.answer.is_(None)))
        accepted = select(func.count()).where(SeatOffer.answer == OfferAnswer.ACCEPTED)
        assert (held, still_open, session.scalar(accepted)) == (2, 2, 1)
