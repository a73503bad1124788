"""Read the book of certificates: a page of it, all of it, its counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, extract, func, or_, select
from sqlalchemy.orm import contains_eager

from vocational.certificates.models import Certificate
from vocational.certificates.rules.numbers import serial_key
from vocational.certificates.states import CertificateKind, CertificateState
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

SORTS = ("issued_on", "serial", "registry", "name")


@dataclass(frozen=True)
class BookCounts:
    """How many certificates the registry holds by state and kind, and the years of issue."""

    by_state: dict[CertificateState, int]
    by_kind: dict[CertificateKind, int]
    years: tuple[int, ...]
    not_handed_over: int


def book(request: ListRequest) -> Page[Certificate]:
    """Return one page of the registry book."""
    return fetch_page(db.session(), _book(request), request)


def whole_book(request: ListRequest) -> Sequence[Certificate]:
    """Return every certificate that the list would show, in its order."""
    return db.session.scalars(_book(request)).all()


def book_counts() -> BookCounts:
    """Count the registry for its filters, in two queries."""
    handed = Certificate.handed_over_on.is_not(None)
    rows = db.session.execute(
        select(Certificate.state, Certificate.kind, handed, func.count()).group_by(
            Certificate.state, Certificate.kind, handed
        )
    ).all()
    year = extract("year", Certificate.issued_on)
    years = db.session.scalars(
        select(year).select_from(Certificate).distinct().order_by(year.desc())
    )
    by_state: dict[CertificateState, int] = {}
    by_kind: dict[CertificateKind, int] = {}
    for state, kind, _handed, count in rows:
        by_state[state] = by_state.get(state, 0) + count
        by_kind[kind] = by_kind.get(kind, 0) + count
    waiting = sum(
        count for state, _, done, count in rows if state == CertificateState.ISSUED and not done
    )
    return BookCounts(by_state, by_kind, tuple(int(year) for year in years), waiting)


def _book(request: ListRequest) -> Select[Certificate]:
    statement = (
        select(Certificate)
        .join(Certificate.training_class)
        .options(
            contains_eager(Certificate.training_class).joinedload(
                TrainingClass.course_version, innerjoin=True
            )
        )
        .where(*_wanted(request))
    )
    column: Any = {
        "serial": Certificate.serial_key,
        "registry": Certificate.registry_sequence,
        "name": Certificate.holder_sort_name,
    }.get(request.sort, Certificate.issued_on)
    return statement.order_by(
        column.desc() if request.descending else column,
        Certificate.id.desc() if request.descending else Certificate.id,
    )


def _wanted(request: ListRequest) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if request.query:
        folded = fold(request.query)
        wanted.append(
            or_(
                Certificate.holder_folded_name.contains(folded, autoescape=True),
                Certificate.serial_key.startswith(serial_key(request.query) or "-"),
                Certificate.registry_number.startswith(request.query, autoescape=True),
                TrainingClass.code == request.query.upper(),
            )
        )
    for name, value in request.filters.items():
        wanted.append(_filter(name, value))
    return wanted


def _filter(name: str, value: str) -> ColumnElement[bool]:
    if name == "state":
        return Certificate.state == CertificateState(value)
    if name == "kind":
        return Certificate.kind == CertificateKind(value)
    if name == "year":
        return extract("year", Certificate.issued_on) == int(value)
    return and_(Certificate.state == CertificateState.ISSUED, Certificate.handed_over_on.is_(None))
