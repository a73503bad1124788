"""Offers of freed seats, the call list, and seats kept for tiers."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.admission import papers
from vocational.admission.forms import AnswerForm, ReservedForm
from vocational.admission.queries import offers as offers_queries
from vocational.admission.queries import runs
from vocational.admission.queries import settings as settings_queries
from vocational.admission.services import offers as services
from vocational.admission.services import settings
from vocational.classes.queries import class_by_code
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import messages

bp = Blueprint("seat_offers", __name__)


@bp.post("/classes/<code>/admission/offers")
@requires(Permission.ADMISSION_RANK)
def invite(code: str) -> ResponseReturnValue:
    """Offer the free seats to who is next."""
    row = class_by_code(code)
    try:
        made = services.invite(current_actor(), row.id, now_utc())
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        names = ", ".join(offer.application.full_name for offer in made)
        flash(
            ngettext(
                "%(num)d seat is offered: %(names)s.",
                "%(num)d seats are offered: %(names)s.",
                len(made),
                names=names,
            ),
            "success",
        )
    return _back(code)


@bp.post("/classes/<code>/admission/offers/<int:offer_id>/<any(accepted, declined):answer>")
@requires(Permission.ADMISSION_RANK)
def answer(code: str, offer_id: int, answer: str) -> ResponseReturnValue:
    """Record what an applicant said."""
    row = class_by_code(code)
    form = AnswerForm()
    note = form.note.data or "" if form.validate_on_submit() else ""
    accepts = answer == "accepted"
    try:
        done = services.record_answer(
            current_actor(), row.id, offer_id, now_utc(), accepts=accepts, note=note
        )
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        name = done.application.full_name
        said = (
            _("%(name)s has the seat.", name=name)
            if accepts
            else _("%(name)s declined. The next in line is offered the seat.", name=name)
        )
        flash(said, "success")
    return _back(code)


@bp.get("/classes/<code>/admission/call-list.pdf")
@requires(Permission.ADMISSION_RANK)
def call_list(code: str) -> ResponseReturnValue:
    """Send the list to telephone by."""
    row = class_by_code(code)
    waiting = offers_queries.waiting_of_class(row.id)
    runs.applications_by_id(item.application.id for item in waiting)
    offers = offers_queries.open_offers_of_class(row.id)
    return papers.call_list(row, waiting, offers, today())


@bp.route("/classes/<code>/admission/reserved", methods=["GET", "POST"])
@requires(Permission.ADMISSION_RANK)
def reserve(code: str) -> ResponseReturnValue:
    """Keep seats for tiers until a day."""
    row = class_by_code(code)
    form = ReservedForm()
    in_force = settings_queries.settings_on(today())
    form.offer_tiers(in_force)
    if form.validate_on_submit():
        try:
            settings.reserve(current_actor(), row.id, form.to_reserved(), today())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return _back(code)
    elif not form.is_submitted():
        form.until.data = row.starts_on
    page = render_template(
        "admission/reserve.html", training_class=row, form=form, settings=in_force
    )
    return page, form.status


@bp.post("/classes/<code>/admission/reserved/<int:reserved_id>/release")
@requires(Permission.ADMISSION_RANK)
def release(code: str, reserved_id: int) -> ResponseReturnValue:
    """Release kept seats before their day."""
    row = class_by_code(code)
    settings.release(current_actor(), row.id, reserved_id)
    flash(_("The seats are open to everyone."), "success")
    return _back(code)


def _back(code: str) -> ResponseReturnValue:
    anchor = "waiting" if "/offers" in request.path else None
    return redirect(url_for("admission.index", code=code, _anchor=anchor))
