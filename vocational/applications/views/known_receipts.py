"""Which receipts a browser has shown the date of birth of: their pages stay open in it."""

from dataclasses import dataclass

from flask import session

from vocational.applications.queries import public as reads
from vocational.applications.queries.public import ClassForApplicants
from vocational.applications.rules.receipts import read_receipt

MOST_SHOWN = 5
"""So many receipts whose date of birth was given stay open in one browser."""

_SHOWN = "receipts"


@dataclass(frozen=True)
class Shown:
    """An application whose applicant is here, the institution that has it, and its class."""

    code: str
    institution_id: int
    application_id: int
    wanted: ClassForApplicants


def remember_receipt(code: str) -> None:
    """Keep in the signed cookie that this browser has shown the date of birth."""
    kept = [item for item in session.get(_SHOWN, []) if item != code]
    session[_SHOWN] = [*kept, code][-MOST_SHOWN:]


def shown(receipt: str) -> Shown | None:
    """Return the application of a receipt; None where the date of birth was not shown."""
    code = read_receipt(receipt)
    owner = reads.owner_of_receipt(code) if code in session.get(_SHOWN, []) and code else None
    if owner is None or code is None:
        return None
    institution_id, application_id, class_code = owner
    wanted = reads.class_for_applicants(class_code)
    return Shown(code, institution_id, application_id, wanted)
