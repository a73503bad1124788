"""What the officers of a commune or association may read: this module is their fence.

Their pages read applications and files here alone, and every statement begins with `_own` or
`_own_files`. Of classes they see what the public sees.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from vocational.applications.models import Application
from vocational.applications.queries.applications import parts_of
from vocational.applications.rules.intake import OPEN_STATES, Intake, takes_applications
from vocational.applications.states import ApplicationState
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.communes.models import ApplicationFile
from vocational.extensions import db
from vocational.reference.models import Commune
from vocational.shared.paging import ListRequest, Page, fetch_page
from vocational.shared.vietnamese_text import fold

SORTS = ("submitted", "name", "class")
MOST_FILES = 20


def applications(body_id: int, request: ListRequest) -> Page[Application]:
    """Return one page of what a body entered; filters `state`, `class`; sorts `SORTS`."""
    chosen = _own(body_id).join(TrainingClass, TrainingClass.id == Application.class_id)
    if state := request.filters.get("state"):
        chosen = chosen.where(Application.state == ApplicationState(state))
    if code := request.filters.get("class"):
        chosen = chosen.where(TrainingClass.code == code)
    words = fold(request.query).split()
    chosen = chosen.where(
        and_(True, *(Application.folded_name.contains(word, autoescape=True) for word in words))
    )
    columns = {"name": Application.sort_name, "class": TrainingClass.code}
    column = columns.get(request.sort, Application.submitted_at)
    ordered = chosen.order_by(
        column.desc() if request.descending else column.asc(),
        Application.id.desc() if request.descending else Application.id,
    )
    return fetch_page(db.session(), ordered, request)


def latest(body_id: int, class_id: int, limit: int) -> Sequence[Application]:
    """Return what a body entered last for a class, the newest first."""
    return db.session.scalars(
        _own(body_id)
        .where(Application.class_id == class_id)
        .order_by(Application.id.desc())
        .limit(limit)
    ).all()


def count_in(body_id: int, class_id: int) -> int:
    """Count the applications of a body for a class that are neither refused nor given up."""
    chosen = _own(body_id).where(
        Application.class_id == class_id, Application.state.in_(sorted(OPEN_STATES))
    )
    counted = select(func.count()).select_from(chosen.options().subquery())
    return db.session.scalar(counted) or 0


def submitted(body_id: int, class_id: int) -> Sequence[Application]:
    """Return the applications for the printed list of a class: those still wanted, by name."""
    return db.session.scalars(
        _own(body_id)
        .where(Application.class_id == class_id, Application.state.in_(sorted(OPEN_STATES)))
        .order_by(Application.sort_name, Application.id)
    ).all()


def application(body_id: int, application_id: int) -> Application:
    """Return an application that the body entered; raises `NoResultFound` for any other."""
    return db.session.scalars(_own(body_id).where(Application.id == application_id)).one()


def application_for_update(body_id: int, application_id: int) -> Application:
    """Return an application that the body entered, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Application)
        .where(Application.local_body_id == body_id, Application.id == application_id)
        .options(selectinload(Application.categories))
        .with_for_update(of=Application)
    ).one()


def entered_before(
    body_id: int, class_id: int, number_hashes: Collection[str]
) -> dict[str, Application]:
    """Return the open applications of a body for a class by hash of the citizen number."""
    result: dict[str, Application] = {}
    for part in parts_of(number_hashes):
        rows = db.session.scalars(
            _own(body_id)
            .where(
                Application.class_id == class_id,
                Application.state.in_(sorted(OPEN_STATES)),
                Application.citizen_number_hash.in_(part),
            )
            .order_by(Application.id)
        )
        result |= {row.citizen_number_hash: row for row in rows}
    return result


def classes_taking_applications(on: date) -> list[TrainingClass]:
    """Return the classes that take applications on a day, by first day and code."""
    rows = db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.state == ClassState.OPEN)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True),
            joinedload(TrainingClass.commune, innerjoin=True),
        )
        .order_by(TrainingClass.starts_on, TrainingClass.code, TrainingClass.id)
    ).all()
    return [row for row in rows if takes_applications(intake_of(row), on)]


def intake_of(row: TrainingClass) -> Intake:
    """Return what decides whether a class takes applications."""
    return Intake(row.state, row.starts_on, row.ends_on, row.apply_until)


def classes_submitted_to(body_id: int) -> list[tuple[str, str, int]]:
    """Return (code, course, applications) of the classes a body has entered somebody for."""
    counted = (
        select(Application.class_id, func.count().label("entered"))
        .where(Application.local_body_id == body_id)
        .group_by(Application.class_id)
        .subquery()
    )
    rows = db.session.execute(
        select(TrainingClass, counted.c.entered)
        .join(counted, counted.c.class_id == TrainingClass.id)
        .options(joinedload(TrainingClass.course_version, innerjoin=True))
        .order_by(TrainingClass.starts_on.desc(), TrainingClass.id)
    )
    return [(row.code, row.course_version.name, entered) for row, entered in rows]


def count_of_file(body_id: int, form_prefix: str) -> int:
    """Count the applications of a body whose form tokens begin so."""
    counted = select(func.count(Application.id)).where(
        Application.local_body_id == body_id,
        Application.form_token.startswith(form_prefix, autoescape=True),
    )
    return db.session.scalar(counted) or 0


def files(body_id: int) -> Sequence[ApplicationFile]:
    """Return the newest files of a body, those entered and the one that waits."""
    return db.session.scalars(
        _own_files(body_id).order_by(ApplicationFile.id.desc()).limit(MOST_FILES)
    ).all()


def file(body_id: int, file_id: int) -> ApplicationFile:
    """Return a file of the body; raises `NoResultFound` for any other."""
    return db.session.scalars(_own_files(body_id).where(ApplicationFile.id == file_id)).one()


def file_for_update(body_id: int, file_id: int) -> ApplicationFile:
    """Return a file of the body, the row locked; raises `NoResultFound` for any other."""
    return db.session.scalars(
        select(ApplicationFile)
        .where(ApplicationFile.local_body_id == body_id, ApplicationFile.id == file_id)
        .with_for_update(of=ApplicationFile)
    ).one()


def waiting_files(body_id: int) -> Sequence[ApplicationFile]:
    """Return the files of a body that were read and neither entered nor dropped."""
    return db.session.scalars(
        _own_files(body_id)
        .where(ApplicationFile.imported_at.is_(None))
        .order_by(ApplicationFile.id)
    ).all()


def _own(body_id: int) -> Select[Application]:
    return (
        select(Application)
        .where(Application.local_body_id == body_id)
        .options(
            joinedload(Application.training_class, innerjoin=True).joinedload(
                TrainingClass.course_version, innerjoin=True
            ),
            joinedload(Application.commune, innerjoin=True).joinedload(
                Commune.province, innerjoin=True
            ),
            selectinload(Application.categories),
        )
    )


def _own_files(body_id: int) -> Select[ApplicationFile]:
    return (
        select(ApplicationFile)
        .where(ApplicationFile.local_body_id == body_id)
        .options(
            joinedload(ApplicationFile.training_class, innerjoin=True).joinedload(
                TrainingClass.course_version, innerjoin=True
            )
        )
    )
