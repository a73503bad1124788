"""Places in classes: who gets one, what number, and how it is given up."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories import classes, enrolment, learners
from vocational.audit import queries as audit
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import enrolments, seats
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.enrolment.services import enrolments as services
from vocational.enrolment.services.enrolments import (
    EnrolmentRequest,
    TransferRequest,
    WithdrawalRequest,
)
from vocational.shared.errors import Refused, RuleViolation

ON = date(2026, 10, 1)


def _count(session):
    return session.scalar(select(func.count()).select_from(Enrolment))


def test_a_full_class_takes_nobody_more(home, session, registrar):
    training_class = classes.training_class(capacity=2)
    enrolment.filled_class(training_class, 2)
    late = learners.learner(9).id
    with pytest.raises(RuleViolation, match=r"enrolment\.class_full"):
        services.enrol(registrar, EnrolmentRequest(training_class.id, late, ON))
    assert _count(session) == 2


def test_a_withdrawal_frees_the_seat_and_keeps_the_line(home, registrar):
    training_class = classes.training_class(capacity=1)
    (first,) = enrolment.filled_class(training_class, 1)
    request = WithdrawalRequest(first.id, ON, WithdrawalReason.WORK)
    services.withdraw(registrar, request, ON)
    second = services.enrol(
        registrar, EnrolmentRequest(training_class.id, learners.learner(2).id, ON)
    )
    assert second.state is EnrolmentState.ENROLLED
    kept = enrolments.enrolment(first.id)
    assert (kept.state, kept.withdrawn_on, kept.list_number) == (EnrolmentState.WITHDRAWN, ON, 1)
    assert audit.history_of("enrolments", first.id)[0].action == "enrolment.withdrawn"


def test_who_comes_back_gets_the_same_line_again(home, session, registrar):
    training_class = classes.training_class()
    row = enrolment.enrolment(training_class, list_number=7, withdrawn_on=ON)
    again = services.enrol(registrar, EnrolmentRequest(training_class.id, row.learner_id, ON))
    assert (again.id, again.list_number, again.withdrawn_on) == (row.id, 7, None)


def test_nobody_is_twice_in_a_class(home, registrar):
    training_class = classes.training_class()
    row = enrolment.enrolment(training_class)
    with pytest.raises(RuleViolation, match=r"enrolment\.already_in_class"):
        services.enrol(registrar, EnrolmentRequest(training_class.id, row.learner_id, ON))


def test_the_same_form_sent_twice_enrols_once(home, session, registrar):
    training_class = classes.training_class()
    request = EnrolmentRequest(training_class.id, learners.learner().id, ON, form_token="a" * 32)
    first = services.enrol(registrar, request)
    assert services.enrol(registrar, request).id == first.id
    assert _count(session) == 1


@pytest.mark.parametrize(
    ("state", "on", "code"),
    [
        (ClassState.PLANNED, ON, "enrolment.class_not_open"),
        (ClassState.FINISHED, ON, "enrolment.class_not_open"),
        (ClassState.RUNNING, date(2026, 12, 1), "enrolment.too_late"),
    ],
)
def test_only_open_classes_and_those_just_begun_take_learners(home, registrar, state, on, code):
    training_class = classes.training_class(state=state)
    with pytest.raises(RuleViolation) as refusal:
        services.enrol(registrar, EnrolmentRequest(training_class.id, learners.learner().id, on))
    assert refusal.value.code == code


def test_a_class_on_the_same_days_must_be_confirmed(home, registrar):
    busy = learners.learner().id
    enrolment.enrolment(classes.training_class(state=ClassState.RUNNING), busy)
    other = classes.training_class("LD-2026-002")
    with pytest.raises(RuleViolation, match=r"enrolment\.overlaps") as refusal:
        services.enrol(registrar, EnrolmentRequest(other.id, busy, ON))
    assert refusal.value.field == "confirm_overlap"
    services.enrol(registrar, EnrolmentRequest(other.id, busy, ON, overlap_confirmed=True))


def test_practice_groups_fill_evenly(home, registrar):
    training_class = classes.training_class(capacity=36)
    for number in range(5):
        learner_id = learners.learner(number).id
        services.enrol(registrar, EnrolmentRequest(training_class.id, learner_id, ON))
    sizes = seats.places(training_class.id).group_sizes
    assert list(sizes.values()) == [3, 2]


def test_a_frozen_list_is_in_vietnamese_order_and_late_comers_stand_at_its_end(home, registrar):
    training_class = classes.training_class()
    for number, name in enumerate(["Lê Văn Đào", "Trần Thị Ánh", "Lê Văn Dung"]):
        learner_id = learners.learner(number, name=name).id
        services.enrol(registrar, EnrolmentRequest(training_class.id, learner_id, ON))
    frozen_at = services.freeze_list(registrar, training_class.id)
    late = learners.learner(9, name="Bùi Thị An").id
    services.enrol(registrar, EnrolmentRequest(training_class.id, late, ON))
    names = [row.learner.full_name for row in enrolments.enrolments_of_class(training_class.id)]
    assert names == ["Trần Thị Ánh", "Lê Văn Dung", "Lê Văn Đào", "Bùi Thị An"]
    assert services.freeze_list(registrar, training_class.id) == frozen_at


def test_a_withdrawn_number_is_never_given_again(home, registrar):
    training_class = classes.training_class()
    rows = enrolment.filled_class(training_class, 3)
    services.freeze_list(registrar, training_class.id)
    services.withdraw(registrar, WithdrawalRequest(rows[2].id, ON, WithdrawalReason.ILLNESS), ON)
    late = services.enrol(
        registrar, EnrolmentRequest(training_class.id, learners.learner(9).id, ON)
    )
    assert late.list_number == 4


def test_a_withdrawal_lies_between_enrolment_and_today(home, registrar):
    row = enrolment.enrolment(classes.training_class())
    for day, code in [
        (date(2026, 9, 9), "enrolment.withdrawn_too_early"),
        (date(2026, 10, 2), "enrolment.withdrawn_in_future"),
    ]:
        request = WithdrawalRequest(row.id, day, WithdrawalReason.WORK)
        with pytest.raises(RuleViolation) as refusal:
            services.withdraw(registrar, request, ON)
        assert refusal.value.code == code


def test_learners_move_together_to_another_practice_group(home, registrar):
    training_class = classes.training_class(capacity=36)
    rows = enrolment.filled_class(training_class, 4)
    ids = [row.id for row in rows]
    assert services.move_to_group(registrar, training_class.id, ids, 2) == 2
    groups = {
        row.practice_group.number for row in enrolments.enrolments_of_class(training_class.id)
    }
    assert groups == {2}
    with pytest.raises(RuleViolation, match=r"enrolment\.group_unknown"):
        services.move_to_group(registrar, training_class.id, ids, 3)


def test_a_transfer_happens_wholly_or_not_at_all(home, registrar):
    old, new = classes.training_class(), classes.training_class("LD-2026-002", capacity=1)
    row = enrolment.enrolment(old)
    enrolment.enrolment(new, number=5)
    with pytest.raises(RuleViolation, match=r"enrolment\.class_full"):
        services.transfer(registrar, TransferRequest(row.id, new.id, ON))
    assert enrolments.enrolment(row.id).state is EnrolmentState.ENROLLED


def test_teachers_enrol_nobody(home, teacher):
    training_class = classes.training_class()
    with pytest.raises(Refused):
        services.enrol(teacher, EnrolmentRequest(training_class.id, 1, ON))
