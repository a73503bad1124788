"""Read the marks of a module."""

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vocational.assessment.models import AssessmentMark, ModuleResult
from vocational.assessment.rules.marking import LearnerMarks, Sitting
from vocational.assessment.states import MarkKind
from vocational.catalogue.models import CourseVersion
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.extensions import db


def class_with_course_for_update(class_id: int) -> TrainingClass:
    """Return a class with its course version, the row locked; raises `NoResultFound`."""
    return db.session.scalars(
        select(TrainingClass)
        .where(TrainingClass.id == class_id)
        .options(
            joinedload(TrainingClass.course_version, innerjoin=True).joinedload(
                CourseVersion.course, innerjoin=True
            )
        )
        .with_for_update(of=TrainingClass)
    ).one()


def marks_of_module(class_id: int, module_id: int) -> Sequence[AssessmentMark]:
    """Return the marks of a class in a module, by learner, kind and position."""
    return db.session.scalars(
        select(AssessmentMark)
        .join(Enrolment, Enrolment.id == AssessmentMark.enrolment_id)
        .where(Enrolment.class_id == class_id, AssessmentMark.module_id == module_id)
        .order_by(
            AssessmentMark.enrolment_id,
            AssessmentMark.kind,
            AssessmentMark.position,
            AssessmentMark.id,
        )
    ).all()


def results_of_module(class_id: int, module_id: int) -> dict[int, ModuleResult]:
    """Return the results of a class in a module, by enrolment."""
    rows = db.session.scalars(
        select(ModuleResult)
        .join(Enrolment, Enrolment.id == ModuleResult.enrolment_id)
        .where(Enrolment.class_id == class_id, ModuleResult.module_id == module_id)
        .order_by(ModuleResult.id)
    )
    return {row.enrolment_id: row for row in rows}


def fingerprint(marks: Iterable[AssessmentMark]) -> str:
    """Give a short text that changes when any of these marks does."""
    lines = [
        f"{row.enrolment_id} {row.kind} {row.position} {row.mark} {row.passed}"
        f" {row.override_reason}"
        for row in marks
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


def learner_marks(enrolment_id: int, marks: Iterable[AssessmentMark]) -> LearnerMarks:
    """Put the rows of one learner into columns."""
    rows = list(marks)
    sittings = _column(rows, MarkKind.END_OF_MODULE)
    return LearnerMarks(
        enrolment_id,
        regular=tuple(row.mark if row else None for row in _column(rows, MarkKind.REGULAR)),
        periodic=tuple(row.mark if row else None for row in _column(rows, MarkKind.PERIODIC)),
        sittings=tuple(_sitting(row) if row else None for row in sittings),
        override_reason=next((row.override_reason for row in sittings if row), ""),
    )


def _column(rows: Sequence[AssessmentMark], kind: MarkKind) -> list[AssessmentMark | None]:
    by_position = {row.position: row for row in rows if row.kind is kind}
    return [by_position.get(place) for place in range(1, max(by_position, default=0) + 1)]


def _sitting(row: AssessmentMark) -> Sitting | None:
    return row.passed if row.mark is None else row.mark
