"""Read the list of learners, each with the newest enrolment."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists

from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries.enrolments import enrolments_of_learners
from vocational.enrolment.rules import EnrolmentState
from vocational.extensions import db
from vocational.learners import queries as learner_queries
from vocational.learners.models import Learner
from vocational.shared.paging import ListRequest, Page, fetch_page

BATCH = 500
"""Learners whose classes are read at once; small enough for every database."""


@dataclass(frozen=True)
class LearnerRow:
    """A learner with the newest place in a class, None before the first."""

    learner: Learner
    latest: Enrolment | None


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


def _with_latest(rows: Sequence[Learner]) -> list[LearnerRow]:
    found = []
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        places = enrolments_of_learners(row.id for row in part)
        found += [LearnerRow(row, next(iter(places[row.id]), None)) for row in part]
    return found


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
