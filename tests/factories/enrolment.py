"""Places in classes, as rows: no rule is asked."""

from datetime import UTC, date, datetime

from tests.factories import learners
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState, WithdrawalReason
from vocational.extensions import db

ENROLLED_AT = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)


def enrolment(
    training_class: TrainingClass,
    learner_id: int | None = None,
    *,
    number: int = 1,
    list_number: int | None = None,
    practice_group_id: int | None = None,
    withdrawn_on: date | None = None,
) -> Enrolment:
    """Save a place; the n-th learner (`number`) is made when no `learner_id` is given."""
    group_id = practice_group_id or (training_class.groups[0].id if training_class.groups else None)
    row = Enrolment(
        class_id=training_class.id,
        learner_id=learner_id or learners.learner(number).id,
        state=EnrolmentState.WITHDRAWN if withdrawn_on else EnrolmentState.ENROLLED,
        enrolled_on=ENROLLED_AT.date(),
        enrolled_at=ENROLLED_AT,
        list_number=list_number,
        practice_group_id=group_id,
        withdrawn_on=withdrawn_on,
        withdrawal_reason=WithdrawalReason.PERSONAL if withdrawn_on else None,
    )
    db.session.add(row)
    db.session.commit()
    return row


def filled_class(training_class: TrainingClass, count: int, *, first: int = 1) -> list[Enrolment]:
    """Give `count` new learners a place, list numbers from `first` on in order of creation."""
    groups = training_class.groups
    return [
        enrolment(
            training_class,
            number=first + place,
            list_number=first + place,
            practice_group_id=groups[place % len(groups)].id if groups else None,
        )
        for place in range(count)
    ]
