"""What a recognition decision prints, as plain values that are kept when it is decided."""

from collections.abc import Mapping
from datetime import date

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.rules.wording import CLASSIFICATIONS, PASSED, written_mark
from vocational.catalogue.rules import levels
from vocational.classes.models import TrainingClass
from vocational.documents.decisions import DecisionFrame, decision_frame, signature_of
from vocational.institutions import papers
from vocational.law.grounds import DecisionKind, legal_grounds
from vocational.learners.papers import person_row
from vocational.shared.dates import statutory_day

_MINUTES = {
    True: "Căn cứ biên bản họp hội đồng xét công nhận tốt nghiệp",
    False: "Căn cứ kết quả kiểm tra kết thúc các mô-đun của lớp",
}


def printed_decision(
    training_class: TrainingClass, decision: RecognitionDecision
) -> dict[str, object]:
    """Give the variables of the paper; entries and their learners are loaded.

    Raises `ValueError` without a day.
    """
    if decision.decided_on is None:
        raise ValueError("only a decided recognition has a paper")
    version = training_class.course_version
    elementary = version.level.is_elementary
    period = (
        f"từ {statutory_day(training_class.starts_on)} đến {statutory_day(training_class.ends_on)}"
    )
    return _frame(decision, decision.decided_on, elementary=elementary).printed() | {
        "elementary": elementary,
        "class_name": f"{training_class.code} {version.name}",
        "occupation": version.course.occupation.name if elementary else version.name,
        "level": levels.ON_PAPERS[version.level],
        "period": period,
        "learners": [_entry(entry) for entry in decision.entries],
    }


def _frame(decision: RecognitionDecision, day: date, *, elementary: bool) -> DecisionFrame:
    grounds = legal_grounds(DecisionKind.RECOGNITION, day, elementary=elementary)
    return decision_frame(
        papers.letterhead_on(day, number=decision.number or ""),
        signature_of(decision.signer_title, decision.signer_name),
        grounds=[*grounds, _MINUTES[elementary]],
    )


def _entry(entry: RecognitionEntry) -> Mapping[str, object]:
    mark, classification = entry.course_mark, entry.classification
    return person_row(entry.enrolment.learner) | {
        "number": entry.position,
        "course_mark": "" if mark is None else written_mark(mark),
        "result": PASSED if classification is None else CLASSIFICATIONS[classification],
        "serial_number": "",
        "registry_number": "",
        "note": "",
    }
