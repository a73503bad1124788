"""Ranking a class, signing the run, and the waiting list."""

import time
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from tests.factories import admission, classes, enrolment, learners
from tests.factories.admission import NOW, TODAY
from vocational.access.actor import Actor
from vocational.admission.models import AdmissionPlace, AdmissionRun
from vocational.admission.queries import offers as offers_queries
from vocational.admission.queries import runs as runs_queries
from vocational.admission.rules import admission as rules
from vocational.admission.rules.seating import Reserved
from vocational.admission.services import offers, runs, settings, signing
from vocational.admission.services.runs import Council
from vocational.admission.services.settings import SettingsRequest
from vocational.admission.services.withdrawals import withdraw
from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.applications.services import reviews
from vocational.applications.states import ApplicationState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.enrolment.services import enrolments as places
from vocational.enrolment.services.enrolments import TransferRequest, WithdrawalRequest
from vocational.learners.models import Learner
from vocational.learners.rules.categories import PriorityCategory
from vocational.shared.errors import Refused, RuleViolation

LATER = NOW + timedelta(days=3)


def _code(call, *args, **kwargs):
    with pytest.raises(RuleViolation) as raises:
        call(*args, **kwargs)
    return raises.value.code


def _order(run):
    return [(place.application_id, place.tier, place.is_admitted) for place in run.places]


def _leave(registrar, application, on=TODAY):
    request = WithdrawalRequest(application.enrolment_id, on, WithdrawalReason.PERSONAL)
    places.withdraw(registrar, request, on)


def test_the_worked_case_is_ranked_with_reasons(home, registrar):
    row = admission.ranking_class()
    neither, soldier, poor = admission.three(row)
    run = runs.rank_class(registrar, row.id, TODAY)
    assert _order(run) == [(poor.id, 1, True), (soldier.id, 2, True), (neither.id, 3, False)]
    assert run.capacity == 2
    assert [place.reason for place in run.places] == [
        "Ưu tiên 1: hộ nghèo; hồ sơ đầy đủ ngày 13/09/2026.",
        "Ưu tiên 2: bộ đội xuất ngũ; hồ sơ đầy đủ ngày 12/09/2026.",
        "Không thuộc diện ưu tiên, xét theo ngày nộp hồ sơ đầy đủ: 12/09/2026.",
    ]


def test_a_run_made_again_gives_the_same_order(home, session, registrar):
    row = admission.ranking_class()
    admission.three(row)
    first = _order(runs.rank_class(registrar, row.id, TODAY))
    again = runs.rank_class(registrar, row.id, TODAY)
    assert _order(again) == first
    assert session.scalar(select(func.count()).select_from(AdmissionRun)) == 1


def test_who_is_left_out_is_named_with_the_reason(home, registrar):
    row = admission.ranking_class()
    admission.three(row)
    waits = admission.applicant(row, 4, state=ApplicationState.SUBMITTED)
    lacks = admission.applicant(row, 5, state=ApplicationState.INCOMPLETE)
    there = admission.applicant(row, 6)
    enrolment.enrolment(row, number=6)
    run = runs.rank_class(registrar, row.id, TODAY)
    assert [(item["id"], item["code"]) for item in run.not_ranked] == [
        (waits.id, "not_reviewed"),
        (lacks.id, "incomplete"),
        (there.id, "has_seat"),
    ]
    assert run.capacity == 1


def test_nothing_is_ranked_without_complete_applications_or_in_other_classes(home, registrar):
    row = admission.ranking_class()
    assert _code(runs.rank_class, registrar, row.id, TODAY) == "admission.nobody_complete"
    other = admission.ranking_class("LD-2026-002")
    other.admits_by_ranking = False
    assert _code(runs.rank_class, registrar, other.id, TODAY) in {
        "admission.not_by_ranking",
        "admission.nobody_complete",
    }


def test_signing_admits_by_rank_and_lets_the_others_wait(home, session, registrar, director):
    row = admission.ranking_class()
    neither, soldier, poor = admission.three(row)
    run = admission.signed_run(registrar, director, row.id)
    assert (run.number, run.signer_name) == ("01/QĐ-TTGDNN", "Trần Văn Mẫu")
    states = [session.get_one(Application, item.id).state for item in (poor, soldier, neither)]
    assert states == [
        ApplicationState.ADMITTED,
        ApplicationState.ADMITTED,
        ApplicationState.WAITING,
    ]
    taken = session.scalars(select(Enrolment).order_by(Enrolment.id)).all()
    assert [item.id for item in taken] == [poor.enrolment_id, soldier.enrolment_id]
    person = session.get_one(Learner, poor.learner_id)
    assert [category.category_code for category in person.categories] == ["poor_household"]
    assert [consent.purpose for consent in person.consents] == ["training"]


