"""Read applications: one, those of a class, who wants or has a place in it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload, selectinload, subqueryload

from vocational.applications.models import Application
from vocational.applications.rules.intake import OPEN_STATES
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner
from vocational.reference.models import Commune

BATCH = 500
"""Citizen numbers that are looked for at once; small enough for every database."""

#: What every application asks is built once.
_OF_PERSON = (
    Application.class_id == bindparam("class_id"),
    Application.citizen_number_hash == bindparam("number"),
)
_CLASS = select(TrainingClass).where(TrainingClass.id == bindparam("class_id")).with_for_update()
_OPEN = (
    select(Application)
    .where(*_OF_PERSON, Application.state.in_(sorted(OPEN_STATES)))
    .order_by(Application.id)
    .limit(1)
)
_MADE = select(Application).where(
    Application.class_id == bindparam("class_id"),
    Application.form_token == bindparam("form_token"),
)
_SEAT = (
    select(Enrolment.id)
    .join(Learner, Learner.id == Enrolment.learner_id)
    .where(
        Enrolment.class_id == bindparam("class_id"),
        Enrolment.state == EnrolmentState.ENROLLED,
        Learner.citizen_number_hash == bindparam("number"),
    )
    .limit(1)
)


def application(application_id: int) -> Application:
    """Return an application with class, course, commune and categories.

    Raises `NoResultFound`.
    """
    return db.session.scalars(_whole().where(Application.id == application_id)).one()


def application_of_class(class_id: int, application_id: int) -> Application:
    """Return an application of this class, as `application`; raises `NoResultFound`."""
    return db.session.scalars(
        _whole().where(Application.id == application_id, Application.class_id == class_id)
    ).one()


def application_for_update(application_id: int) -> Application:
    """Return an application with its categories, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Application)
        .where(Application.id == application_id)
        .options(selectinload(Application.categories))
        .with_for_update(of=Application)
    ).one()


def applications_of_class(
    class_id: int, states: Collection[ApplicationState] | None = None
) -> Sequence[Application]:
    """Return the applications of a class with categories and commune, by arrival.

    `states` None: all of them.
    """
    chosen = (
        select(Application)
        .where(Application.class_id == class_id)
        .options(
            joinedload(Application.commune, innerjoin=True), subqueryload(Application.categories)
        )
        .order_by(Application.submitted_at, Application.id)
    )
    if states is not None:
        chosen = chosen.where(Application.state.in_(states))
    return db.session.scalars(chosen).all()


def open_application_of(class_id: int, citizen_number_hash: str) -> Application | None:
    """Return the application of a person in a class that is neither refused nor given up."""
    given = {"class_id": class_id, "number": citizen_number_hash}
    return db.session.scalars(_OPEN, given).first()


def made_by_form(class_id: int, form_token: str) -> Application | None:
    """Return the application that this form made in this class before; None when none."""
    given = {"class_id": class_id, "form_token": form_token}
    return db.session.scalars(_MADE, given).one_or_none()


def has_seat(class_id: int, citizen_number_hash: str) -> bool:
    """Tell whether a person with this number has a seat in the class."""
    given = {"class_id": class_id, "number": citizen_number_hash}
    return db.session.scalar(_SEAT, given) is not None


def taken_numbers(class_id: int, hashes: Collection[str]) -> set[str]:
    """Return those of the hashed citizen numbers that want or have a place in a class."""
    result: set[str] = set()
    for part in parts_of(hashes):
        wanted = select(Application.citizen_number_hash).where(
            Application.class_id == class_id,
            Application.state.in_(sorted(OPEN_STATES)),
            Application.citizen_number_hash.in_(part),
        )
        seated = (
            select(Learner.citizen_number_hash)
            .join(Enrolment, Enrolment.learner_id == Learner.id)
            .where(
                Enrolment.class_id == class_id,
                Enrolment.state == EnrolmentState.ENROLLED,
                Learner.citizen_number_hash.in_(part),
            )
        )
        result.update(db.session.scalars(wanted.order_by(Application.id)))
        result.update(row for row in db.session.scalars(seated.order_by(Learner.id)) if row)
    return result


def class_for_update(class_id: int) -> TrainingClass:
    """Return a class, its row locked and nothing else loaded; raises `NoResultFound`."""
    return db.session.scalars(_CLASS, {"class_id": class_id}).one()


def parts_of(values: Collection[str]) -> Iterator[list[str]]:
    """Give the values in parts that every database takes in one statement."""
    ordered = sorted(values)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


def _whole() -> Select[Application]:
    return select(Application).options(
        joinedload(Application.training_class, innerjoin=True).joinedload(
            TrainingClass.course_version, innerjoin=True
        ),
        joinedload(Application.commune, innerjoin=True).joinedload(
            Commune.province, innerjoin=True
        ),
        joinedload(Application.local_body),
        selectinload(Application.categories),
    )


def learners_by_number(hashes: Iterable[str]) -> dict[str, Learner]:
    """Return who is on file with these citizen numbers, with categories, by hash."""
    rows = db.session.scalars(
        select(Learner)
        .where(Learner.citizen_number_hash.in_(list(hashes)))
        .options(selectinload(Learner.categories))
        .order_by(Learner.id)
    )
    return {row.citizen_number_hash: row for row in rows if row.citizen_number_hash}
