"""Read the paper of one category that an application claims."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from vocational.applications.models import Application, ApplicationCategory
from vocational.extensions import db


def paper_of_application(application_id: int, line_id: int) -> ApplicationCategory:
    """Return a claim of this application with its file; raises `NoResultFound`."""
    return db.session.scalars(
        select(ApplicationCategory)
        .where(
            ApplicationCategory.id == line_id,
            ApplicationCategory.application_id == application_id,
        )
        .options(joinedload(ApplicationCategory.file))
    ).one()


def paper_for_update(line_id: int) -> ApplicationCategory:
    """Return a claim with its file, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(ApplicationCategory)
        .where(ApplicationCategory.id == line_id)
        .options(selectinload(ApplicationCategory.file))
        .with_for_update(of=ApplicationCategory)
    ).one()


def application_of_paper(line: ApplicationCategory) -> Application:
    """Return the application that claims it."""
    return db.session.scalars(
        select(Application).where(Application.id == line.application_id)
    ).one()
