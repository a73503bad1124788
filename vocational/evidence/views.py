"""Papers to see to before classes begin: of one class, and of all that begin soon."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import requires
from vocational.access.permissions import Permission
from vocational.class_progress.rules.work_list import LATER
from vocational.classes import queries as classes
from vocational.documents import pdf
from vocational.evidence import pages, queries
from vocational.evidence.pages import APPLICANT, LEARNER, VALIDITY_NAMES, LackingPaper
from vocational.institutions import papers as institution
from vocational.shared.clock import today
from vocational.shared.dates import format_date
from vocational.web.lists import Chip, ListState, list_state
from vocational.web.pdf_files import pdf_response
from vocational.web.spreadsheets import Cell, xlsx_response

_PRINTED = {
    "missing": "Chưa nộp hoặc chưa xem bản chính",
    "not_yet_valid": "Chưa có hiệu lực ngày khai giảng",
    "ends_before": "Hết hạn trước ngày khai giảng",
    "expired": "Đã hết hạn",
    "ending": "Sắp hết hạn",
}


bp = Blueprint("evidence", __name__)


@bp.get("/classes/<code>/evidence")
@requires(Permission.LEARNER_VIEW)
def of_class(code: str) -> ResponseReturnValue:
    """Show the papers of a class that somebody has to see to, learners and applicants."""
    row = classes.class_by_code(code)
    lacking_papers = pages.lacking_papers(queries.claims_of_class(row.id), today())
    state = _state(lacking_papers, ())
    shown = pages.wanted(lacking_papers, state)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(shown, row.code)
    page = pages.page_of(shown, state)
    return render_template("evidence/of_class.html", training_class=row, state=state, page=page)


@bp.get("/evidence")
@requires(Permission.LEARNER_VIEW)
def before_start() -> ResponseReturnValue:
    """Show the papers to see to in all classes that begin soon."""
    lacking_papers = pages.lacking_papers(queries.claims_before_start(today(), LATER), today())
    codes = list(dict.fromkeys(row.claimant.class_code for row in lacking_papers))
    state = _state(lacking_papers, codes)
    shown = pages.wanted(lacking_papers, state)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(shown, "")
    page = pages.page_of(shown, state)
    return render_template("evidence/before_start.html", state=state, page=page, days=LATER.days)


@bp.get("/classes/<code>/evidence.pdf")
@requires(Permission.LEARNER_VIEW)
def printed(code: str) -> ResponseReturnValue:
    """Print the list of a class to telephone by."""
    row = classes.class_by_code(code)
    lacking_papers = pages.lacking_papers(queries.claims_of_class(row.id), today())
    html = render_template(
        "evidence/pdf/evidence_list.html",
        letterhead=institution.letterhead_on(today()),
        class_name=f"{row.code} {row.course_version.name}",
        period=f"từ {format_date(row.starts_on)} đến {format_date(row.ends_on)}",
        place_and_date=institution.place_and_date(today()),
        lines=pages.wanted(lacking_papers, _state(lacking_papers, ())),
        worths=_PRINTED,
    )
    return pdf_response(pdf.render(html), f"giay-to-can-bo-sung-{row.code}")


def _state(rows: Sequence[LackingPaper], codes: Sequence[str]) -> ListState:
    filters = {
        "worth": [validity.value for validity in VALIDITY_NAMES],
        "who": [LEARNER, APPLICANT],
        "class": codes,
    }
    state = list_state(sorts=("class",), filters=filters)
    return replace(state, chips=_chips(state, rows))


def _chips(state: ListState, rows: Sequence[LackingPaper]) -> list[Chip]:
    counts = pages.counts(rows)
    people = ((LEARNER, _("Learners")), (APPLICANT, _("Applicants")))
    chips = [
        state.filter_chip("worth", validity.value, str(name), counts[validity.value])
        for validity, name in VALIDITY_NAMES.items()
    ]
    if all(counts[who] for who, _name in people) or state.filters.get("who"):
        chips += [state.filter_chip("who", who, name, counts[who]) for who, name in people]
    if code := state.filters.get("class"):
        chips.append(state.filter_chip("class", code, code))
    return [chip for chip in chips if chip.count or chip.active]


def _spreadsheet(rows: Sequence[LackingPaper], code: str) -> Response:
    headings = [
        _("Class"), _("First day"), _("Full name"), _("Telephone"), _("Learner or applicant"),
        _("Priority category"), _("Paper"), _("From"), _("To"), _("What is lacking"),
    ]  # fmt: skip
    name = f"giay-to-{code}" if code else "giay-to-can-bo-sung"
    return xlsx_response(name, str(_("Papers")), headings, (_cells(row) for row in rows))


def _cells(row: LackingPaper) -> list[Cell]:
    item, evidence = row.claimant, row.proof.evidence
    return [
        item.class_code,
        item.starts_on,
        item.full_name,
        item.phone,
        _("Learner") if row.who == LEARNER else _("Applicant"),
        row.category,
        row.paper,
        evidence.valid_from,
        evidence.valid_to,
        row.text,
    ]
