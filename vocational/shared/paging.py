"""One page of a list: what was asked for, and what was found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

Row = TypeVar("Row")

PAGE_SIZES = (25, 50, 100)


@dataclass(frozen=True)
class ListRequest:
    """What a reader asks of a list: words, filters, order and page (numbered from 1)."""

    query: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    number: int = 1
    per_page: int = PAGE_SIZES[0]


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows; `total` counts all pages."""

    rows: Sequence[Row]
    total: int
    number: int
    per_page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        """The number of the first row shown, 0 when there is none."""
        return (self.number - 1) * self.per_page + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown, 0 when there is none."""
        return self.first + len(self.rows) - 1 if self.rows else 0


def fetch_page(
    session: Session, statement: Select[*tuple[Any, ...]], request: ListRequest
) -> Page[Any]:
    """Run an ordered select for one page: two queries, whatever its length.

    A page past the end gives the last page. Statements of one entity give entities, others rows.
    """
    counted = statement.order_by(None).options().subquery()
    total = session.scalar(select(func.count()).select_from(counted)) or 0
    number = min(max(1, request.number), max(1, -(-total // request.per_page)))
    limited = statement.limit(request.per_page).offset((number - 1) * request.per_page)
    single = len(statement.column_descriptions) == 1
    result = session.execute(limited)
    rows = result.scalars().all() if single else result.all()
    return Page(rows=rows, total=total, number=number, per_page=request.per_page)