def test_a_person_on_file_is_linked_and_keeps_the_record(home, session, registrar, director):
    row = admission.ranking_class()
    known = learners.learner(3, phone="0987654321")
    learners.category(known.id)
    poor = admission.three(row)[2]
    admission.signed_run(registrar, director, row.id)
    assert poor.learner_id == known.id
    assert session.get_one(Learner, known.id).phone == "0987654321"
    assert session.scalar(select(func.count()).select_from(Learner)) == 2


def test_a_signed_run_is_signed_once_and_never_made_anew(home, registrar, director):
    row = admission.ranking_class()
    admission.three(row)
    run = admission.signed_run(registrar, director, row.id)
    assert _code(signing.sign, director, admission.sign_request(run), NOW) == (
        "admission.signed_already"
    )
    assert _code(runs.discard, registrar, row.id, run.id) == "admission.signed_already"
    council = Council("Trần Văn Mẫu")
    assert _code(runs.name_council, registrar, row.id, run.id, run.version, council) == (
        "admission.signed_already"
    )


@pytest.mark.parametrize(
    "statement",
    [
        update(AdmissionRun).values(capacity=9),
        update(AdmissionPlace).values(rank=9),
        AdmissionPlace.__mapper__.local_table.delete(),
    ],
)
def test_the_database_refuses_to_change_a_signed_run(home, session, registrar, director, statement):
    row = admission.ranking_class()
    admission.three(row)
    admission.signed_run(registrar, director, row.id)
    with pytest.raises(DatabaseError, match="a signed admission never changes"):
        session.connection().execute(statement)
    session.rollback()


def test_a_run_is_not_signed_when_an_applicant_withdrew_meanwhile(home, registrar, director):
    row = admission.ranking_class()
    poor = admission.three(row)[2]
    run = runs.rank_class(registrar, row.id, TODAY)
    withdraw(Actor.public(), poor.id, TODAY)
    request = admission.sign_request(run)
    assert _code(signing.sign, director, request, NOW) == "admission.changed_since"


def test_a_run_is_not_signed_when_a_seat_was_taken_meanwhile(home, registrar, director):
    row = admission.ranking_class()
    admission.three(row)
    run = runs.rank_class(registrar, row.id, TODAY)
    enrolment.enrolment(row, number=9)
    request = admission.sign_request(run)
    assert _code(signing.sign, director, request, NOW) == "admission.changed_since"


def test_only_the_director_signs_and_only_the_registrar_ranks(home, registrar, director, teacher):
    row = admission.ranking_class()
    admission.three(row)
    with pytest.raises(Refused):
        runs.rank_class(director, row.id, TODAY)
    run = runs.rank_class(registrar, row.id, TODAY)
    for actor in (registrar, teacher):
        with pytest.raises(Refused):
            signing.sign(actor, admission.sign_request(run), NOW)


def test_a_freed_seat_is_offered_and_the_next_follows(home, session, registrar, director):
    row = admission.ranking_class()
    neither, _soldier, poor = admission.three(row)
    fourth = admission.applicant(row, 4, days_later=2)
    admission.signed_run(registrar, director, row.id)
    assert _code(offers.invite, registrar, row.id, NOW) == "admission.no_seat"
    _leave(registrar, poor)
    made = offers.invite(registrar, row.id, NOW)
    assert [item.application_id for item in made] == [neither.id]
    assert made[0].answer_until == rules.answer_until(NOW, 2)
    assert _code(offers.invite, registrar, row.id, NOW) == "admission.no_seat"
    assert offers.lapse_overdue(registrar, row.id, LATER) == 1
    assert offers.lapse_overdue(registrar, row.id, LATER) == 0
    assert neither.state is ApplicationState.DECLINED
    following = offers_queries.open_offer_of(fourth.id)
    assert following is not None
    accepted = offers.accept_offer(Actor.public(), fourth.id, LATER)
    assert accepted.answer is OfferAnswer.ACCEPTED
    assert fourth.state is ApplicationState.ADMITTED
    assert runs_queries.held_tiers(row.id, 3) == (2, 3)


def test_a_declined_offer_goes_to_the_next(home, registrar, director):
    row = admission.ranking_class()
    neither, soldier, _poor = admission.three(row)
    fourth = admission.applicant(row, 4, days_later=2)
    admission.signed_run(registrar, director, row.id)
    _leave(registrar, soldier)
    made = offers.invite(registrar, row.id, NOW)
    offers.record_answer(registrar, row.id, made[0].id, NOW, accepts=False, note="Đã có việc")
    assert (neither.state, fourth.state) == (ApplicationState.DECLINED, ApplicationState.OFFERED)
    assert _code(offers.accept_offer, Actor.public(), neither.id, NOW) == "admission.offer_over"


