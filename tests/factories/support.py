"""Classes that support their learners, as rows, with learners of a category."""

from datetime import date

from tests.factories import classes, enrolment, learners
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.extensions import db
from vocational.law.support import Scheme
from vocational.learners.rules.categories import PriorityCategory


def supported_class(
    code: str = "LD-2026-001",
    *,
    scheme: Scheme | None = Scheme.QD46,
    state: ClassState = ClassState.OPEN,
    starts_on: date = classes.STARTS_ON,
    ends_on: date = classes.ENDS_ON,
) -> TrainingClass:
    """Save a class with a scheme and the paper it rests on."""
    row = classes.training_class(code, state=state, starts_on=starts_on, ends_on=ends_on)
    row.support_scheme, row.support_basis = scheme, "512/QĐ-SGDĐT" if scheme else ""
    db.session.commit()
    return row


def supported_learner(
    row: TrainingClass,
    number: int = 1,
    *,
    category: PriorityCategory | None = PriorityCategory.POOR_HOUSEHOLD,
) -> Enrolment:
    """Give the n-th learner, with a paper of this year, a place."""
    learner = learners.learner(number)
    if category is not None:
        learners.category(learner.id, category, paper_kind=f"{category}_certificate")
    return enrolment.enrolment(row, learner.id, list_number=None)


def class_again(class_id: int) -> TrainingClass:
    """Return a saved class in the scope that is open now."""
    return db.session.get_one(TrainingClass, class_id)
