"""Read the order of admission and the seats kept for a tier."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from vocational.admission.models import AdmissionTiers, ReservedSeats
from vocational.admission.rules.admission import Settings
from vocational.admission.rules.seating import Reserved
from vocational.extensions import db


def settings_on(day: date) -> Settings:
    """Return how the institution admits on a day."""
    row = db.session.scalars(
        select(AdmissionTiers)
        .where(AdmissionTiers.effective_from <= day)
        .order_by(AdmissionTiers.effective_from.desc())
        .limit(1)
    ).one_or_none()
    return Settings() if row is None else settings_of(row)


def settings_of(row: AdmissionTiers) -> Settings:
    """Return an entry as the ranking reads it."""
    tiers = tuple(tuple(codes) for codes in row.tiers)
    return Settings(tiers, row.answer_days, row.effective_from, row.source)


def settings_entries() -> Sequence[AdmissionTiers]:
    """Return every entry of the institution, the latest first."""
    return db.session.scalars(
        select(AdmissionTiers).order_by(AdmissionTiers.effective_from.desc(), AdmissionTiers.id)
    ).all()


def reserved_rows(class_id: int) -> Sequence[ReservedSeats]:
    """Return the seats of a class that are kept for tiers, by day of release."""
    return db.session.scalars(
        select(ReservedSeats)
        .where(ReservedSeats.class_id == class_id)
        .order_by(ReservedSeats.until, ReservedSeats.id)
    ).all()


def reserved_row(class_id: int, reserved_id: int) -> ReservedSeats:
    """Return one line of them; raises `NoResultFound`."""
    return db.session.scalars(
        select(ReservedSeats).where(
            ReservedSeats.class_id == class_id, ReservedSeats.id == reserved_id
        )
    ).one()


def reserved_of_class(class_id: int) -> tuple[Reserved, ...]:
    """Return the same as the rules read them."""
    rows = reserved_rows(class_id)
    return tuple(Reserved(frozenset(row.tiers), row.seats, row.until) for row in rows)
