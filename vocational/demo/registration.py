"""What the counter would have typed for an invented person."""

from datetime import date, timedelta

from vocational.demo.people import Person
from vocational.learners.rules.categories import (
    PaperEnd,
    PaperKind,
    category_of,
    suggested_last_day,
)
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate

COMMUNES = ("09715", "09715", "09715", "09739", "09772", "09784")
#: Of so many people one has a paper that ran out, one has not brought it yet, one has shown no
#: original; of one a copy is kept.
EVERY_EXPIRED = 11
EVERY_MISSING = 13
EVERY_UNSEEN = 17
EVERY_COPIED = 3


def entry_of(person: Person, on: date, starts_on: date, number: int) -> LearnerEntry:
    """Return the form of a person on a day; `number` counts the people of the class."""
    born = person.birth_date
    return LearnerEntry(
        on=on,
        full_name=person.full_name,
        birth_date=BirthDate(born.year) if person.only_birth_year else BirthDate.from_date(born),
        sex=person.sex,
        citizen_number=CitizenNumber(person.citizen_number),
        phone=person.phone,
        commune_code=COMMUNES[number % len(COMMUNES)],
        hamlet=person.hamlet,
        ethnic_group=person.ethnic_group,
        schooling_code=person.schooling_code,
        birth_place="Hà Nội",
        claims=_claims(person, starts_on, number),
    )


def _claims(person: Person, starts_on: date, number: int) -> tuple[Claim, ...]:
    if not person.category:
        return ()
    category = category_of(person.category)
    if category is None or not category.papers:
        return (Claim(person.category, ""),)
    paper = category.papers[0]
    if number % EVERY_MISSING == 0:
        return (Claim(person.category, paper.kind),)
    first, last = _valid(paper, starts_on, expired=number % EVERY_EXPIRED == 0)
    return (
        Claim(
            category_code=person.category,
            paper_kind=paper.kind,
            paper_number=f"{100 + number * 7}/{paper.kind[:3].upper()}",
            issuer="UBND xã Phúc Thọ",
            valid_from=first,
            valid_to=last,
            original_seen=number % EVERY_UNSEEN != 0,
            copy_kept=number % EVERY_COPIED == 0,
        ),
    )


def _valid(paper: PaperKind, starts_on: date, *, expired: bool) -> tuple[date, date | None]:
    if paper.ends is PaperEnd.NONE:
        return starts_on - timedelta(days=400), None
    first = date(starts_on.year - expired, 1, 5)
    return first, suggested_last_day(paper, first) or first + timedelta(days=360)
