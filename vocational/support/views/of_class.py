"""The support of a class: everyone's, and one learner's with what decided it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.class_list import queries
from vocational.classes.models import TrainingClass
from vocational.entitlements import queries as entitlements
from vocational.entitlements.services import facts as support_facts
from vocational.entitlements.services import overrides
from vocational.entitlements.services.facts import FactsRequest
from vocational.shared.errors import RuleViolation
from vocational.support.forms import FactsForm, OverrideForm
from vocational.support.pages import presenters
from vocational.support.pages import rows as support_rows
from vocational.support.pages.rows import SupportRow
from vocational.support.services import decide_support
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("support", __name__, url_prefix="/classes/<code>/support")


@bp.get("")
@requires(Permission.SUPPORT_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show what everyone in the class is due, with the sums."""
    row = queries.class_with_people(code)
    rows = support_rows.rows_of_class(row)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(row, rows)
    return render_template(
        "support/index.html",
        training_class=row,
        rows=rows,
        totals=support_rows.totals_of(rows),
        kinds=presenters.KINDS,
        standing_names=presenters.STANDING_NAMES,
        has_unsettled=any(presenters.is_unsettled(row) for row in rows),
    )


@bp.post("/decide")
@requires(Permission.SUPPORT_DECIDE)
def decide(code: str) -> ResponseReturnValue:
    """Decide everyone, or the one who was asked for."""
    row = queries.class_with_people(code)
    only = request.form.get("enrolment_id", type=int)
    count = decide_support(current_actor(), row.id, only)
    text = ngettext(
        "Support of %(num)d learner decided.", "Support of %(num)d learners decided.", count
    )
    flash(text, "success")
    return redirect(_one(code, only) if only else url_for("support.index", code=code))


@bp.route("/<int:enrolment_id>", methods=["GET", "POST"])
@requires(Permission.SUPPORT_VIEW)
def learner(code: str, enrolment_id: int) -> ResponseReturnValue:
    """Show what one learner is due and why; change the facts it rests on."""
    row = queries.class_with_people(code)
    if row.support_scheme is None:
        return redirect(url_for("support.index", code=code))
    form = FactsForm()
    if form.validate_on_submit():
        asked = FactsRequest(enrolment_id, form.to_facts(), form.known_version())
        try:
            support_facts.save_facts(current_actor(), asked)
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return redirect(_one(code, enrolment_id))
    return _page(row, enrolment_id, form), 422 if form.is_submitted() else 200


@bp.post("/<int:enrolment_id>/override")
@requires(Permission.SUPPORT_DECIDE)
def ask(code: str, enrolment_id: int) -> ResponseReturnValue:
    """Ask that earlier support be passed over."""
    _check_there(code, enrolment_id)
    form = OverrideForm()
    if not form.validate():
        return _page(queries.class_with_people(code), enrolment_id, FactsForm(None), form), 422
    overrides.request_override(current_actor(), enrolment_id, form.reason.data or "")
    flash(_("The request waits for the director."), "success")
    return redirect(_one(code, enrolment_id))


@bp.post("/<int:enrolment_id>/override/answer")
@requires(Permission.SUPPORT_APPROVE)
def answer(code: str, enrolment_id: int) -> ResponseReturnValue:
    """Approve or refuse the request that waits."""
    _check_there(code, enrolment_id)
    waiting = entitlements.overrides_of([enrolment_id]).get(enrolment_id)
    if waiting is None:
        raise RuleViolation("entitlements.answered")
    if request.form.get("answer") == "approve":
        overrides.approve_override(current_actor(), waiting.id)
        flash(_("Approved. Support was decided again."), "success")
    else:
        overrides.refuse_override(current_actor(), waiting.id)
        flash(_("Refused. The earlier support counts."), "success")
    return redirect(_one(code, enrolment_id))


def _page(
    row: TrainingClass, enrolment_id: int, form: FactsForm, asking: OverrideForm | None = None
) -> str:
    try:
        shown = support_rows.row_of(row, enrolment_id)
    except LookupError:
        abort(404)
    if not form.is_submitted() or asking is not None:
        form.fill(shown.file.facts, shown.file.facts_version)
    return render_template(
        "support/learner.html",
        training_class=row,
        row=shown,
        form=form,
        asking=asking or OverrideForm(None),
        lines=presenters.lines_of(shown),
        verdicts=presenters.verdicts_of(shown),
        earlier=presenters.earlier_of(shown),
        decisions=presenters.decisions_of(entitlements.decisions_of([enrolment_id])),
        standing_names=presenters.STANDING_NAMES,
    )


def _check_there(code: str, enrolment_id: int) -> None:
    """A learner of another class is not assessment here."""
    if entitlements.person(enrolment_id).training_class.code != code:
        abort(404)


def _one(code: str, enrolment_id: int) -> str:
    return url_for("support.learner", code=code, enrolment_id=enrolment_id)


def _spreadsheet(row: TrainingClass, rows: list[SupportRow]) -> ResponseReturnValue:
    headings = (
        _("No."), _("Full name"), _("Category counted"),
        *(str(name) for name in presenters.KINDS.values()),
        _("Total"), _("Legal basis"), _("State"), _("To look at"),
    )  # fmt: skip
    lines: list[tuple[Cell, ...]] = [
        (
            number,
            row.enrolment.learner.full_name,
            row.category,
            *(row.amounts.get(kind, 0) for kind in presenters.KINDS),
            row.total_dong,
            "; ".join(row.bases),
            str(presenters.STANDING_NAMES[row.standing]),
            " ".join((*row.refusals, *row.warnings)),
        )
        for number, row in enumerate(rows, start=1)
    ]
    return xlsx_response(f"{row.code}-che-do", _("Support"), headings, lines)
