"""Pages of the law: what holds on a day, its history, what was set locally."""

from dataclasses import replace
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.law.local import local_override_of
from vocational.law.parameters import LocalOverride
from vocational.provisions import pages, queries, services
from vocational.provisions.forms import FigureForm, WithdrawForm
from vocational.provisions.pages import LawLine
from vocational.shared.clock import today
from vocational.shared.dates import format_date, parse_date
from vocational.shared.errors import RuleViolation
from vocational.web.lists import ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("provisions", __name__, url_prefix="/law")


@bp.get("")
@requires(Permission.LAW_VIEW)
def index() -> ResponseReturnValue:
    """Show the rules on a day by text, with the local figures beside."""
    on = _day()
    lines = pages.law_lines(on, queries.figures())
    state = _state(lines)
    shown = pages.wanted(lines, state.query, state.filters)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(on, shown)
    return render_template(
        "provisions/index.html",
        state=state,
        on=on,
        today=today(),
        texts=pages.by_text(shown),
        total=len(lines),
        may_edit=current_actor().may(Permission.LAW_EDIT),
    )


@bp.route("/figures/new", methods=["GET", "POST"])
@requires(Permission.LAW_EDIT)
def new_figure() -> ResponseReturnValue:
    """Set an own figure where the law leaves one open."""
    form = FigureForm()
    if not form.is_submitted():
        form.key.data = request.args.get("key", "")
    key = form.key.data or ""
    if local_override_of(key) is LocalOverride.NONE:
        abort(404)
    if form.validate_on_submit():
        try:
            services.add_figure(current_actor(), form.to_figure())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return redirect(f"{url_for('provisions.index')}#{key}")
    lines = pages.law_lines(today(), queries.figures())
    line = next(line for line in lines if line.key == key)
    status = 422 if form.is_submitted() else 200
    is_higher = local_override_of(key) is LocalOverride.RAISE_ONLY
    return render_template(
        "provisions/new_figure.html", form=form, line=line, is_higher=is_higher
    ), status


@bp.route("/figures/<int:figure_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.LAW_EDIT)
def withdraw_figure(figure_id: int) -> ResponseReturnValue:
    """Take an own figure back, with the reason."""
    row = queries.figure(figure_id)
    form = WithdrawForm()
    if form.validate_on_submit():
        services.withdraw_figure(current_actor(), row.id, form.reason.data or "")
        flash(_("The figure was taken back. What was decided by it stands."), "success")
        return redirect(f"{url_for('provisions.index')}#{row.key}")
    status = 422 if form.is_submitted() else 200
    name = pages.name_of(row.key)
    return render_template("provisions/withdraw_figure.html", form=form, row=row, name=name), status


def _day() -> date:
    try:
        return parse_date(request.args.get("on", ""))
    except RuleViolation:
        return today()


def _state(lines: list[LawLine]) -> ListState:
    state = list_state(
        sorts=("law",), filters={"state": ("unsettled", "open", "coming"), "on": None}
    )
    counts = {
        "unsettled": (_("Not settled"), sum(line.is_unsettled for line in lines)),
        "open": (_("Open to the institution"), sum(line.is_open for line in lines)),
        "coming": (_("Changes later"), sum(line.coming is not None for line in lines)),
    }
    chips = [state.filter_chip("state", key, label, n) for key, (label, n) in counts.items()]
    return replace(state, chips=chips)


def _spreadsheet(on: date, lines: list[LawLine]) -> ResponseReturnValue:
    headings = (
        _("Rule"), _("Figure"), _("Unit"), _("Legal basis"), _("From"), _("Until"),
        _("Local figure"), _("Set by"), _("Its source"), _("Not settled"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            line.name,
            line.value,
            line.unit,
            line.basis,
            line.starts_on,
            line.ends_on,
            *_local_cells(line),
            "x" if line.is_unsettled else "",
        )
        for line in lines
        if line.is_in_force
    ]
    name = f"quy-dinh-{on:%Y-%m-%d}"
    return xlsx_response(
        name, _("Rules on %(day)s", day=format_date(on).replace("/", "-")), headings, rows
    )


def _local_cells(line: LawLine) -> tuple[Cell, Cell, Cell]:
    local_now = line.local_now
    if local_now is None:
        return "", "", ""
    who = _("Department") if local_now.is_of_department else _("Institution")
    return local_now.value, who, local_now.basis
