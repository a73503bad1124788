"""With which number a book begins, for a centre that comes from paper books."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.certificates.services import plans
from vocational.certificates.services.numbering import Plan
from vocational.certificates.states import CertificateKind
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.models import Counter
from vocational.institutions.services import decisions, numbering
from vocational.shared.errors import RuleViolation


class BookOf(StrEnum):
    """What a book numbers."""

    SERIAL = "serial"
    REGISTRY = "registry"
    DECISION = "decision"


@dataclass(frozen=True)
class Book:
    """One series of numbers: its counter, its kind of certificate (None: decisions), its year
    (None: it runs on from year to year), the number that comes next, as written."""

    series: str
    what: BookOf
    kind: CertificateKind | None
    year: int | None
    next_number: str
    is_used: bool


def books(years: Iterable[int], today: date) -> list[Book]:
    """List the books of those years, certificates first; one that runs on stands once."""
    result: dict[str, Book] = {}
    for year in years:
        for kind in CertificateKind:
            for book in _of_plan(plans.plan_for(kind, today), year):
                result.setdefault(book.series, book)
        series = decisions.series_of(year)
        counter = institutions.counter(series)
        written = decisions.written(counter.next_value if counter else 1, today)
        result[series] = Book(series, BookOf.DECISION, None, year, written, _is_used(counter))
    return list(result.values())


@command(Permission.INSTITUTION_EDIT)
def begin_book(actor: Actor, book: Book | None, first: int, label: str) -> None:
    """Let a book of which no number was taken yet begin with another one than 1.

    `label` names the book in the record of the act.

    Raises `RuleViolation`: `numbers.unknown`, `numbers.used`, `numbers.range`.
    """
    if book is None:
        raise RuleViolation("numbers.unknown", "series")
    row = numbering.begin_at(book.series, first)
    before, after = audit.changes_of(row)
    if after:
        db.session.flush()
        audit.record(actor, "counter.begun", row, before=before, after=after, label=label)


def _of_plan(plan: Plan, year: int) -> Iterator[Book]:
    given = (
        (BookOf.SERIAL, plan.serial, plan.serial_counter(year)),
        (BookOf.REGISTRY, plan.registry, plan.registry_counter(year)),
    )
    for what, series, name in given:
        counter = institutions.counter(name)
        written = series.written(counter.next_value if counter else 1, year)
        in_year = year if series.restarts else None
        yield Book(name, what, plan.kind, in_year, written, _is_used(counter))


def _is_used(counter: Counter | None) -> bool:
    return counter is not None and counter.next_value > counter.begins_at
