"""Read the results of a class: learners by modules, the course result, what is missing."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from vocational.assessment.models import ModuleResult, RecognitionDecision, RecognitionEntry
from vocational.assessment.rules import results as rules
from vocational.assessment.rules.results import CourseResult, WeighedMark
from vocational.assessment.states import DecisionState
from vocational.catalogue import queries as catalogue
from vocational.catalogue.models import CourseModule, CourseVersion
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.extensions import db
from vocational.learners.models import Learner


class ResultState(StrEnum):
    """A learner passed all modules, failed one of them, or has modules without result."""

    PASSED = "passed"
    FAILED = "failed"
    UNFINISHED = "unfinished"


@dataclass(frozen=True)
class LearnerResult:
    """One learner of a class: results by module (None: none yet), the course result, the entry.

    `course` is None under 3 months and while a module is missing.
    """

    enrolment: Enrolment
    modules: tuple[ModuleResult | None, ...]
    course: CourseResult | None
    state: ResultState
    missing: tuple[CourseModule, ...]
    failed: tuple[CourseModule, ...]
    entry: RecognitionEntry | None

    @property
    def enrolment_id(self) -> int:
        """Give the id of the place in the class."""
        return self.enrolment.id

    @property
    def is_decided(self) -> bool:
        """Say whether a decided recognition holds this learner's result."""
        return self.entry is not None and self.entry.decision.state is DecisionState.DECIDED


@dataclass(frozen=True)
class ClassResults:
    """The modules of a class's course and the results of its learners, in list order."""

    training_class: TrainingClass
    modules: Sequence[CourseModule]
    learners: Sequence[LearnerResult]


def results_of_class(class_id: int) -> ClassResults:
    """Return the results of everyone who holds a place in a class: five queries.

    Raises `NoResultFound` for an unknown class.
    """
    training_class = _class_with_version(class_id)
    modules = catalogue.modules_of(training_class.version_id)
    results = _results(class_id)
    entries = _entries(class_id)
    return ClassResults(
        training_class,
        modules,
        [
            _learner_result(
                training_class, modules, enrolment, results[enrolment.id], entries.get(enrolment.id)
            )
            for enrolment in _enrolments(class_id)
        ],
    )


def enrolment_with_learner_for_update(class_id: int, enrolment_id: int) -> Enrolment:
    """Return a place in a class with the learner, its row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.class_id == class_id)
        .options(joinedload(Enrolment.learner, innerjoin=True))
        .with_for_update(of=Enrolment)
    ).one()


def enrolment_with_learner(class_id: int, enrolment_id: int) -> Enrolment:
    """Return a place in a class with the learner; raises `NoResultFound`."""
    return db.session.scalars(
        select(Enrolment)
        .where(Enrolment.id == enrolment_id, Enrolment.class_id == class_id)
        .options(joinedload(Enrolment.learner, innerjoin=True))
    ).one()


def _learner_result(
    training_class: TrainingClass,
    modules: Sequence[CourseModule],
    enrolment: Enrolment,
    results: dict[int, ModuleResult],
    entry: RecognitionEntry | None,
) -> LearnerResult:
    missing = tuple(module for module in modules if module.id not in results)
    failed = tuple(
        module for module in modules if module.id in results and not results[module.id].passed
    )
    state = ResultState.FAILED if failed else ResultState.PASSED
    if missing or not modules:
        state = ResultState.UNFINISHED
    return LearnerResult(
        enrolment=enrolment,
        modules=tuple(results.get(module.id) for module in modules),
        course=_course_result(training_class, modules, enrolment, results),
        state=state,
        missing=missing,
        failed=failed,
        entry=entry,
    )


def _course_result(
    training_class: TrainingClass,
    modules: Sequence[CourseModule],
    enrolment: Enrolment,
    results: dict[int, ModuleResult],
) -> CourseResult | None:
    """The law of the day on which the class began holds for the whole of it."""
    if not training_class.course_version.level.is_elementary or not modules:
        return None
    weighed = []
    for module in modules:
        result = results.get(module.id)
        if result is None or result.mark is None or not module.total_minutes:
            return None
        weighed.append(WeighedMark(Decimal(module.total_minutes), result.mark))
    return rules.classify(weighed, on=training_class.starts_on, discipline=enrolment.discipline)


def _class_with_version(class_id: int) -> TrainingClass:
    return db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True).joinedload(
                CourseVersion.course, innerjoin=True
            )
        )
    ).one()


def _enrolments(class_id: int) -> Sequence[Enrolment]:
    return db.session.scalars(
        select(Enrolment)
        .join(Enrolment.learner)
        .where(Enrolment.class_id == class_id, Enrolment.state == EnrolmentState.ENROLLED)
        .options(contains_eager(Enrolment.learner).joinedload(Learner.commune, innerjoin=True))
        .order_by(
            Enrolment.list_number.is_(None), Enrolment.list_number, Learner.sort_name, Enrolment.id
        )
    ).all()


def _results(class_id: int) -> dict[int, dict[int, ModuleResult]]:
    rows = db.session.scalars(
        select(ModuleResult)
        .join(Enrolment, Enrolment.id == ModuleResult.enrolment_id)
        .where(Enrolment.class_id == class_id)
        .order_by(ModuleResult.id)
    )
    result: dict[int, dict[int, ModuleResult]] = defaultdict(dict)
    for row in rows:
        result[row.enrolment_id][row.module_id] = row
    return result


def _entries(class_id: int) -> dict[int, RecognitionEntry]:
    rows = db.session.scalars(
        select(RecognitionEntry)
        .join(RecognitionEntry.decision)
        .where(RecognitionDecision.class_id == class_id)
        .options(contains_eager(RecognitionEntry.decision))
        .order_by(RecognitionEntry.id)
    )
    return {row.enrolment_id: row for row in rows}
