"""Results of modules and recognition decisions, as rows: no rule is asked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

from vocational.assessment.models import (
    AssessmentMark,
    ModuleResult,
    RecognitionDecision,
    RecognitionEntry,
)
from vocational.assessment.rules.results import Classification
from vocational.assessment.states import DecisionState, MarkKind
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.extensions import db

NOW = datetime(2027, 1, 18, 2, 0, tzinfo=UTC)
DECIDED_ON = date(2027, 1, 18)


def result(
    enrolment: Enrolment,
    module_id: int,
    mark: Decimal | None = Decimal("7.5"),
    *,
    passed: bool = True,
) -> ModuleResult:
    """Save the result of one module."""
    row = ModuleResult(enrolment_id=enrolment.id, module_id=module_id, mark=mark, passed=passed)
    db.session.add(row)
    db.session.commit()
    return row


def all_passed(
    training_class: TrainingClass,
    enrolments: Sequence[Enrolment],
    mark: Decimal | None = Decimal("7.5"),
) -> None:
    """Save a passed result in every module for all these learners."""
    for enrolment in enrolments:
        for module in training_class.course_version.modules:
            result(enrolment, module.id, mark)


def end_mark(
    enrolment: Enrolment, module_id: int, mark: Decimal = Decimal("7.0"), at: datetime = NOW
) -> AssessmentMark:
    """Save the mark of a first sitting."""
    row = AssessmentMark(
        enrolment_id=enrolment.id,
        module_id=module_id,
        kind=MarkKind.END_OF_MODULE,
        mark=mark,
        entered_at=at,
        entered_by_name="teacher",
    )
    db.session.add(row)
    db.session.commit()
    return row


def decision(
    training_class: TrainingClass,
    enrolments: Sequence[Enrolment],
    *,
    number: str = "125/QĐ-TTGDNN",
    decided_on: date = DECIDED_ON,
    mark: Decimal | None = Decimal("7.5"),
    classification: Classification | None = Classification.GOOD,
) -> RecognitionDecision:
    """Save a decided recognition that names these learners in order."""
    row = RecognitionDecision(
        class_id=training_class.id,
        prepared_by_name="registrar",
        prepared_at=NOW,
    )
    row.entries = [
        RecognitionEntry(
            enrolment_id=enrolment.id,
            position=place,
            course_mark=mark,
            classification=classification,
        )
        for place, enrolment in enumerate(enrolments, start=1)
    ]
    db.session.add(row)
    db.session.flush()
    row.state, row.number, row.decided_on = DecisionState.DECIDED, number, decided_on
    row.signer_name, row.signer_title = "Trần Văn Mẫu", "GIÁM ĐỐC"
    row.decided_at, row.decided_by_name = NOW, "director"
    db.session.commit()
    return row
