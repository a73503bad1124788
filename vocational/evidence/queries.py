"""Read the papers of everyone who has or wants a place in classes: two statements."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.rules.intake import OPEN_STATES
from vocational.applications.states import ApplicationState
from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner, LearnerCategory
from vocational.learners.rules.categories import Evidence

_CLASS = (
    TrainingClass.id,
    TrainingClass.code,
    CourseVersion.name,
    TrainingClass.starts_on,
    TrainingClass.ends_on,
)
_WANTING = sorted(OPEN_STATES - {ApplicationState.ADMITTED})
_NOT_BEGUN = (ClassState.PLANNED, ClassState.OPEN)


@dataclass(frozen=True)
class Claimant:
    """Somebody with a place (`learner_id`) or an application (`application_id`) in a class."""

    class_id: int
    class_code: str
    course_name: str
    starts_on: date
    ends_on: date
    full_name: str
    folded_name: str
    sort_name: str
    phone: str
    learner_id: int | None = None
    application_id: int | None = None


@dataclass(frozen=True)
class ClaimedCategory:
    """A category that somebody claims, with all its papers, oldest first."""

    claimant: Claimant
    category_code: str
    papers: tuple[Evidence, ...]


def claims_of_class(class_id: int) -> list[ClaimedCategory]:
    """Return what everyone claims who has or wants a place in a class, by name."""
    return _claims(TrainingClass.id == class_id)


def claims_before_start(today: date, within: timedelta) -> list[ClaimedCategory]:
    """Return what is claimed in the classes not begun that start within so many days, or
    should have started, by first day, class and name."""
    return _claims(TrainingClass.state.in_(_NOT_BEGUN), TrainingClass.starts_on <= today + within)


def _claims(*chosen: Any) -> list[ClaimedCategory]:
    rows = [*_of_learners(chosen), *_of_applicants(chosen)]
    return sorted(
        rows,
        key=lambda row: (
            row.claimant.starts_on,
            row.claimant.class_code,
            row.claimant.sort_name,
            row.claimant.learner_id or 0,
            row.claimant.application_id or 0,
        ),
    )


def _of_learners(chosen: Iterable[Any]) -> list[ClaimedCategory]:
    statement = (
        _start(*_person(Learner), Learner.id, *_paper(LearnerCategory))
        .join(Enrolment, Enrolment.class_id == TrainingClass.id)
        .join(Learner, Learner.id == Enrolment.learner_id)
        .join(LearnerCategory, LearnerCategory.learner_id == Learner.id)
        .where(
            Enrolment.state == EnrolmentState.ENROLLED,
            LearnerCategory.ended_on.is_(None),
            *chosen,
        )
        .order_by(TrainingClass.id, Learner.id, LearnerCategory.id)
    )
    return _grouped(statement, lambda row: replace(Claimant(*row[:9]), learner_id=row[9]))


def _of_applicants(chosen: Iterable[Any]) -> list[ClaimedCategory]:
    statement = (
        _start(*_person(Application), Application.id, *_paper(ApplicationCategory))
        .join(Application, Application.class_id == TrainingClass.id)
        .join(ApplicationCategory, ApplicationCategory.application_id == Application.id)
        .where(Application.state.in_(_WANTING), *chosen)
        .order_by(TrainingClass.id, Application.id, ApplicationCategory.id)
    )
    return _grouped(statement, lambda row: replace(Claimant(*row[:9]), application_id=row[9]))


def _start(*columns: Any) -> Select[*tuple[Any, ...]]:
    return (
        select(*_CLASS, *columns)
        .select_from(TrainingClass)
        .join(CourseVersion, CourseVersion.id == TrainingClass.version_id)
    )


def _person(entity: type[Learner] | type[Application]) -> Sequence[Any]:
    return (entity.full_name, entity.folded_name, entity.sort_name, entity.phone)


def _paper(entity: type[LearnerCategory] | type[ApplicationCategory]) -> Sequence[Any]:
    return (
        entity.category_code,
        entity.paper_kind,
        entity.paper_number,
        entity.valid_from,
        entity.valid_to,
        entity.original_seen,
    )


def _grouped(
    statement: Select[*tuple[Any, ...]], claimant: Callable[[Sequence[Any]], Claimant]
) -> list[ClaimedCategory]:
    papers: dict[tuple[Claimant, str], list[Evidence]] = defaultdict(list)
    for row in db.session.execute(statement):
        evidence = Evidence(*row[10:])
        papers[claimant(row), evidence.category_code].append(evidence)
    return [ClaimedCategory(who, code, tuple(paper)) for (who, code), paper in papers.items()]
