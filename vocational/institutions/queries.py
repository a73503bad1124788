"""Read institutions, their names and signatories by date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, or_, select

from vocational.extensions import db
from vocational.institutions.models import (
    Counter,
    DecisionNumber,
    Institution,
    InstitutionName,
    Signatory,
)
from vocational.shared import tenancy

#: Built once: every page of a visitor asks them.
_ANY = select(Institution.id).limit(1)
_NAME_ON_THE_DAY = (
    select(InstitutionName.name)
    .where(
        InstitutionName.institution_id == Institution.id,
        InstitutionName.effective_from <= bindparam("day"),
    )
    .order_by(InstitutionName.effective_from.desc())
    .limit(1)
    .correlate(Institution)
    .scalar_subquery()
)
_KNOWN = select(
    Institution.id,
    Institution.code,
    Institution.short_name,
    Institution.address,
    Institution.phone,
    Institution.opening_hours,
    Institution.commune_code,
    Institution.is_demonstration,
    func.coalesce(_NAME_ON_THE_DAY, Institution.short_name),
)
_FIRST_TWO = _KNOWN.order_by(Institution.id).limit(2)
_OF_ID = _KNOWN.where(Institution.id == bindparam("institution_id"))


@dataclass(frozen=True)
class KnownInstitution:
    """An institution as everybody may know it; `name` is that of a day, else the short one."""

    id: int
    code: str
    short_name: str
    address: str
    phone: str
    opening_hours: str
    commune_code: str | None
    is_demonstration: bool
    name: str


def institution(institution_id: int) -> Institution:
    """Return one institution; raises `NoResultFound`."""
    return db.session.scalars(select(Institution).where(Institution.id == institution_id)).one()


def all_ids() -> Sequence[int]:
    """Return the ids of every institution, in order."""
    with tenancy.all_institutions(db.session(), "nightly work of every institution"):
        return db.session.scalars(select(Institution.id).order_by(Institution.id)).all()


def is_empty() -> bool:
    """Tell whether no institution has been set up yet."""
    return db.session.scalar(_ANY) is None


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


def next_number(series: str) -> int:
    """Return the number that a series would give next; nothing is locked or taken."""
    return db.session.scalar(select(Counter.next_value).where(Counter.series == series)) or 1


def decision_numbers(year: int) -> set[str]:
    """Return the numbers that decisions of any kind have in a year."""
    where = select(DecisionNumber.number).where(DecisionNumber.year == year)
    return set(db.session.scalars(where.order_by(DecisionNumber.id)))


def counter(series: str) -> Counter | None:
    """Return a series' counter; None while no number was taken and none was set."""
    return db.session.scalars(select(Counter).where(Counter.series == series)).one_or_none()


def counter_for_update(series: str) -> Counter | None:
    """Return a series' counter with its row locked; None while no number was taken."""
    return db.session.scalars(
        select(Counter).where(Counter.series == series).with_for_update()
    ).one_or_none()


def institution_for_update(institution_id: int) -> Institution:
    """Return one institution with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Institution).where(Institution.id == institution_id).with_for_update()
    ).one()


def institution_by_code(code: str) -> Institution | None:
    """Return the institution of a code."""
    return db.session.scalars(select(Institution).where(Institution.code == code)).one_or_none()


def first_two(day: date) -> list[KnownInstitution]:
    """Return the first institutions with their names on a day, at most two, in one query.

    None: nothing is set up yet; one: it is the installation's only one.
    """
    with tenancy.all_institutions(db.session(), "public pages name the institution"):
        rows = db.session.execute(_FIRST_TWO, {"day": day}).all()
    return [KnownInstitution(*row) for row in rows]


def known_institution(institution_id: int, day: date) -> KnownInstitution:
    """Return an institution with its name on a day; raises `NoResultFound`."""
    values = {"institution_id": institution_id, "day": day}
    with tenancy.all_institutions(db.session(), "public pages name the institution"):
        return KnownInstitution(*db.session.execute(_OF_ID, values).one())


def names() -> Sequence[InstitutionName]:
    """Return the names of all times, the latest first."""
    return db.session.scalars(
        select(InstitutionName).order_by(InstitutionName.effective_from.desc(), InstitutionName.id)
    ).all()


def signatories() -> Sequence[Signatory]:
    """Return the signatories of all times, those still in office and heads first."""
    return db.session.scalars(
        select(Signatory).order_by(
            Signatory.effective_to.is_not(None),
            Signatory.is_head.desc(),
            Signatory.effective_from.desc(),
            Signatory.id,
        )
    ).all()


def open_heads_for_update() -> Sequence[Signatory]:
    """Return the heads without a last day, with their rows locked."""
    return db.session.scalars(
        select(Signatory)
        .where(Signatory.is_head, Signatory.effective_to.is_(None))
        .order_by(Signatory.id)
        .with_for_update()
    ).all()


def signatory_for_update(signatory_id: int) -> Signatory:
    """Return one signatory with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Signatory).where(Signatory.id == signatory_id).with_for_update()
    ).one()


def signatory(signatory_id: int) -> Signatory:
    """Return one signatory; raises `NoResultFound`."""
    return db.session.scalars(select(Signatory).where(Signatory.id == signatory_id)).one()
