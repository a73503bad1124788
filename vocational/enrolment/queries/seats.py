"""The seats of classes: how many are taken, left and waited for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.routes import EnrolmentWindow
from vocational.enrolment.rules.seats import EnrolmentState, SeatOffer, takes_learners
from vocational.extensions import db
from vocational.reference.models import Commune


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
    def window(self) -> EnrolmentWindow:
        """Give what decides how the class is entered."""
        return EnrolmentWindow(self.offer, self.admits_by_ranking, self.apply_until)

    @property
    def label(self) -> str:
        """Name the class by code and course."""
        return f"{self.code} {self.course_name}"


@dataclass(frozen=True)
class ClassPlaces:
    """What a locked class knows of its places: held ones in all and by practice group, and the
    last list number ever given (0: none)."""

    taken: int
    last_number: int
    group_sizes: dict[int, int]


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
