"""Read institutions, their names and signatories by date."""

from datetime import date

from sqlalchemy import or_, select

from vocational.extensions import db
from vocational.institutions.models import Counter, Institution, InstitutionName, Signatory


def institution(institution_id: int) -> Institution:
    """Return one institution; raises `NoResultFound`."""
    return db.session.scalars(select(Institution).where(Institution.id == institution_id)).one()


def is_empty() -> bool:
    """Tell whether no institution has been set up yet."""
    return db.session.scalar(select(Institution.id).limit(1)) is None


def name_on(day: date) -> InstitutionName | None:
    """Return the names in force on a day; None before the first."""
    return db.session.scalars(
        select(InstitutionName)
        .where(InstitutionName.effective_from <= day)
        .order_by(InstitutionName.effective_from.desc())
        .limit(1)
    ).one_or_none()


def signatories_on(day: date) -> list[Signatory]:
    """Return who may sign on a day, the head first."""
    return list(
        db.session.scalars(
            select(Signatory)
            .where(
                Signatory.effective_from <= day,
                or_(Signatory.effective_to.is_(None), Signatory.effective_to >= day),
            )
            .order_by(Signatory.is_head.desc(), Signatory.effective_from.desc(), Signatory.id)
        )
    )


def counter_for_update(series: str) -> Counter | None:
    """Return a series' counter with its row locked; None while no number was taken."""
    return db.session.scalars(
        select(Counter).where(Counter.series == series).with_for_update()
    ).one_or_none()