def test_nobody_comes_over_into_a_seat_that_is_offered(home, session, registrar, director):
    row = admission.ranking_class()
    _neither, soldier, _poor = admission.three(row)
    admission.signed_run(registrar, director, row.id)
    _leave(registrar, soldier)
    offers.invite(registrar, row.id, NOW)
    other = classes.training_class("LD-2026-002")
    place = enrolment.enrolment(other, learners.learner(7).id)
    request = TransferRequest(place.id, row.id, TODAY, overlap_confirmed=True)
    assert _code(places.transfer, registrar, request) == "admission.seats_promised"
    assert place.state is EnrolmentState.ENROLLED


def test_an_offer_cannot_be_accepted_too_late(home, registrar, director):
    row = admission.ranking_class()
    neither, soldier, _poor = admission.three(row)
    admission.signed_run(registrar, director, row.id)
    _leave(registrar, soldier)
    offers.invite(registrar, row.id, NOW)
    assert _code(offers.accept_offer, Actor.public(), neither.id, LATER) == "admission.offer_over"


def test_a_raised_capacity_frees_seats(home, registrar, director):
    row = admission.ranking_class()
    neither = admission.three(row)[0]
    admission.signed_run(registrar, director, row.id)
    row.capacity = 3
    offers.db.session.commit()
    assert [item.application_id for item in offers.invite(registrar, row.id, NOW)] == [neither.id]


def test_kept_seats_wait_for_their_tiers_until_their_day(home, registrar, director):
    row = admission.ranking_class(capacity=3)
    neither = admission.applicant(row, 1)
    second = admission.applicant(row, 2)
    poor = admission.applicant(row, 3, PriorityCategory.POOR_HOUSEHOLD)
    kept = Reserved(frozenset({1}), 2, date(2026, 9, 25))
    settings.reserve(registrar, row.id, kept, TODAY)
    run = admission.signed_run(registrar, director, row.id)
    assert _order(run) == [(poor.id, 1, True), (neither.id, 3, True), (second.id, 3, False)]
    assert _code(offers.invite, registrar, row.id, NOW) == "admission.no_seat"
    released = NOW + timedelta(days=4)
    made = offers.invite(registrar, row.id, released)
    assert [item.application_id for item in made] == [second.id]


def test_a_second_round_ranks_who_waits_and_who_came_since(home, registrar, director):
    row = admission.ranking_class()
    neither, soldier, _poor = admission.three(row)
    admission.signed_run(registrar, director, row.id)
    late = admission.applicant(row, 4, PriorityCategory.MERIT, days_later=3)
    _leave(registrar, soldier)
    run = admission.signed_run(registrar, director, row.id, NOW + timedelta(days=1))
    assert _order(run) == [(late.id, 1, True), (neither.id, 3, False)]
    assert run.number == "02/QĐ-TTGDNN"


def test_an_order_of_tiers_counts_from_its_day(home, registrar, director):
    row = admission.ranking_class()
    neither, soldier, poor = admission.three(row)
    swapped = [[PriorityCategory.DISCHARGED_SOLDIER], [PriorityCategory.POOR_HOUSEHOLD]]
    request = SettingsRequest(date(2026, 9, 22), swapped, 5, "Quyết định số 12/QĐ-TTGDNN")
    settings.add_settings(director, request)
    before = _order(runs.rank_class(registrar, row.id, TODAY))
    after = _order(runs.rank_class(registrar, row.id, TODAY + timedelta(days=1)))
    assert [item[0] for item in before] == [poor.id, soldier.id, neither.id]
    assert [item[0] for item in after] == [soldier.id, poor.id, neither.id]
    assert _code(settings.add_settings, director, request) == "admission.settings_that_day"


@pytest.mark.parametrize(
    ("tiers", "code"),
    [
        ([["merit"], ["merit"]], "admission.tier_twice"),
        ([["merit", "merit"]], "admission.tier_twice"),
        ([["merit"], []], "admission.tier_empty"),
        ([], "admission.tier_empty"),
        ([["noble"]], "admission.tier_unknown"),
    ],
)
def test_an_impossible_order_of_tiers_is_refused(home, director, tiers, code):
    request = SettingsRequest(TODAY, tiers, 2, "QĐ")
    assert _code(settings.add_settings, director, request) == code


def test_fifty_are_admitted_within_two_seconds_of_work(home, session, registrar, director):
    row = admission.ranking_class(capacity=50)
    for number in range(60):
        admission.applicant(row, number)
    run = runs.rank_class(registrar, row.id, TODAY)
    started = time.process_time()
    signing.sign(director, admission.sign_request(run), NOW)
    seconds = time.process_time() - started
    count = select(func.count()).where(Enrolment.state == EnrolmentState.ENROLLED)
    assert session.scalar(count) == 50
    assert seconds < 2


def test_a_review_after_admission_changes_nothing(home, registrar, director):
    row = admission.ranking_class()
    poor = admission.three(row)[2]
    admission.signed_run(registrar, director, row.id)
    code = _code(reviews.refuse, registrar, poor.id, poor.version, "Nhầm")
    assert code == "applications.decided_already"
