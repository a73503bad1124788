"""The numbers of decisions and who signs them: one row of numbers a year for every kind."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from vocational.access.command import savepoint
from vocational.documents.decisions import written_number
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.models import DecisionNumber, Signatory
from vocational.institutions.services import numbering
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line

LONGEST_NUMBER = 60
SYMBOL = "QĐ"
"""The sign of a decision in its number. Source: NĐ 30/2020/NĐ-CP annex III."""


def series_of(year: int) -> str:
    """Name the counter of the decisions of a year."""
    return f"decision.{year}"


def written(number: int, on: date) -> str:
    """Write the number of a decision of a day with the institution's symbol: `15/QĐ-TTGDNN`."""
    return _with_symbol(number, _symbol(on))


def proposed_number(on: date) -> str:
    """Give the number that the next decision of the day's year would take; nothing is taken."""
    return _free(institutions.next_number(series_of(on.year)), on)[1]


def take_number(typed: str, on: date, *, taken_code: str) -> str:
    """Take the number of a decision: the one typed, or the next of the year when it is that.

    Raises `RuleViolation` `taken_code` or `too_long` at the field `number`.
    """
    wanted = written_number(clean_line(typed, LONGEST_NUMBER, "number"))
    if wanted and wanted != proposed_number(on):
        _keep(wanted, on, taken_code)
        return wanted
    series = series_of(on.year)
    first = numbering.take_number(series)
    last, number = _free(first, on)
    numbering.take_numbers(series, last - first)
    _keep(number, on, taken_code)
    return number


def signatory_of(on: date, signatory_id: int | None, *, missing_code: str) -> Signatory:
    """Return who signs on a day, the head unless somebody is named.

    Raises `RuleViolation` `missing_code` at the field `signatory_id`.
    """
    for signatory in institutions.signatories_on(on):
        if signatory_id in (None, signatory.id):
            return signatory
    raise RuleViolation(missing_code, "signatory_id")


def _free(first: int, on: date) -> tuple[int, str]:
    """Skip numbers that were typed by hand."""
    symbol = _symbol(on)
    taken = _taken(on.year)
    number = first
    while (text := _with_symbol(number, symbol)) in taken:
        number += 1
    return number, text


def _with_symbol(number: int, symbol: str) -> str:
    return written_number(f"{number}/{symbol}")


def _taken(year: int) -> set[str]:
    """Numbers taken before they were written with a leading zero count as the same."""
    return {written_number(number) for number in institutions.decision_numbers(year)}


def _symbol(on: date) -> str:
    names = institutions.name_on(on)
    return f"{SYMBOL}-{names.document_symbol}" if names and names.document_symbol else SYMBOL


def _keep(number: str, on: date, taken_code: str) -> None:
    """Two may type the same number at once: the second one finds it taken."""
    if number in _taken(on.year):
        raise RuleViolation(taken_code, "number", number=number)
    try:
        with savepoint():
            db.session.add(DecisionNumber(year=on.year, number=number))
            db.session.flush()
    except IntegrityError as error:
        if violates(error, "decision_numbers", "institution_id", "year", "number"):
            raise RuleViolation(taken_code, "number", number=number) from error
        raise
