"""Read what a new centre has already: one statement."""

from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, exists, select

from vocational.access.roles import Role
from vocational.accounts.models import Membership
from vocational.catalogue.models import CourseVersion, VersionState
from vocational.classes.models import TrainingClass
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.learners.models import Learner
from vocational.portal.rules import SetupState
from vocational.teachers.models import Teacher


def setup_state(institution_id: int) -> SetupState:
    """Return which of the first things of an institution exist."""
    row = db.session.execute(_statement(), {"institution_id": institution_id}).one()
    return SetupState(*(bool(value) for value in row))


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    own: BindParameter[int] = bindparam("institution_id")
    registrars = select(Membership.id).where(
        Membership.institution_id == own, Membership.role == Role.REGISTRAR
    )
    courses = select(CourseVersion.id).where(CourseVersion.state == VersionState.APPROVED)
    return select(
        and_(Institution.phone != "", Institution.opening_hours != ""),
        exists(registrars),
        exists(select(Teacher.id)),
        exists(courses),
        exists(select(TrainingClass.id)),
        exists(select(Learner.id)),
    ).where(Institution.id == own)
