"""The papers of results: the summary of a class and the recognition decision with its list."""

import re
from collections.abc import Mapping
from datetime import date

from flask import Response, make_response, render_template

from vocational.assessment.models import RecognitionDecision, RecognitionEntry
from vocational.assessment.queries.results import ClassResults, LearnerResult, ResultState
from vocational.assessment.rules import Classification
from vocational.catalogue.rules import CourseLevel
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.papers import Letterhead, Signature
from vocational.institutions import queries as institutions
from vocational.learners.models import Learner
from vocational.shared.dates import statutory_date, statutory_day, statutory_place_and_day
from vocational.shared.sex import Sex

CLASSIFICATION_WORDS = {
    Classification.EXCELLENT: "Xuất sắc",
    Classification.VERY_GOOD: "Giỏi",
    Classification.GOOD: "Khá",
    Classification.FAIRLY_GOOD: "Trung bình khá",
    Classification.AVERAGE: "Trung bình",
    Classification.FAILED: "Không đạt",
}
LEVEL_WORDS = {
    CourseLevel.ELEMENTARY_1: "Sơ cấp bậc I",
    CourseLevel.ELEMENTARY_2: "Sơ cấp bậc II",
    CourseLevel.ELEMENTARY_3: "Sơ cấp bậc III",
    CourseLevel.UNDER_3_MONTHS: "Đào tạo dưới 03 tháng",
}
_PASSED, _NOT_PASSED = "Đạt yêu cầu", "Không đạt yêu cầu"
_GROUNDS_ELEMENTARY = (
    "Căn cứ Thông tư số 42/2015/TT-BLĐTBXH ngày 20 tháng 10 năm 2015 của Bộ trưởng Bộ Lao động"
    " - Thương binh và Xã hội quy định về đào tạo trình độ sơ cấp",
    "Căn cứ biên bản họp hội đồng xét công nhận tốt nghiệp",
)
_GROUNDS_SHORT = (
    "Căn cứ Thông tư số 43/2015/TT-BLĐTBXH ngày 20 tháng 10 năm 2015 của Bộ trưởng Bộ Lao động"
    " - Thương binh và Xã hội quy định về đào tạo thường xuyên",
    "Căn cứ kết quả kiểm tra kết thúc các mô-đun của lớp",
)


def recognition_decision(training_class: TrainingClass, decision: RecognitionDecision) -> Response:
    """Answer with the PDF of a decided recognition; the same decision gives the same bytes.

    Source: NĐ 30/2020/NĐ-CP annex I; columns by usual practice.
    """
    day = decision.decided_on
    if day is None or decision.number is None:
        raise ValueError("only a decided recognition has a paper")
    head, deputy = _titles(decision.signer_title)
    letterhead = _letterhead(training_class, day, decision.number)
    version = training_class.course_version
    html = render_template(
        "assessment/pdf/recognition_decision.html",
        letterhead=letterhead,
        elementary=version.level.is_elementary,
        class_name=f"{training_class.code} {version.name}",
        occupation=version.course.occupation.name if version.level.is_elementary else version.name,
        level=LEVEL_WORDS.get(version.level, ""),
        period=f"từ {statutory_day(training_class.starts_on)}"
        f" đến {statutory_day(training_class.ends_on)}",
        issuing_head=f"{head.removeprefix('KT. ')} {letterhead.institution_name.upper()}",
        grounds=_GROUNDS_ELEMENTARY if version.level.is_elementary else _GROUNDS_SHORT,
        proposer="Trưởng phòng Đào tạo",
        executors="Phòng Đào tạo, Phòng Tài chính",
        receivers=["Như Điều 3", "Lưu: VT, ĐT"],
        signature=Signature(head, deputy, decision.signer_name),
        learners=[_entry(entry) for entry in decision.entries],
    )
    made = pdf.render(html, made_at=decision.decided_at)
    return _answer(made, f"quyet-dinh-{_file_name(decision.number)}")


def summary(training_class: TrainingClass, found: ClassResults, on: date) -> Response:
    """Answer with the PDF of the summary of results (bảng tổng hợp kết quả học tập)."""
    version = training_class.course_version
    head = next(iter(institutions.signatories_on(on)), None)
    html = render_template(
        "assessment/pdf/results.html",
        letterhead=_letterhead(training_class, on),
        elementary=version.level.is_elementary,
        class_name=f"{training_class.code} {version.name}",
        occupation=version.course.occupation.name,
        period=f"{statutory_date(training_class.starts_on)} – "
        f"{statutory_date(training_class.ends_on)}",
        modules=found.modules,
        learners=[_line(place, one) for place, one in enumerate(found.learners, start=1)],
        signatures=[
            Signature("NGƯỜI LẬP BIỂU", note="Ký, ghi rõ họ tên"),
            Signature("TRƯỞNG PHÒNG ĐÀO TẠO", note="Ký, ghi rõ họ tên"),
            Signature(head.title.upper() if head else "", name=head.full_name if head else ""),
        ],
        place_and_date=statutory_place_and_day(_place(training_class), on),
    )
    return _answer(pdf.render(html), f"ket-qua-{_file_name(training_class.code)}")


def _letterhead(training_class: TrainingClass, on: date, number: str = "") -> Letterhead:
    names = institutions.name_on(on)
    place_and_date = statutory_place_and_day(_place(training_class), on) if number else ""
    return Letterhead(
        superior_body=names.superior_body if names else "",
        institution_name=names.name if names else "",
        number=number,
        place_and_date=place_and_date,
    )


def _place(training_class: TrainingClass) -> str:
    return institutions.institution(training_class.institution_id).place_name


def _titles(signer_title: str) -> tuple[str, str]:
    head, _, deputy = signer_title.partition("\n")
    return head, deputy


def _entry(entry: RecognitionEntry) -> Mapping[str, object]:
    mark, classification = entry.course_mark, entry.classification
    return _person(entry.enrolment.learner) | {
        "number": entry.position,
        "course_mark": "" if mark is None else str(mark).replace(".", ","),
        "result": _PASSED if classification is None else CLASSIFICATION_WORDS[classification],
        "serial_number": "",
        "registry_number": "",
        "note": "",
    }


def _line(place: int, one: LearnerResult) -> Mapping[str, object]:
    marks = [
        "" if each is None else _mark_words(each.mark, passed=each.passed) for each in one.modules
    ]
    result = ""
    if one.state is not ResultState.UNFINISHED:
        result = _PASSED if one.state is ResultState.PASSED else _NOT_PASSED
        if one.course is not None:
            result = CLASSIFICATION_WORDS[one.course.classification]
    return _person(one.enrolment.learner) | {
        "number": one.enrolment.list_number or place,
        "marks": marks,
        "course_mark": str(one.course.course_mark).replace(".", ",") if one.course else "",
        "result": result,
        "note": ", ".join(f"thiếu {module.code}" for module in one.missing),
    }


def _mark_words(mark: object, *, passed: bool) -> str:
    if mark is not None:
        return str(mark).replace(".", ",")
    return "Đ" if passed else "KĐ"


def _person(learner: Learner) -> dict[str, object]:
    born = str(learner.birth_date.year)
    return {
        "name": learner.full_name,
        "birth_date": born if learner.only_birth_year else statutory_date(learner.birth_date),
        "sex": "Nữ" if learner.sex is Sex.FEMALE else "Nam",
        "residence": ", ".join(part for part in (learner.hamlet, learner.commune.name) if part),
    }


def _file_name(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]+", "-", text.replace("Đ", "D")).strip("-").lower()


def _answer(content: bytes, name: str) -> Response:
    response = make_response(content)
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
