"""The papers of results: the summary of a class and the recognition decision with its list."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flask import Response, render_template

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.papers.wording import CLASSIFICATIONS, NOT_PASSED, PASSED, written_mark
from vocational.assessment.queries.results import ClassResults, LearnerResult, ResultState
from vocational.catalogue.rules import levels
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.decisions import DecisionFrame, decision_frame, signature_of
from vocational.documents.papers import SIGN_BY_HAND, Signature
from vocational.institutions import papers
from vocational.law.grounds import DecisionKind, legal_grounds
from vocational.learners.papers import person_row
from vocational.shared.dates import statutory_date, statutory_day
from vocational.web.pdf_files import pdf_response

_MINUTES = {
    True: "Căn cứ biên bản họp hội đồng xét công nhận tốt nghiệp",
    False: "Căn cứ kết quả kiểm tra kết thúc các mô-đun của lớp",
}


def recognition_decision(training_class: TrainingClass, decision: RecognitionDecision) -> Response:
    """Answer with the PDF of a decided recognition; the same decision gives the same bytes.

    Source: NĐ 30/2020/NĐ-CP annex I; columns by usual practice.
    """
    day = decision.decided_on
    if day is None or decision.number is None:
        raise ValueError("only a decided recognition has a paper")
    version = training_class.course_version
    html = render_template(
        "assessment/pdf/recognition_decision.html",
        elementary=version.level.is_elementary,
        class_name=f"{training_class.code} {version.name}",
        occupation=version.course.occupation.name if version.level.is_elementary else version.name,
        level=levels.ON_PAPERS[version.level],
        period=f"từ {statutory_day(training_class.starts_on)}"
        f" đến {statutory_day(training_class.ends_on)}",
        learners=[_entry(entry) for entry in decision.entries],
        **vars(_frame(decision, day, elementary=version.level.is_elementary)),
    )
    made = pdf.render(html, made_at=decision.decided_at)
    return pdf_response(made, f"quyet-dinh-{_file_name(decision.number)}")


def summary(training_class: TrainingClass, results: ClassResults, on: date) -> Response:
    """Answer with the PDF of the summary of results (bảng tổng hợp kết quả học tập)."""
    version = training_class.course_version
    html = render_template(
        "assessment/pdf/results.html",
        letterhead=papers.letterhead_on(on),
        elementary=version.level.is_elementary,
        class_name=f"{training_class.code} {version.name}",
        occupation=version.course.occupation.name,
        period=f"{statutory_date(training_class.starts_on)} – "
        f"{statutory_date(training_class.ends_on)}",
        modules=results.modules,
        learners=[_line(place, learner) for place, learner in enumerate(results.learners, start=1)],
        signatures=[
            Signature("NGƯỜI LẬP BIỂU", note=SIGN_BY_HAND),
            Signature("TRƯỞNG PHÒNG ĐÀO TẠO", note=SIGN_BY_HAND),
            papers.head_signature(on),
        ],
        place_and_date=papers.place_and_date(on),
    )
    return pdf_response(pdf.render(html), f"ket-qua-{_file_name(training_class.code)}")


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


def _line(place: int, learner_result: LearnerResult) -> Mapping[str, object]:
    marks = [
        "" if module is None else _mark_words(module.mark, passed=module.passed)
        for module in learner_result.modules
    ]
    result = ""
    if learner_result.state is not ResultState.UNFINISHED:
        result = PASSED if learner_result.state is ResultState.PASSED else NOT_PASSED
        if learner_result.course is not None:
            result = CLASSIFICATIONS[learner_result.course.classification]
    return person_row(learner_result.enrolment.learner) | {
        "number": learner_result.enrolment.list_number or place,
        "marks": marks,
        "course_mark": written_mark(learner_result.course.course_mark)
        if learner_result.course
        else "",
        "result": result,
        "note": f"thiếu {', '.join(module.code for module in learner_result.missing)}"
        if learner_result.missing
        else "",
    }


def _mark_words(mark: Decimal | None, *, passed: bool) -> str:
    if mark is not None:
        return written_mark(mark)
    return "Đ" if passed else "KĐ"


def _file_name(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", text.replace("Đ", "D")).strip("-").lower()
