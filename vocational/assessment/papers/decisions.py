"""The papers of results: the summary of a class and the recognition decision with its list."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flask import Response, render_template

from vocational.assessment.models import RecognitionDecision
from vocational.assessment.queries.results import ClassResults, LearnerResult, ResultState
from vocational.assessment.rules.wording import CLASSIFICATIONS, NOT_PASSED, PASSED, written_mark
from vocational.assessment.services.printing import printed_decision
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.papers import SIGN_BY_HAND, Signature
from vocational.institutions import papers
from vocational.learners.papers import person_row
from vocational.shared.dates import statutory_date
from vocational.web.pdf_files import pdf_response


def recognition_decision(training_class: TrainingClass, decision: RecognitionDecision) -> Response:
    """Answer with the PDF of a decided recognition, as it was printed when it was decided.

    Raises `ValueError` for one that was not decided.
    Source: NĐ 30/2020/NĐ-CP annex I; columns by usual practice.
    """
    if decision.number is None:
        raise ValueError("only a decided recognition has a paper")
    printed = decision.printed or printed_decision(training_class, decision)
    html = render_template("assessment/pdf/recognition_decision.html", **printed)
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
