"""Lists of applications for the registrar: of one class or of all, with counts for chips."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vocational.accounts.models import LocalBody
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.queries.applications import parts_of
from vocational.applications.rules.receipts import read_receipt
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass, WeeklySlot
from vocational.classes.rules import SlotLine
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.shared import citizen_number
from vocational.shared.encryption import keyring
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

SORTS = ("submitted", "name", "class", "complete")

#: Built once: the work list asks it.
_BACKLOGS = (
    select(Application.class_id, func.count(), func.min(Application.submitted_at))
    .where(Application.state == ApplicationState.SUBMITTED)
    .group_by(Application.class_id)
    .order_by(func.min(Application.submitted_at), Application.class_id)
)


@dataclass(frozen=True)
class Backlog:
    """Applications of one class that nobody has looked at, and since when."""

    class_id: int
    count: int
    oldest_at: datetime


def applications(request: ListRequest, class_id: int | None = None) -> Page[Application]:
    """Return one page of applications with class, course and categories.

    Words are sought without tone marks in the name, digits in the phone; a whole citizen number
    or receipt code finds its own. Filters: `state`, `way`, `body` (id of a commune
    or association), `category`. Sorts: `SORTS`.
    """
    return fetch_page(db.session(), _chosen(request, class_id), request)


def all_applications(request: ListRequest, class_id: int | None = None) -> Iterable[Application]:
    """Return every application of the list, in its order; for spreadsheets."""
    return db.session.scalars(_chosen(request, class_id)).all()


def counts_by_state(class_id: int | None = None) -> dict[ApplicationState, int]:
    """Count the applications of a class, or of all, by state."""
    chosen = select(Application.state, func.count()).group_by(Application.state)
    if class_id is not None:
        chosen = chosen.where(Application.class_id == class_id)
    return dict(db.session.execute(chosen.order_by(Application.state)).all())


def counts_by_body(class_id: int | None = None) -> list[tuple[LocalBody, int]]:
    """Count the applications of a class, or of all, by who brought them, in order of names."""
    chosen = (
        select(LocalBody, func.count(Application.id))
        .join(Application, Application.local_body_id == LocalBody.id)
        .group_by(LocalBody.id)
        .order_by(LocalBody.folded_name, LocalBody.id)
    )
    if class_id is not None:
        chosen = chosen.where(Application.class_id == class_id)
    return [(row[0], row[1]) for row in db.session.execute(chosen)]


def backlogs() -> list[Backlog]:
    """Return the classes with applications that nobody has looked at, the oldest first."""
    return [Backlog(*row) for row in db.session.execute(_BACKLOGS)]


def classes_at_the_same_hours(
    training_class: TrainingClass, citizen_number_hash: str
) -> list[TrainingClass]:
    """Return other classes in which the person has a seat at an hour of this class.

    Days and weekly times must both overlap; classes without weekly times do not.
    """
    candidates = db.session.scalars(
        select(TrainingClass)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .join(Learner, Learner.id == Enrolment.learner_id)
        .where(Learner.citizen_number_hash == citizen_number_hash, *_seat_during(training_class))
        .options(
            selectinload(TrainingClass.slots),
            joinedload(TrainingClass.course_version, innerjoin=True),
        )
        .order_by(TrainingClass.starts_on, TrainingClass.id)
    ).all()
    return [
        other for other in candidates if any(_meets(slot, training_class) for slot in other.slots)
    ]


def numbers_at_the_same_hours(training_class: TrainingClass, hashes: Collection[str]) -> set[str]:
    """Return those of the hashed numbers with a seat in a class that `classes_at_the_same_hours`
    would name; one query for so many numbers as every database takes at once."""
    result: set[str] = set()
    for part in parts_of(hashes):
        rows = db.session.execute(
            select(Learner.citizen_number_hash, WeeklySlot)
            .join(Enrolment, Enrolment.learner_id == Learner.id)
            .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
            .join(WeeklySlot, WeeklySlot.class_id == TrainingClass.id)
            .where(Learner.citizen_number_hash.in_(part), *_seat_during(training_class))
            .order_by(Learner.id, WeeklySlot.id)
        )
        result.update(number for number, slot in rows if number and _meets(slot, training_class))
    return result


def _seat_during(training_class: TrainingClass) -> tuple[ColumnElement[bool], ...]:
    return (
        Enrolment.state == EnrolmentState.ENROLLED,
        TrainingClass.id != training_class.id,
        TrainingClass.starts_on <= training_class.ends_on,
        TrainingClass.ends_on >= training_class.starts_on,
    )


def _meets(slot: WeeklySlot, training_class: TrainingClass) -> bool:
    return any(_line(slot).overlaps(_line(own)) for own in training_class.slots)


def _line(slot: WeeklySlot) -> SlotLine:
    return SlotLine(slot.weekday, slot.starts_at, slot.minutes)


def _chosen(request: ListRequest, class_id: int | None) -> Select[Application]:
    chosen = (
        select(Application)
        .join(TrainingClass, TrainingClass.id == Application.class_id)
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
        .where(*_wanted(request, class_id))
        .options(
            contains_eager(Application.training_class).contains_eager(TrainingClass.course_version),
            joinedload(Application.commune, innerjoin=True),
            joinedload(Application.local_body),
            selectinload(Application.categories),
        )
    )
    columns: dict[str, Any] = {
        "submitted": Application.submitted_at,
        "name": Application.sort_name,
        "class": TrainingClass.code,
        "complete": Application.completed_at,
    }
    column = columns.get(request.sort, Application.submitted_at)
    return chosen.order_by(column.desc() if request.descending else column.asc(), Application.id)


def _wanted(request: ListRequest, class_id: int | None) -> list[ColumnElement[bool]]:
    match = [] if class_id is None else [Application.class_id == class_id]
    if state := request.filters.get("state"):
        match.append(Application.state == ApplicationState(state))
    if way := request.filters.get("way"):
        match.append(Application.way == IntakeChannel(way))
    if body := request.filters.get("body"):
        match.append(Application.local_body_id == int(body))
    if category := request.filters.get("category"):
        match.append(
            exists().where(
                ApplicationCategory.application_id == Application.id,
                ApplicationCategory.category_code == category,
            )
        )
    if request.query.strip():
        match.append(_mentions(request.query))
    return match


def _mentions(query: str) -> ColumnElement[bool]:
    receipt = read_receipt(query)
    digits = "".join(filter(str.isdigit, query))
    is_number = not any(map(str.isalpha, query)) and bool(digits)
    if receipt is not None:
        return Application.receipt_code == receipt
    if is_number and len(digits) == citizen_number.LENGTH:
        return Application.citizen_number_hash == keyring().fingerprint(digits)
    if is_number:
        return or_(
            Application.phone.contains(digits, autoescape=True),
            Application.citizen_number_tail == digits,
        )
    words = (Application.folded_name.contains(w, autoescape=True) for w in fold(query).split())
    return and_(*words)
