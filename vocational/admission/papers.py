"""The papers of admission: minutes of the meeting, the decision with its list, the call list.

Written in Vietnamese whatever the reader's language. Source: NĐ 30/2020/NĐ-CP annex I.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Response, render_template

from vocational.admission.models import AdmissionPlace, AdmissionRun, SeatOffer
from vocational.admission.queries import runs as queries
from vocational.admission.queries.offers import Waiting
from vocational.admission.rules.admission import UnrankedReason
from vocational.applications.models import Application
from vocational.catalogue.rules import levels
from vocational.classes.models import TrainingClass
from vocational.documents import pdf
from vocational.documents.decisions import DecisionFrame, decision_frame, signature_of
from vocational.documents.papers import Signature
from vocational.institutions import papers as institution
from vocational.law.grounds import DecisionKind, legal_grounds
from vocational.learners.papers import person_row
from vocational.learners.rules.categories import category_of
from vocational.shared.clock import local_day
from vocational.shared.dates import statutory_date, statutory_day
from vocational.web.pdf_files import pdf_response

_LEFT_OUT = {
    UnrankedReason.NOT_REVIEWED: "Hồ sơ chưa được xét duyệt",
    UnrankedReason.INCOMPLETE: "Hồ sơ chưa đầy đủ",
    UnrankedReason.REFUSED: "Hồ sơ không được chấp nhận",
    UnrankedReason.HAS_SEAT: "Đã có chỗ trong lớp",
}
Line = Mapping[str, object]


def minutes(training_class: TrainingClass, run: AdmissionRun) -> Response:
    """Answer with the minutes of the admission meeting of a run."""
    unranked = queries.applications_by_id(item["id"] for item in run.not_ranked)
    unranked_lines = [_unranked(item, unranked[item["id"]]) for item in run.not_ranked]
    admitted, waiting = _places(run, is_admitted=True), _places(run, is_admitted=False)
    html = render_template(
        "admission/pdf/minutes.html",
        letterhead=institution.letterhead_on(run.ranked_on),
        day=statutory_day(run.ranked_on),
        run=run,
        admitted=admitted,
        waiting=waiting,
        unranked_lines=unranked_lines,
        received=len(admitted) + len(waiting) + len(unranked_lines),
        tiers=[_tier(codes) for codes in run.tiers],
        reserved=[_reserved(item) for item in run.reserved],
        signatures=_council(run),
        **_about(training_class),
    )
    made = pdf.render(html, made_at=run.ranked_at)
    return pdf_response(made, f"bien-ban-xet-tuyen-{training_class.code}")


def decision(training_class: TrainingClass, run: AdmissionRun) -> Response:
    """Answer with the signed decision; the same run gives the same bytes.

    Raises `ValueError` for a run that was not signed.
    """
    if run.signed_on is None or run.number is None:
        raise ValueError("only a signed run has a decision")
    html = render_template(
        "admission/pdf/decision.html",
        admitted=_places(run, is_admitted=True),
        waiting=_places(run, is_admitted=False),
        **vars(_frame(training_class, run, run.signed_on)),
        **_about(training_class),
    )
    made = pdf.render(html, made_at=run.signed_at)
    return pdf_response(made, f"quyet-dinh-xep-lop-{training_class.code}")


def call_list(
    training_class: TrainingClass,
    waiting: Sequence[Waiting],
    offers: Sequence[SeatOffer],
    on: date,
) -> Response:
    """Answer with the list to telephone by: open offers first, then who waits, by rank."""
    ranks = queries.places_by_application(training_class.id)
    called = [
        _call(offer.application, ranks.get(offer.application_id), local_day(offer.answer_until))
        for offer in offers
    ]
    html = render_template(
        "admission/pdf/call_list.html",
        letterhead=institution.letterhead_on(on),
        lines=called + [_call(item.application, item.place) for item in waiting],
        place_and_date=institution.place_and_date(on),
        **_about(training_class),
    )
    return pdf_response(pdf.render(html), f"danh-sach-cho-{training_class.code}")


def _frame(training_class: TrainingClass, run: AdmissionRun, day: date) -> DecisionFrame:
    level = training_class.course_version.level
    minutes_held = f"{training_class.code} {statutory_day(run.ranked_on)}"
    return decision_frame(
        institution.letterhead_on(day, number=run.number or ""),
        signature_of(run.signer_title, run.signer_name),
        grounds=[
            *legal_grounds(DecisionKind.ADMISSION, day, elementary=level.is_elementary),
            f"Căn cứ biên bản họp xét tuyển lớp {minutes_held}",
        ],
        receivers=["Sở Giáo dục và Đào tạo (để b/c)"],
        also_executed_by="giáo viên chủ nhiệm",
    )


def _about(training_class: TrainingClass) -> dict[str, object]:
    version = training_class.course_version
    return {
        "class_name": f"{training_class.code} {version.name}",
        "occupation": version.course.occupation.name,
        "level": levels.ON_PAPERS[version.level],
        "period": f"từ {statutory_day(training_class.starts_on)}"
        f" đến {statutory_day(training_class.ends_on)}",
        "place": f"{training_class.place}, {training_class.commune.name}",
    }


def _places(run: AdmissionRun, *, is_admitted: bool) -> list[Line]:
    places = [place for place in run.places if place.is_admitted is is_admitted]
    return [person_row(item.application) | _rank(item) for item in places]


def _rank(place: AdmissionPlace | None) -> dict[str, object]:
    return {"rank": place.rank if place else "", "reason": place.reason if place else ""}


def _unranked(item: Mapping[str, object], application: Application) -> Line:
    reason = _LEFT_OUT[UnrankedReason(str(item["code"]))]
    told = str(item.get("told") or "")
    return person_row(application) | {"reason": f"{reason}: {told}" if told else f"{reason}."}


def _call(
    application: Application, place: AdmissionPlace | None, until: date | None = None
) -> Line:
    return (
        person_row(application)
        | _rank(place)
        | {"phone": application.phone, "until": statutory_date(until) if until else ""}
    )


def _tier(codes: Sequence[str]) -> str:
    names = [category.name for category in map(category_of, codes) if category is not None]
    return "; ".join(name[0].lower() + name[1:] for name in names)


def _reserved(item: Mapping[str, object]) -> Line:
    tiers = item["tiers"]
    assert isinstance(tiers, list)
    until = date.fromisoformat(str(item["until"]))
    return {
        "seats": item["seats"],
        "tiers": ", ".join(str(tier) for tier in tiers),
        "until": statutory_date(until),
    }


def _council(run: AdmissionRun) -> list[Signature]:
    by_hand = "Ký, ghi rõ họ tên"
    return [
        Signature("THƯ KÝ", name=run.secretary_name, note=by_hand),
        Signature("CHỦ TRÌ", name=run.chair_name, note=by_hand),
    ]
