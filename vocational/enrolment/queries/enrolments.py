"""Read enrolments: of a class, of learners, one to be changed."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.reference.models import Commune


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
    result: dict[int, list[Enrolment]] = {learner_id: [] for learner_id in ids}
    if not ids:
        return result
    rows = db.session.scalars(
        _whole()
        .where(Enrolment.learner_id.in_(ids))
        .order_by(TrainingClass.starts_on.desc(), Enrolment.id.desc())
    )
    for row in rows:
        result[row.learner_id].append(row)
    return result


def enrolled_on_day(on: date) -> int:
    """Count the enrolments made on a day."""
    counted = select(func.count()).select_from(Enrolment).where(Enrolment.enrolled_on == on)
    return db.session.scalar(counted) or 0


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
