"""Read opening decisions."""

from sqlalchemy import select

from vocational.classes.models import ClassOpening
from vocational.extensions import db


def opening_of(class_id: int) -> ClassOpening | None:
    """Return the frozen opening decision of a class; None before it, and for older classes."""
    return db.session.scalars(
        select(ClassOpening).where(ClassOpening.class_id == class_id)
    ).one_or_none()


def has_opening(class_id: int) -> bool:
    """Tell whether the paper of the opening decision is kept."""
    kept = select(ClassOpening.id).where(ClassOpening.class_id == class_id)
    return db.session.scalar(kept) is not None
