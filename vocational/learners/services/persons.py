"""Write who a person is to a learner or an application; called inside commands."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Protocol

from vocational.learners import queries
from vocational.learners.models import PersonColumns
from vocational.learners.rules import categories
from vocational.learners.services.claims import Claim
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.person_names import clean_name, sort_key
from vocational.shared.phone_numbers import parse_phone
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold


class ReferenceCodes(NamedTuple):
    """Where a person lives, to which people he belongs, how far he went to school."""

    commune_code: str
    ethnic_group: str
    schooling_code: str


@dataclass(frozen=True)
class LearnerEntry:
    """What a form says of a person on the day `on`.

    `citizen_number` None: none is known yet, or the one on file stays. `number_confirmed`:
    somebody compared a number that contradicts sex or year of birth with the papers.
    `birth_place` and `note` None: not asked, so what is on file stays. `shown_claims` are the
    ids of the categories that the form showed: those not among `claims` any more end.
    """

    on: date
    full_name: str
    birth_date: BirthDate
    sex: Sex
    citizen_number: CitizenNumber | None
    phone: str
    commune_code: str
    hamlet: str
    ethnic_group: str
    schooling_code: str
    birth_place: str | None = None
    note: str | None = None
    number_confirmed: bool = False
    claims: tuple[Claim, ...] = ()
    shown_claims: frozenset[int] = frozenset()

    @property
    def reference(self) -> ReferenceCodes:
        """Give the codes of reference data."""
        return ReferenceCodes(self.commune_code, self.ethnic_group, self.schooling_code)


class NumberedPerson(Protocol):
    """A row that keeps a citizen number encrypted, with its keyed hash and its last digits."""

    citizen_number: Any
    citizen_number_hash: Any
    citizen_number_tail: Any


def number_of(row: NumberedPerson) -> CitizenNumber | None:
    """Return the number that a row keeps; None without one."""
    return CitizenNumber(row.citizen_number) if row.citizen_number else None


def entry_of(row: PersonColumns, number: CitizenNumber | None, on: date) -> LearnerEntry:
    """Return a saved person as a form would say it; the number was confirmed before."""
    return LearnerEntry(
        on=on,
        full_name=row.full_name,
        birth_date=row.born,
        sex=row.sex,
        citizen_number=number,
        phone=row.phone,
        commune_code=row.commune_code,
        hamlet=row.hamlet,
        birth_place=row.birth_place,
        ethnic_group=row.ethnic_group,
        schooling_code=row.schooling_code,
        number_confirmed=True,
    )


def fill_person(row: PersonColumns, entry: LearnerEntry) -> None:
    """Bring a row to what a form says of name, birth, sex, telephone, home and schooling.

    Raises `RuleViolation`: those of the fields, `learners.place_unknown`.
    """
    name = clean_name(entry.full_name)
    if row.full_name != name:
        row.full_name, row.folded_name, row.sort_name = name, fold(name), sort_key(name)
    row.birth_date = entry.birth_date.counts_as()
    row.only_birth_year = entry.birth_date.is_year_alone
    row.sex = entry.sex
    row.phone = parse_phone(entry.phone)
    row.hamlet = clean_line(entry.hamlet, 120, "hamlet")
    if entry.birth_place is not None:
        row.birth_place = clean_line(entry.birth_place, 120, "birth_place")
    _fill_reference(row, entry.reference)


def fill_number(row: NumberedPerson, entry: LearnerEntry) -> None:
    """Keep the number of a form, or the one on file; both are compared with sex and birth.

    Raises `RuleViolation` `learners.number_contradicts`.
    """
    number = entry.citizen_number or number_of(row)
    if number is not None:
        categories.check_number(
            number.digits,
            sex=entry.sex,
            birth_date=entry.birth_date,
            confirmed=entry.number_confirmed,
        )
    fingerprint = number.fingerprint if number else None
    # Encrypting gives another text each time: an unchanged number would look changed.
    if row.citizen_number_hash != fingerprint:
        row.citizen_number = number.digits if number else None
        row.citizen_number_hash = fingerprint
        row.citizen_number_tail = number.tail if number else ""


def _fill_reference(row: PersonColumns, given: ReferenceCodes) -> None:
    """Refuse unknown codes; a commune that ended stays with the people who live there."""
    before = ReferenceCodes(row.commune_code, row.ethnic_group, row.schooling_code)
    if given != before:
        unknown = queries.unknown_reference(*given)
        if unknown and not (unknown == "commune" and given.commune_code == before.commune_code):
            raise RuleViolation("learners.place_unknown", unknown)
    row.commune_code, row.ethnic_group, row.schooling_code = given
