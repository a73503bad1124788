"""Read enrolments: lists of classes, seats, and the classes of learners."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.entry import Gate
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules import EnrolmentState, SeatOffer, takes_learners
from vocational.extensions import db
from vocational.learners import queries as learner_queries
from vocational.learners.models import Learner
from vocational.reference.models import Commune
from vocational.shared.paging import ListRequest, Page, fetch_page

BATCH = 500
"""Learners whose classes are read at once; small enough for every database."""


@dataclass(frozen=True)
class ClassSeats:
    """A class as the counter offers it: course, days, place, seats in all and taken."""

    id: int
    code: str
    course_name: str
    place: str
    commune_name: str
    offer: SeatOffer
    admits_by_ranking: bool
    apply_until: date | None

    @property
    def gate(self) -> Gate:
        """Give what decides how the class is entered."""
        return Gate(self.offer, self.admits_by_ranking, self.apply_until)

    @property
    def label(self) -> str:
        """Name the class by code and course."""
        return f"{self.code} {self.course_name}"


@dataclass(frozen=True)
class LearnerRow:
    """A learner with the newest place in a class, None before the first."""

    learner: Learner
    latest: Enrolment | None


@dataclass(frozen=True)
class ClassPlaces:
    """What a locked class knows of its places: held ones in all and by practice group, and the
    last list number ever given (0: none)."""

    taken: int
    last_number: int
    group_sizes: dict[int, int]


def enrolments_of_class(class_id: int, *, with_withdrawn: bool = False) -> Sequence[Enrolment]:
    """Return the enrolments of a class with learners and groups, by list number, then name.

    Those without a number come last, in Vietnamese name order.
    """
    chosen = _of_class(class_id).order_by(
        Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
    )
    if not with_withdrawn:
        chosen = chosen.where(Enrolment.state == EnrolmentState.ENROLLED)
    return db.session.scalars(chosen).all()


def seats_taken(class_ids: Iterable[int]) -> dict[int, int]:
    """Count the learners who hold a place, by class; classes without one are 0."""
    ids = list(class_ids)
    rows = db.session.execute(
        select(Enrolment.class_id, func.count())
        .where(Enrolment.class_id.in_(ids), Enrolment.state == EnrolmentState.ENROLLED)
        .group_by(Enrolment.class_id)
        .order_by(Enrolment.class_id)
    )
    return dict.fromkeys(ids, 0) | dict(rows.all())


def open_classes_with_seats(on: date) -> list[ClassSeats]:
    """Return the classes that take learners on a day, also full ones, by first day and code."""
    rows = db.session.execute(
        _seats()
        .where(
            TrainingClass.state.in_((ClassState.OPEN, ClassState.RUNNING)),
            TrainingClass.ends_on >= on,
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)
    )
    classes = [_class_seats(row) for row in rows]
    return [seats for seats in classes if takes_learners(seats.offer, on)]


def class_with_seats(class_id: int) -> ClassSeats | None:
    """Return one class with its seats, whatever its state; None when there is none."""
    row = db.session.execute(_seats().where(TrainingClass.id == class_id)).one_or_none()
    return None if row is None else _class_seats(row)


def class_for_update(class_id: int) -> TrainingClass:
    """Return a class with its course and groups, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True),
            selectinload(TrainingClass.groups),
        )
        .with_for_update(of=TrainingClass)
    ).one()


def enrolment(enrolment_id: int) -> Enrolment:
    """Return an enrolment with learner, place, categories, class, course and group.

    Raises `NoResultFound`.
    """
    of_learner = joinedload(Enrolment.learner, innerjoin=True)
    return db.session.scalars(
        _whole()
        .where(Enrolment.id == enrolment_id)
        .options(
            of_learner.selectinload(Learner.categories),
            of_learner.joinedload(Learner.commune, innerjoin=True).joinedload(
                Commune.province, innerjoin=True
            ),
        )
    ).one()


def enrolment_for_update(enrolment_id: int) -> Enrolment:
    """Return an enrolment with its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Enrolment).where(Enrolment.id == enrolment_id).with_for_update()
    ).one()


def enrolments_for_update(class_id: int, ids: Iterable[int]) -> Sequence[Enrolment]:
    """Return those enrolments that belong to the class, rows locked, by id."""
    return db.session.scalars(
        select(Enrolment)
        .where(Enrolment.class_id == class_id, Enrolment.id.in_(list(ids)))
        .order_by(Enrolment.id)
        .with_for_update()
    ).all()


def places(class_id: int) -> ClassPlaces:
    """Count the places of a class; ask while its row is locked."""
    rows = db.session.execute(
        select(
            Enrolment.practice_group_id,
            func.count().filter(Enrolment.state == EnrolmentState.ENROLLED),
            func.max(Enrolment.list_number),
        )
        .where(Enrolment.class_id == class_id)
        .group_by(Enrolment.practice_group_id)
        .order_by(Enrolment.practice_group_id)
    ).all()
    return ClassPlaces(
        taken=sum(row[1] for row in rows),
        last_number=max((row[2] or 0 for row in rows), default=0),
        group_sizes={row[0]: row[1] for row in rows if row[0] is not None},
    )


def place_of(class_id: int, learner_id: int) -> Enrolment | None:
    """Return the learner's line in a class, also a withdrawn one; None without."""
    return db.session.scalars(
        select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.learner_id == learner_id)
    ).one_or_none()


