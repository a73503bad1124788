"""Read local figures, and the law with them in their places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, union_all

from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.law import local
from vocational.law.local import LocalFigure, LocalLaw, Origin
from vocational.law.parameters import Provision
from vocational.law.support import Scheme, SchemeLaw
from vocational.provisions.models import DepartmentProvision, LocalProvision
from vocational.reference.models import Commune
from vocational.shared.tenancy import scoped_institution_id


@dataclass(frozen=True)
class FigureOnFile:
    """A figure as it was entered; one that was taken back counts no more."""

    figure_id: int
    figure: LocalFigure
    note: str
    withdrawn_at: datetime | None

    @property
    def is_standing(self) -> bool:
        """Tell whether it was not taken back."""
        return self.withdrawn_at is None


def local_law(on: date) -> LocalLaw:
    """Return the figures that count for the institution on a day: one query."""
    return local.local_law(standing_figures(figures()), on)


def provision_on(key: str, on: date) -> Provision:
    """Return the figure that counts on a day: the nearest where the law lets it.

    Raises `NotInForce`, and `KeyError` for an unknown name.
    """
    return local.figure(key, local_law(on))


def scheme_law(scheme: Scheme, on: date) -> SchemeLaw:
    """Return the rules of a scheme on a day with the local figures.

    Raises `NotInForce`.
    """
    return local.local_scheme_law(scheme, local_law(on))


def figures() -> list[FigureOnFile]:
    """Return all figures that reach the institution, withdrawn ones too: one query.

    Its own and those of the department of the province that its commune lies in; by name, newest
    day first.
    """
    session = db.session()
    rows = session.execute(_all_figures(), {"institution_id": scoped_institution_id(session)})
    return [
        FigureOnFile(
            row.id,
            LocalFigure(
                row.key,
                Decimal(row.value),
                row.effective_from,
                row.effective_to,
                row.source,
                Origin(row.origin),
            ),
            note=row.note,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    ]


def standing_figures(files: Sequence[FigureOnFile], key: str | None = None) -> list[LocalFigure]:
    """Keep the figures that were not withdrawn, of one name or of all."""
    return [item.figure for item in files if item.is_standing and key in {None, item.figure.key}]


def figure(figure_id: int) -> LocalProvision:
    """Return one figure of the institution; raises `NoResultFound`."""
    return db.session.scalars(select(LocalProvision).where(LocalProvision.id == figure_id)).one()


def figure_for_update(figure_id: int) -> LocalProvision:
    """Return one figure with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(LocalProvision).where(LocalProvision.id == figure_id).with_for_update()
    ).one()


def department_figures(province_code: str) -> Sequence[DepartmentProvision]:
    """Return every figure of a department, withdrawn ones too, by name, newest day first."""
    return db.session.scalars(
        select(DepartmentProvision)
        .where(DepartmentProvision.province_code == province_code)
        .order_by(
            DepartmentProvision.key,
            DepartmentProvision.effective_from.desc(),
            DepartmentProvision.id.desc(),
        )
    ).all()


def department_figure_for_update(figure_id: int) -> DepartmentProvision:
    """Return one figure of a department with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(DepartmentProvision).where(DepartmentProvision.id == figure_id).with_for_update()
    ).one()


def institutions_of_department(province_code: str) -> Sequence[int]:
    """Return the ids of the institutions that a department's figures reach, in order."""
    return db.session.scalars(
        select(Institution.id)
        .join(Commune, Commune.code == Institution.commune_code)
        .where(Commune.province_code == province_code)
        .order_by(Institution.id)
    ).all()


def figure_of(row: LocalProvision | DepartmentProvision) -> LocalFigure:
    """Return a saved figure as the law reads it."""
    is_own = isinstance(row, LocalProvision)
    return LocalFigure(
        row.key,
        Decimal(row.value),
        row.effective_from,
        row.effective_to,
        row.source,
        Origin.INSTITUTION if is_own else Origin.DEPARTMENT,
    )


@cache
def _all_figures() -> Select[*tuple[Any, ...]]:
    """Built once: every page that pays or judges asks it."""
    department = (
        _columns(DepartmentProvision, Origin.DEPARTMENT)
        .join(Commune, Commune.province_code == DepartmentProvision.province_code)
        .join(Institution, Institution.commune_code == Commune.code)
        .where(Institution.id == bindparam("institution_id"))
    )
    c = union_all(_columns(LocalProvision, Origin.INSTITUTION), department).subquery().c
    return select(*c).order_by(c.key, c.effective_from.desc(), c.origin, c.id)


def _columns(
    table: type[LocalProvision | DepartmentProvision], origin: Origin
) -> Select[*tuple[Any, ...]]:
    return select(
        literal(origin.value).label("origin"),
        table.id,
        table.key,
        table.value,
        table.effective_from,
        table.effective_to,
        table.source,
        table.note,
        table.withdrawn_at,
    )
