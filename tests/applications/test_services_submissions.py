"""What becomes of an application that is handed in, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import applications, classes, enrolment, learners
from vocational.access.actor import Actor
from vocational.admission.services.withdrawals import withdraw
from vocational.applications.models import Application
from vocational.applications.queries import applications as queries
from vocational.applications.rules.receipts import read_receipt
from vocational.applications.services import acceptance, counter, reviews, submissions
from vocational.applications.services.acceptance import Acceptance
from vocational.applications.services.counter import CounterRegistration
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.audit.models import AuditRecord
from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.learners.models import Learner
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.errors import Refused, RuleViolation

PUBLIC = Actor.public()
TODAY = date(2026, 9, 15)


def _violation(call, *args):
    with pytest.raises(RuleViolation) as raises:
        call(*args)
    return raises.value


def test_an_application_is_kept_with_its_receipt_and_what_was_agreed(home, session):
    class_id = classes.training_class().id
    wanted = applications.request(class_id, purposes=frozenset({"training", "earlier_support"}))
    saved = submissions.submit(
        PUBLIC, replace(wanted, entry=applications.entry(claims=(applications.POOR,)))
    )
    row = queries.application(saved.id)
    assert row.state is ApplicationState.SUBMITTED
    assert row.completed_at is None
    assert read_receipt(row.receipt_code.lower().replace("-", " ")) == row.receipt_code
    assert row.consent_purposes == ["training", "earlier_support"]
    assert [line.paper_number for line in row.categories] == ["117/GCN"]


def test_the_same_form_sent_again_gives_the_same_application(home, session):
    wanted = applications.request(classes.training_class().id)
    first = submissions.submit(PUBLIC, wanted).id
    assert submissions.submit(PUBLIC, wanted).id == first
    assert session.scalar(select(func.count()).select_from(Application)) == 1


def test_the_same_form_sent_for_another_person_is_another_application(home, session):
    class_id = classes.training_class().id
    first = submissions.submit(PUBLIC, applications.request(class_id, 1, form_token="f" * 32))
    other = submissions.submit(PUBLIC, applications.request(class_id, 2, form_token="f" * 32))
    assert other.receipt_code != first.receipt_code


def test_nobody_is_shown_what_came_by_another_way(home, registrar):
    class_id, token = classes.training_class().id, "f" * 32
    brought = applications.request(class_id, 1, form_token=token, way=IntakeChannel.COUNTER)
    submissions.submit(registrar, brought)
    with pytest.raises(RuleViolation) as caught:
        submissions.submit(PUBLIC, applications.request(class_id, 1, form_token=token))
    assert caught.value.code == "applications.use_receipt"


def test_the_public_is_not_told_whether_somebody_applied_or_has_a_seat(home, registrar):
    training_class = classes.training_class()
    submissions.submit(PUBLIC, applications.request(training_class.id, 1))
    enrolment.enrolment(training_class, number=2)
    for number in (1, 2):
        again = applications.request(training_class.id, number, form_token="f" * 32)
        violation = _violation(submissions.submit, PUBLIC, again)
        assert (violation.code, violation.params) == ("applications.use_receipt", {})
    codes = [
        _violation(
            submissions.submit,
            registrar,
            applications.request(
                training_class.id, number, form_token="f" * 32, way=IntakeChannel.COUNTER
            ),
        ).code
        for number in (1, 2)
    ]
    assert codes == ["applications.applied_before", "applications.has_seat"]


def test_who_withdrew_may_apply_again(home):
    class_id = classes.training_class().id
    first = submissions.submit(PUBLIC, applications.request(class_id))
    assert withdraw(PUBLIC, first.id, TODAY).state is ApplicationState.WITHDRAWN
    again = submissions.submit(PUBLIC, applications.request(class_id, form_token="f" * 32))
    assert again.id != first.id


@pytest.mark.parametrize(
    ("born", "is_refused"), [(BirthDate(2011, 10, 5), False), (BirthDate(2011, 10, 6), True)]
)
def test_fifteen_years_are_asked_on_the_first_day_of_the_class(home, born, is_refused):
    number = "001311000001"
    entry = applications.entry(birth_date=born, citizen_number=CitizenNumber(number))
    wanted = applications.request(classes.training_class().id, entry=entry)
    if not is_refused:
        assert submissions.submit(PUBLIC, wanted).id
        return
    violation = _violation(submissions.submit, PUBLIC, wanted)
    assert (violation.code, violation.field) == ("applications.under_age", "birth_date")
    assert "TT 42" in violation.params["legal_basis"]


def test_a_class_takes_applications_while_open_to_its_last_day(home, session):
    planned = classes.training_class(state=ClassState.PLANNED)
    code = _violation(submissions.submit, PUBLIC, applications.request(planned.id)).code
    assert code == "applications.class_not_open"
    training_class = classes.training_class("LD-2026-002")
    training_class.apply_until = date(2026, 9, 14)
    session.commit()
    code = _violation(submissions.submit, PUBLIC, applications.request(training_class.id)).code
    assert code == "applications.too_late"


def test_without_consent_nothing_is_saved(home, session):
    wanted = applications.request(classes.training_class().id, purposes=frozenset())
    assert _violation(submissions.submit, PUBLIC, wanted).code == "applications.consent_missing"
    assert session.scalar(select(func.count()).select_from(Application)) == 0


def test_only_the_counter_hands_in_for_the_counter(home, teacher):
    wanted = applications.request(classes.training_class().id, way=IntakeChannel.COUNTER)
    for actor in (PUBLIC, teacher):
        with pytest.raises(Refused):
            submissions.submit(actor, wanted)


def test_giving_up_after_admission_frees_the_seat(home, session):
    training_class = classes.training_class()
    row = applications.application(training_class, state=ApplicationState.ADMITTED)
    seat = enrolment.enrolment(training_class)
    row.enrolment_id = seat.id
    session.commit()
    withdraw(PUBLIC, row.id, TODAY)
    session.refresh(seat)
    assert seat.state is EnrolmentState.WITHDRAWN


def test_the_receipt_and_the_number_stay_out_of_the_audit(home, session):
    row = submissions.submit(PUBLIC, applications.request(classes.training_class().id))
    kept = session.scalars(select(AuditRecord).order_by(AuditRecord.id)).all()[-1]
    assert kept.action == "application.submitted"
    assert row.receipt_code not in str(kept.after)
    assert row.citizen_number not in str(kept.after)


def test_a_complete_application_counts_from_the_day_it_came(home, registrar):
    row = applications.application(classes.training_class())
    done = reviews.complete(registrar, row.id, row.version, TODAY)
    assert done.completed_at == applications.SUBMITTED


def test_what_was_missing_counts_from_the_day_it_came(home, registrar):
    row = applications.application(classes.training_class())
    asked = reviews.ask_for(registrar, row.id, row.version, "Giấy xác nhận hộ nghèo năm 2026")
    assert asked.state is ApplicationState.INCOMPLETE
    violation = _violation(
        reviews.complete, registrar, row.id, asked.version, TODAY, date(2026, 9, 11)
    )
    assert violation.code == "applications.complete_day"
    done = reviews.complete(registrar, row.id, asked.version, TODAY, date(2026, 9, 14))
    assert done.completed_at.date() == date(2026, 9, 14)
    assert done.decided_reason == ""


def test_two_reviews_of_one_application_do_not_overwrite_each_other(home, registrar):
    row = applications.application(classes.training_class())
    version = row.version
    reviews.ask_for(registrar, row.id, version, "Thiếu giấy tờ")
    violation = _violation(reviews.refuse, registrar, row.id, version, "Không đủ điều kiện")
    assert violation.code == "record.changed_meanwhile"


def test_a_refusal_is_explained_and_final(home, registrar):
    row = applications.application(classes.training_class())
    assert _violation(reviews.refuse, registrar, row.id, 1, " ").code == "applications.reason_empty"
    done = reviews.refuse(registrar, row.id, 1, "Đã học lớp khác")
    code = _violation(reviews.complete, registrar, row.id, done.version, TODAY).code
    assert code == "applications.decided_already"


def test_papers_seen_by_the_registrar_are_kept(home, registrar):
    row = applications.application(classes.training_class())
    entry = applications.entry(claims=(applications.POOR,), phone="0987654321")
    done = reviews.correct(registrar, row.id, entry, row.version)
    assert done.phone == "0987654321"
    assert [line.original_seen for line in done.categories] == [True]


def test_a_paper_alone_changes_the_version(home, session, registrar):
    row = applications.application(classes.training_class())
    version = row.version
    done = reviews.correct(
        registrar, row.id, applications.entry(claims=(applications.POOR,)), version
    )
    assert done.version == version + 1


def test_only_the_registrar_reviews(home, teacher, director):
    row = applications.application(classes.training_class())
    for actor in (teacher, director, PUBLIC):
        with pytest.raises(Refused):
            reviews.complete(actor, row.id, row.version, TODAY)


def test_the_counter_takes_a_complete_application_where_places_are_ranked(home, session, registrar):
    training_class = classes.training_class()
    training_class.admits_by_ranking = True
    session.commit()
    form = CounterRegistration(training_class.id, applications.entry(), "a" * 32, has_consent=True)
    made = counter.register(registrar, form)
    assert isinstance(made, Application)
    assert (made.state, made.way) == (ApplicationState.COMPLETE, IntakeChannel.COUNTER)
    assert counter.register(registrar, form).id == made.id


def test_a_likely_learner_is_decided_on_before_a_seat_is_given(home, registrar):
    training_class = classes.training_class()
    row = applications.application(training_class)
    like = learners.learner(50, name=row.full_name, birth_date=row.birth_date)
    wanted = Acceptance(row.id, row.version, TODAY)
    assert _violation(acceptance.accept, registrar, wanted).code == "applications.known"
    chosen = replace(wanted, learner_id=like.id)
    assert _violation(acceptance.accept, registrar, chosen).code == "applications.other_number"
    done = acceptance.accept(registrar, replace(wanted, is_new_person=True))
    assert done.state is ApplicationState.ADMITTED
    assert done.learner_id != like.id


def test_an_applicant_who_is_in_a_class_on_the_same_days_is_asked_about(home, registrar):
    row = applications.application(classes.training_class())
    known = learners.learner(1)
    other = classes.training_class("LD-2026-002")
    enrolment.enrolment(other, known.id)
    wanted = Acceptance(row.id, row.version, TODAY)
    refusal = _violation(acceptance.accept, registrar, wanted)
    assert (refusal.code, refusal.params["class_code"]) == ("enrolment.overlaps", other.code)
    done = acceptance.accept(registrar, replace(wanted, overlap_confirmed=True))
    assert done.learner_id == known.id


def test_the_place_of_birth_goes_over_to_the_learner_with_the_seat(home, registrar, session):
    row = classes.training_class()
    entry = applications.entry(birth_place="Nam Định")
    applied = submissions.submit(PUBLIC, applications.request(row.id, entry=entry))
    acceptance.accept(registrar, Acceptance(applied.id, applied.version, TODAY))
    assert session.scalar(select(Learner.birth_place)) == "Nam Định"


def test_the_public_is_never_named_as_who_saw_an_original(home, session):
    row = classes.training_class()
    seen = applications.entry(claims=(replace(applications.POOR, original_seen=True),))
    made = submissions.submit(PUBLIC, applications.request(row.id, entry=seen))
    assert [(line.seen_by_name, line.seen_on) for line in made.categories] == [("", None)]
