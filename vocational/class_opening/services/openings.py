"""What an opening decision takes and says: its number, its signer, its paper, frozen."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from vocational.catalogue.rules import levels
from vocational.class_list import papers as printing
from vocational.class_list.papers import ListContext
from vocational.classes.models import ClassOpening, TrainingClass
from vocational.classes.rules import FundingSource
from vocational.documents.decisions import decision_frame, signature_of
from vocational.enrolment.models import Enrolment
from vocational.institutions import papers
from vocational.institutions.models import Signatory
from vocational.law.grounds import DecisionKind, legal_grounds, recital
from vocational.reference import queries as reference
from vocational.shared.dates import statutory_day

_FUNDING = {
    FundingSource.ORDER: "Đặt hàng đào tạo",
    FundingSource.TASK: "Giao nhiệm vụ đào tạo",
    FundingSource.PROGRAMME: "Chương trình mục tiêu",
    FundingSource.FEE: "Học phí do người học đóng",
    FundingSource.ENTERPRISE: "Doanh nghiệp chi trả",
}


@dataclass(frozen=True)
class Decided:
    """What was decided: the number as taken, the day, who signs, who entered it and when."""

    number: str
    decided_on: date
    signatory: Signatory
    entered_by_name: str
    entered_at: datetime


def frozen(row: TrainingClass, enrolments: Iterable[Enrolment], made: Decided) -> ClassOpening:
    """Write the decision and its list down as they are printed, for good.

    `row` has course, commune, teachers and groups loaded; learners are in the order of the list.
    """
    listed = _list_of(row, enrolments, made)
    return ClassOpening(
        class_id=row.id,
        number=made.number,
        decided_on=made.decided_on,
        signer_name=made.signatory.full_name,
        signer_title=_signer_title(made.signatory),
        entered_at=made.entered_at,
        entered_by_name=made.entered_by_name,
        printed=_printed(row, made, listed),
        learners=json.dumps([asdict(learner) for learner in listed.learners], ensure_ascii=False),
    )


def _list_of(
    row: TrainingClass, enrolments: Iterable[Enrolment], made: Decided
) -> printing.PrintedList:
    context = ListContext(
        letterhead=papers.letterhead_on(made.decided_on, number=made.number),
        place_and_date="",
        head=papers.head_signature(made.decided_on),
        schooling={level.code: level.name for level in reference.schooling_levels()},
        prepared_by=made.entered_by_name,
    )
    return printing.class_list_of(row, enrolments, context)


def _printed(row: TrainingClass, made: Decided, listed: printing.PrintedList) -> dict[str, object]:
    version = row.course_version
    frame = decision_frame(
        listed.letterhead,
        signature_of(_signer_title(made.signatory), made.signatory.full_name),
        grounds=_grounds(row, made.decided_on),
        receivers=[
            "Sở Giáo dục và Đào tạo (để b/c)",
            f"UBND {_lower_first(row.commune.name)} (để p/h)",
        ],
        also_executed_by="giáo viên",
    )
    return frame.printed() | {
        "class_name": f"{row.code} {version.name}",
        "class_code": row.code,
        "occupation": version.course.occupation.name,
        "level": levels.ON_PAPERS[version.level],
        "period": f"từ {statutory_day(row.starts_on)} đến {statutory_day(row.ends_on)}",
        "hours": f"{version.total_minutes / 60:g}".replace(".", ","),
        "place": listed.place,
        "groups": len(row.groups),
        "homeroom_teacher": row.homeroom_teacher.full_name if row.homeroom_teacher else "",
        "teachers": _teachers(row),
        "funding": _funding(row),
        "support": row.support_scheme.instrument.name if row.support_scheme else "",
    }


def _signer_title(signatory: Signatory) -> str:
    return "\n".join(part for part in signatory.paper_titles if part)


def _grounds(row: TrainingClass, on: date) -> Iterable[str]:
    version = row.course_version
    yield from legal_grounds(DecisionKind.OPENING, on, elementary=version.level.is_elementary)
    if row.support_scheme is not None:
        yield recital(row.support_scheme.instrument, on)
    if version.decision_number and version.approved_on:
        yield (
            f"Căn cứ Quyết định số {version.decision_number} {statutory_day(version.approved_on)}"
            f" về việc ban hành chương trình đào tạo {version.name}"
        )
    if row.funding_detail:
        yield f"Căn cứ {_lower_first(row.funding_detail.removeprefix('Căn cứ ').rstrip('.;'))}"
    if row.admits_by_ranking:
        yield f"Căn cứ biên bản họp xét tuyển lớp {row.code}"


def _funding(row: TrainingClass) -> str:
    told = _FUNDING[row.funding_source]
    return f"{told} ({row.funding_detail})" if row.funding_detail else told


def _teachers(row: TrainingClass) -> str:
    given = [line.teacher for line in row.teachers]
    given += [group.teacher for group in row.groups if group.teacher is not None]
    ordered = sorted({item.id: item for item in given}.values(), key=lambda item: item.sort_name)
    return ", ".join(item.full_name for item in ordered)


def _lower_first(text: str) -> str:
    """A sentence goes on with it; abbreviations such as UBND stay."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]
