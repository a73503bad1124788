"""What a new class is offered before anything is typed."""

from vocational.classes import queries, rules
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.shared.tenancy import scoped_institution_id


def next_code(year: int) -> str:
    """Return the code that the next class of a year will get; nothing is taken yet."""
    institution_code = institutions.institution(scoped_institution_id(db.session())).code
    number = institutions.next_number(rules.code_series(year))
    taken = queries.codes_beginning(f"{institution_code}-{year}-")
    while rules.next_code(institution_code, year, number) in taken:
        number += 1
    return rules.next_code(institution_code, year, number)
