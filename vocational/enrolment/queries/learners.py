"""Read the list of learners, each with the newest enrolment."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import defer

from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners import queries as learner_queries
from vocational.learners.models import Learner
from vocational.shared.paging import ListRequest, Page, fetch_page

BATCH = 500
"""Learners whose classes are read at once; small enough for every database."""


@dataclass(frozen=True)
class Place:
    """A place in a class, held or given up."""

    class_id: int
    class_code: str
    course_name: str
    state: EnrolmentState


@dataclass(frozen=True)
class LearnerRow:
    """A learner with the newest place in a class, None before the first."""

    learner: Learner
    latest: Place | None


def learner_rows(request: ListRequest) -> Page[LearnerRow]:
    """Return one page of learners with their newest places: four queries, whatever its length.

    Their citizen numbers are not read: of a list they are shown masked.
    As `learners.queries.matching`, and the filter `class_state`: `planned`, `open`, `running`,
    `finished`, `closed` (a place in such a class) or `none` (in no class).
    """
    chosen = _learners(request).options(defer(Learner.citizen_number, raiseload=True))
    page: Page[Learner] = fetch_page(db.session(), chosen, request)
    return Page(_with_latest(page.rows), page.total, page.number, page.per_page)


def all_learner_rows(request: ListRequest) -> list[LearnerRow]:
    """Return every learner of the list, in its order; for spreadsheets."""
    return _with_latest(db.session.scalars(_learners(request)).all())


def _with_latest(rows: Sequence[Learner]) -> list[LearnerRow]:
    result = []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        latest = _latest_places([row.id for row in part])
        result += [LearnerRow(row, latest.get(row.id)) for row in part]
    return result


def _latest_places(learner_ids: Sequence[int]) -> dict[int, Place]:
    """The place of each learner in the class that begins last."""
    result: dict[int, Place] = {}
    for learner_id, *place in db.session.execute(_places(), {"learner_ids": learner_ids}):
        result.setdefault(learner_id, Place(*place))
    return result


@cache
def _places() -> Select[*tuple[Any, ...]]:
    """Built once: every page of the list asks it."""
    return (
        select(
            Enrolment.learner_id,
            TrainingClass.id,
            TrainingClass.code,
            CourseVersion.name,
            Enrolment.state,
        )
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
        .where(Enrolment.learner_id.in_(bindparam("learner_ids", expanding=True)))
        .order_by(TrainingClass.starts_on.desc(), Enrolment.id.desc())
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
