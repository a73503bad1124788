"""What stands on the list of a class, all text as printed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vocational.catalogue.rules import levels
from vocational.classes.models import TrainingClass
from vocational.documents.papers import SIGN_BY_HAND, Letterhead, Signature
from vocational.enrolment.models import Enrolment
from vocational.learners.models import Learner
from vocational.learners.rules.categories import category_of
from vocational.learners.services import claims
from vocational.shared.dates import format_date, statutory_date
from vocational.shared.sex import Sex


@dataclass(frozen=True)
class PrintedLearner:
    """One line of the list."""

    number: int
    name: str
    birth_date: str
    is_female: bool
    citizen_number: str
    ethnic_group: str
    schooling: str
    residence: str
    categories: str
    phone: str
    note: str = ""


@dataclass(frozen=True)
class PrintedList:
    """The list of a class; the variables of its template."""

    letterhead: Letterhead
    class_name: str
    occupation: str
    level: str
    period: str
    place: str
    decision: str
    signatures: tuple[Signature, ...]
    place_and_date: str
    learners: tuple[PrintedLearner, ...]


@dataclass(frozen=True)
class ListContext:
    """What the list takes from elsewhere: the institution's, and names of schooling levels."""

    letterhead: Letterhead
    place_and_date: str
    head: Signature
    schooling: Mapping[str, str]
    prepared_by: str


def class_list_of(
    row: TrainingClass, enrolments: Iterable[Enrolment], context: ListContext
) -> PrintedList:
    """Fill the list of a class in.

    Source: domain practice; the columns that commune lists and opening decisions carry.
    """
    return PrintedList(
        letterhead=context.letterhead,
        class_name=row.code,
        occupation=row.course_version.name,
        level=levels.ON_PAPERS[row.course_version.level],
        period=f"từ {format_date(row.starts_on)} đến {format_date(row.ends_on)}",
        place=f"{row.place}, {row.commune.name}",
        decision=_decision(row),
        signatures=(
            Signature("NGƯỜI LẬP BIỂU", name=context.prepared_by, note=SIGN_BY_HAND),
            context.head,
        ),
        place_and_date=context.place_and_date,
        learners=tuple(
            _line(number, item.learner, context) for number, item in _numbered(enrolments)
        ),
    )


def _numbered(enrolments: Iterable[Enrolment]) -> Iterable[tuple[int, Enrolment]]:
    """Frozen numbers stay; before that the lines are counted."""
    for place, enrolment in enumerate(enrolments, start=1):
        yield enrolment.list_number or place, enrolment


def _line(number: int, learner: Learner, context: ListContext) -> PrintedLearner:
    return PrintedLearner(
        number=number,
        name=learner.full_name,
        birth_date=learner.born.statutory(),
        is_female=learner.sex is Sex.FEMALE,
        citizen_number=learner.citizen_number or "",
        ethnic_group=learner.ethnic_group,
        schooling=context.schooling.get(learner.schooling_code, ""),
        residence=learner.residence,
        categories=", ".join(_categories(learner)),
        phone=learner.phone,
    )


def _categories(learner: Learner) -> Iterable[str]:
    for claim in claims.current_claims(learner):
        category = category_of(claim.category_code)
        if category is not None:
            yield category.name


def _decision(row: TrainingClass) -> str:
    if row.opening_decision_on is None:
        return ""
    return f"số {row.opening_decision_number} ngày {statutory_date(row.opening_decision_on)}"
