"""Read opening decisions, and whether a decision's number is taken."""

from sqlalchemy import select

from vocational.applications.admission import queries as admissions
from vocational.assessment.queries import recognition
from vocational.classes.models import ClassOpening
from vocational.extensions import db


def opening_of(class_id: int) -> ClassOpening | None:
    """Return the frozen opening decision of a class; None before it, and for older classes."""
    return db.session.scalars(
        select(ClassOpening).where(ClassOpening.class_id == class_id)
    ).one_or_none()


def has_opening(class_id: int) -> bool:
    """Tell whether the paper of the opening decision is kept."""
    found = select(ClassOpening.id).where(ClassOpening.class_id == class_id)
    return db.session.scalar(found) is not None


def has_number(number: str) -> bool:
    """Tell whether a decision of any kind has the number: opening, admission, recognition."""
    return admissions.has_number(number) or recognition.has_number(number)
