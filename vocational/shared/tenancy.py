"""Keep institutions apart: every query and write of their data passes here.

A scope must be entered before any scoped row is read or written; without one the statement
raises. Core statements on tables are refused; `text()` cannot be seen here and is forbidden
elsewhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import (
    ClauseElement,
    ForeignKey,
    ForeignKeyConstraint,
    Insert,
    TableClause,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors

from vocational.shared.planning import LowSelectivity

_KEY = "institution_scope"
_fenced: WeakKeyDictionary[Any, tuple[Any, Any]] = WeakKeyDictionary()
_touching: WeakKeyDictionary[Any, tuple[frozenset[str] | None, bool]] = WeakKeyDictionary()
"""Statements that are alive, each with the scope it ran in last and its form fenced to that."""


class OutsideInstitution(Exception):
    """A statement would read or write another institution's rows, or no scope is entered."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which institutions' rows may be seen; None means all, for a stated reason."""

    institution_ids: frozenset[int] | None
    reason: str = ""

    @property
    def single(self) -> int | None:
        """The one institution that rows may be written for, if it is one."""
        if self.institution_ids is None or len(self.institution_ids) != 1:
            return None
        return next(iter(self.institution_ids))


class InstitutionScoped:
    """A row that belongs to one institution."""

    @declared_attr
    def institution_id(cls) -> Mapped[int]:
        """The owner; stamped on flush from the scope."""
        return mapped_column(ForeignKey("institutions.id"), nullable=False)


def fenced_key(column: str, table: str) -> ForeignKeyConstraint:
    """Return a foreign key that the database refuses across institutions.

    The parent's table needs `fenced_parent()`.
    """
    return ForeignKeyConstraint(
        ["institution_id", column], [f"{table}.institution_id", f"{table}.id"]
    )


def fenced_parent() -> UniqueConstraint:
    """Return the unique constraint that a `fenced_key` of another table points at."""
    return UniqueConstraint("institution_id", "id")


def current_scope(session: Session) -> Scope | None:
    """Return the scope entered in this session, if any."""
    return session.info.get(_KEY)


def scoped_institution_id(session: Session) -> int:
    """Return the one institution whose scope is entered.

    Raises `OutsideInstitution` when none, several or all are.
    """
    scope = current_scope(session)
    if scope is None or scope.single is None:
        raise OutsideInstitution("No single institution is entered")
    return scope.single


def enter_scope(session: Session, scope: Scope | None) -> None:
    """Replace the scope; objects of the former scope leave the identity map."""
    if session.info.get(_KEY) == scope:
        return
    session.expunge_all()
    session.info[_KEY] = scope


@contextmanager
def institution_scope(session: Session, *institution_ids: int) -> Iterator[None]:
    """See only these institutions' rows inside the block."""
    with _entered(session, Scope(frozenset(institution_ids))):
        yield


@contextmanager
def all_institutions(session: Session, reason: str) -> Iterator[None]:
    """See every institution's rows inside the block; say why. Writing is refused."""
    with _entered(session, Scope(None, reason)):
        yield


@contextmanager
def _entered(session: Session, scope: Scope) -> Iterator[None]:
    before = current_scope(session)
    enter_scope(session, scope)
    try:
        yield
    finally:
        enter_scope(session, before)


def install(session_class: type[Session]) -> None:
    """Put the fence around every session of this class."""
    event.listen(session_class, "do_orm_execute", _fence)
    event.listen(session_class, "before_flush", _stamp)


def _is_scoped(state: ORMExecuteState) -> bool:
    return any(issubclass(mapper.class_, InstitutionScoped) for mapper in state.all_mappers)


def _touches_scoped(state: ORMExecuteState) -> bool:
    """Whether scoped rows are read anywhere in the statement, also in a count or a subquery.

    A statement never changes: of one that is kept and run again the answer is kept too.
    """
    names = _scoped_tables(len(InstitutionScoped.__subclasses__()))
    kept_for, answer = _touching.get(state.statement, (None, False))
    if kept_for != names:
        answer = any(
            isinstance(table, TableClause) and table.name in names
            for element in visitors.iterate(cast(ClauseElement, state.statement))
            for table in (element, getattr(element, "table", None))
        )
        _touching[state.statement] = (names, answer)
    return answer


@lru_cache(maxsize=1)
def _scoped_tables(_classes: int) -> frozenset[str]:
    return frozenset(
        mapped.__tablename__  # type: ignore[attr-defined] # every subclass is mapped
        for mapped in InstitutionScoped.__subclasses__()
    )


def _fence(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    scope = current_scope(state.session)
    if state.is_insert:
        _check_insert(state, scope)
        return
    if scope is None:
        if _is_scoped(state) or _touches_scoped(state):
            raise OutsideInstitution(f"No institution is entered: {state.statement}")
        return
    if scope.institution_ids is None:
        if not state.is_select and _touches_scoped(state):
            raise OutsideInstitution("Rows of all institutions are read only")
        return
    if not state.is_orm_statement and _touches_scoped(state):
        raise OutsideInstitution("A statement on bare tables cannot be fenced")
    _add_criteria(state, scope)


def _add_criteria(state: ORMExecuteState, scope: Scope) -> None:
    """Fence the statement; one that is kept and run again keeps its fenced form too.

    Its form must not hang on the statement itself: SQLAlchemy copies attributes into statements
    that are derived from it.
    """
    kept_for, fenced = _fenced.get(state.statement, (None, None))
    if fenced is None or kept_for != scope:
        fenced = state.statement.options(_criteria(scope))
        _fenced[state.statement] = (scope, fenced)
    state.statement = fenced


def _criteria(scope: Scope) -> LoaderCriteriaOption:
    if scope.single is not None:
        owner = scope.single
        return with_loader_criteria(
            InstitutionScoped,
            lambda cls: LowSelectivity(cls.institution_id == owner),
            include_aliases=True,
            propagate_to_loaders=False,
        )
    owners = sorted(scope.institution_ids or ())
    return with_loader_criteria(
        InstitutionScoped,
        lambda cls: cls.institution_id.in_(owners),
        include_aliases=True,
        propagate_to_loaders=False,
    )


def _check_insert(state: ORMExecuteState, scope: Scope | None) -> None:
    """Bulk inserts skip the flush: stamp and check their rows here."""
    if not _is_scoped(state):
        return
    if scope is None or scope.single is None:
        raise OutsideInstitution("A bulk insert needs one institution")
    rows: Any = state.parameters
    if rows is None or (isinstance(state.statement, Insert) and state.statement.select is not None):
        raise OutsideInstitution("Give the rows of a bulk insert as parameters")
    for row in rows if isinstance(rows, list) else [rows]:
        if row.setdefault("institution_id", scope.single) != scope.single:
            raise OutsideInstitution("A row of another institution")


def _stamp(session: Session, _context: object, _instances: object) -> None:
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, InstitutionScoped):
            _check_row(session, row)


def _check_row(session: Session, row: InstitutionScoped) -> None:
    owner = scoped_institution_id(session)
    if row.institution_id is None and row in session.new:
        row.institution_id = owner
    if row.institution_id != owner:
        raise OutsideInstitution(f"{type(row).__name__} belongs to another institution")
