"""Read the institution's own figures, and the law with them in their places."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, select

from vocational.extensions import db
from vocational.law import local
from vocational.law.local import LocalFigure, LocalLaw
from vocational.law.parameters import Provision
from vocational.law.support import Scheme, SchemeLaw
from vocational.provisions.models import LocalProvision


def local_law(on: date) -> LocalLaw:
    """Return the institution's figures in force on a day."""
    return local.local_law((figure_of(row) for row in _standing()), on)


def provision_on(key: str, on: date) -> Provision:
    """Return the figure that counts on a day: the institution's own where allowed.

    Raises `NotInForce`, and `KeyError` for an unknown name.
    """
    return local.figure(key, local_law(on))


def scheme_law(scheme: Scheme, on: date) -> SchemeLaw:
    """Return the rules of a scheme on a day with the institution's figures.

    Raises `NotInForce`.
    """
    return local.local_scheme_law(scheme, local_law(on))


def figures() -> Sequence[LocalProvision]:
    """Return every figure of the institution, withdrawn ones too, by name, newest day first."""
    return db.session.scalars(
        select(LocalProvision).order_by(
            LocalProvision.key, LocalProvision.effective_from.desc(), LocalProvision.id.desc()
        )
    ).all()


def standing_figures(key: str) -> Sequence[LocalProvision]:
    """Return the figures of one name that were not withdrawn, by first day."""
    return db.session.scalars(_standing_select().where(LocalProvision.key == key)).all()


def figure(figure_id: int) -> LocalProvision:
    """Return one figure of the institution; raises `NoResultFound`."""
    return db.session.scalars(select(LocalProvision).where(LocalProvision.id == figure_id)).one()


def figure_for_update(figure_id: int) -> LocalProvision:
    """Return one figure with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(LocalProvision).where(LocalProvision.id == figure_id).with_for_update()
    ).one()


def figure_of(row: LocalProvision) -> LocalFigure:
    """Return a saved figure as the law reads it."""
    return LocalFigure(
        row.key, Decimal(row.value), row.effective_from, row.effective_to, row.source
    )


def _standing() -> Sequence[LocalProvision]:
    return db.session.scalars(_standing_select()).all()


def _standing_select() -> Select[LocalProvision]:
    return (
        select(LocalProvision)
        .where(LocalProvision.withdrawn_at.is_(None))
        .order_by(LocalProvision.key, LocalProvision.effective_from, LocalProvision.id)
    )
