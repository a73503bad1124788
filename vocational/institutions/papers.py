"""What papers take from the institution on a day: letterhead, place, who signs as its head."""

from datetime import date

from vocational.documents.decisions import written_number
from vocational.documents.papers import Letterhead, Signature
from vocational.extensions import db
from vocational.institutions import queries
from vocational.shared.dates import statutory_place_and_day
from vocational.shared.tenancy import scoped_institution_id


def letterhead_on(day: date, *, number: str = "") -> Letterhead:
    """Return the head of a paper of a day; one with a number also names place and day.

    Names are empty before the first that is recorded.
    """
    names = queries.name_on(day)
    return Letterhead(
        superior_body=names.superior_body if names else "",
        institution_name=names.name if names else "",
        number=written_number(number),
        place_and_date=place_and_date(day) if number else "",
    )


def place_and_date(day: date) -> str:
    """Write the line above a signature: the institution's place and a day."""
    place = queries.institution(scoped_institution_id(db.session())).place_name
    return statutory_place_and_day(place, day)


def head_signature(day: date) -> Signature:
    """Return the signature of who heads the institution on a day; empty when nobody is known."""
    head = next(iter(queries.signatories_on(day)), None)
    return Signature(head.title.upper(), name=head.full_name) if head else Signature("")