def made_by_form(class_id: int, form_token: str) -> Enrolment | None:
    """Return the enrolment that this form made in this class before; None when none."""
    return db.session.scalars(
        select(Enrolment).where(Enrolment.class_id == class_id, Enrolment.form_token == form_token)
    ).one_or_none()


def overlapping_class(
    learner_id: int, starts_on: date, ends_on: date, other_than: int
) -> TrainingClass | None:
    """Return a class not yet over in which the learner has a place and whose days overlap."""
    return db.session.scalars(
        select(TrainingClass)
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .where(
            Enrolment.learner_id == learner_id,
            Enrolment.state == EnrolmentState.ENROLLED,
            TrainingClass.id != other_than,
            TrainingClass.state.in_((ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING)),
            TrainingClass.starts_on <= ends_on,
            TrainingClass.ends_on >= starts_on,
        )
        .options(joinedload(TrainingClass.course_version, innerjoin=True))
        .order_by(TrainingClass.starts_on, TrainingClass.id)
        .limit(1)
    ).one_or_none()


def enrolments_of_learner(learner_id: int) -> Sequence[Enrolment]:
    """Return the learner's places with class and course, newest class first."""
    return db.session.scalars(
        _whole()
        .where(Enrolment.learner_id == learner_id)
        .order_by(TrainingClass.starts_on.desc(), Enrolment.id.desc())
    ).all()


def enrolments_of_learners(learner_ids: Iterable[int]) -> dict[int, list[Enrolment]]:
    """Return the places of several learners with class and course, newest class first."""
    ids = list(learner_ids)
    found: dict[int, list[Enrolment]] = {learner_id: [] for learner_id in ids}
    if not ids:
        return found
    rows = db.session.scalars(
        _whole()
        .where(Enrolment.learner_id.in_(ids))
        .order_by(TrainingClass.starts_on.desc(), Enrolment.id.desc())
    )
    for row in rows:
        found[row.learner_id].append(row)
    return found


def learner_rows(request: ListRequest) -> Page[LearnerRow]:
    """Return one page of learners with their newest places: five queries, whatever its length.

    As `learners.queries.matching`, and the filter `class_state`: `planned`, `open`, `running`,
    `finished`, `closed` (a place in such a class) or `none` (in no class).
    """
    page: Page[Learner] = fetch_page(db.session(), _learners(request), request)
    return Page(_with_latest(page.rows), page.total, page.number, page.per_page)


def all_learner_rows(request: ListRequest) -> list[LearnerRow]:
    """Return every learner of the list, in its order; for spreadsheets."""
    return _with_latest(db.session.scalars(_learners(request)).all())


def enrolled_on_day(on: date) -> int:
    """Count the enrolments made on a day."""
    counted = select(func.count()).select_from(Enrolment).where(Enrolment.enrolled_on == on)
    return db.session.scalar(counted) or 0


def _with_latest(rows: Sequence[Learner]) -> list[LearnerRow]:
    found = []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        places = enrolments_of_learners(row.id for row in part)
        found += [LearnerRow(row, next(iter(places[row.id]), None)) for row in part]
    return found


def _seats() -> Select[*tuple[Any, ...]]:
    taken = (
        select(Enrolment.class_id, func.count().label("taken"))
        .where(Enrolment.state == EnrolmentState.ENROLLED)
        .group_by(Enrolment.class_id)
        .subquery()
    )
    return (
        select(
            TrainingClass.id,
            TrainingClass.code,
            CourseVersion.name,
            TrainingClass.place,
            Commune.name,
            TrainingClass.admits_by_ranking,
            TrainingClass.apply_until,
            TrainingClass.state,
            TrainingClass.starts_on,
            TrainingClass.ends_on,
            TrainingClass.capacity,
            func.coalesce(taken.c.taken, 0),
        )
        .join(TrainingClass.course_version)
        .join(TrainingClass.commune)
        .outerjoin(taken, taken.c.class_id == TrainingClass.id)
    )


def _class_seats(row: Row[*tuple[Any, ...]]) -> ClassSeats:
    class_id, code, course_name, place, commune_name, is_ranked, apply_until, *offer = row
    seats = SeatOffer(*offer)
    return ClassSeats(
        class_id, code, course_name, place, commune_name, seats, is_ranked, apply_until
    )


def _learners(request: ListRequest) -> Select[Learner]:
    chosen = learner_queries.matching(request)
    state = request.filters.get("class_state", "")
    held = exists().where(
        Enrolment.learner_id == Learner.id, Enrolment.state == EnrolmentState.ENROLLED
    )
    if state == "none":
        return chosen.where(~held)
    if not state:
        return chosen
    of_state = held.where(
        TrainingClass.id == Enrolment.class_id, TrainingClass.state == ClassState(state)
    )
    return chosen.where(of_state)


def _of_class(class_id: int) -> Select[Enrolment]:
    return (
        select(Enrolment)
        .join(Enrolment.learner)
        .outerjoin(Enrolment.practice_group)
        .where(Enrolment.class_id == class_id)
        .options(contains_eager(Enrolment.learner), contains_eager(Enrolment.practice_group))
    )


def _whole() -> Select[Enrolment]:
    return (
        select(Enrolment)
        .join(Enrolment.training_class)
        .options(
            contains_eager(Enrolment.training_class).joinedload(
                TrainingClass.course_version, innerjoin=True
            ),
            joinedload(Enrolment.learner, innerjoin=True).joinedload(
                Learner.commune, innerjoin=True
            ),
            joinedload(Enrolment.practice_group),
        )
    )
