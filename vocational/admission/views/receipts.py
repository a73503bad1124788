"""The pages behind a receipt: look up, answer an offer, withdraw. They work without scripts."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.actor import Actor
from vocational.access.guards import public
from vocational.admission.messages import applicant_status
from vocational.admission.queries.applicants import last_offer, standing_of
from vocational.admission.services import offers, withdrawals
from vocational.applications.forms.public import ConfirmForm, LookUpForm
from vocational.applications.models import Application
from vocational.applications.queries import applications as queries
from vocational.applications.queries import public as reads
from vocational.applications.queries.public import ClassForApplicants
from vocational.applications.rules import intake
from vocational.applications.services import limits
from vocational.applications.views.apply import receipt_address
from vocational.applications.views.known_receipts import remember_receipt, shown
from vocational.documents.qr import qr_code
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import errors, messages

bp = Blueprint("receipts", __name__)

_OWN = "applicants see their own application by receipt and date of birth"


@bp.route("/applications", methods=["GET", "POST"])
@public(_OWN)
def index() -> ResponseReturnValue:
    """Ask for a receipt and the date of birth, and lead to the application."""
    asked = LookUpForm()
    if request.method == "GET":
        return render_template("receipts/index.html", form=asked, receipt=None)
    return _look_up(asked, None)


@bp.route("/applications/<receipt>", methods=["GET", "POST"])
@public(_OWN)
def status(receipt: str) -> ResponseReturnValue:
    """Show where an application stands; before that the date of birth is asked."""
    asked = LookUpForm()
    asked.receipt.data = receipt
    if request.method == "POST":
        return _look_up(asked, receipt)
    own = shown(receipt)
    if own is None:
        return render_template("receipts/index.html", form=asked, receipt=receipt)
    with reads.inside_institution(own.institution_id):
        return _status_page(queries.application(own.application_id), own.wanted)


@bp.route("/applications/<receipt>/withdraw", methods=["GET", "POST"])
@public(_OWN)
def withdraw(receipt: str) -> ResponseReturnValue:
    """Give an application up, after asking once more."""
    own = shown(receipt)
    if own is None:
        return redirect(url_for("receipts.status", receipt=receipt))
    with reads.inside_institution(own.institution_id):
        confirmed = ConfirmForm()
        if confirmed.validate_on_submit():
            withdrawals.withdraw(Actor.public(), own.application_id, today())
            flash(_("The application was withdrawn."), "success")
            return redirect(url_for("receipts.status", receipt=own.code))
        row = queries.application(own.application_id)
        return render_template("receipts/withdraw.html", form=confirmed, row=row, wanted=own.wanted)


@bp.route("/applications/<receipt>/offer/<any(accepted, declined):answer>", methods=["GET", "POST"])
@public(_OWN)
def answer(receipt: str, answer: str) -> ResponseReturnValue:
    """Take the seat that is offered or give it up, after asking once more."""
    own = shown(receipt)
    if own is None:
        return redirect(url_for("receipts.status", receipt=receipt))
    page = url_for("receipts.status", receipt=own.code)
    accepts = answer == "accepted"
    with reads.inside_institution(own.institution_id):
        confirmed = ConfirmForm()
        if confirmed.validate_on_submit():
            _record_answer(own.application_id, accepts=accepts)
            return redirect(page, 303)
        offer = last_offer(own.application_id)
        if offer is None or not offer.is_open(now_utc()):
            return redirect(page)
        row = queries.application(own.application_id)
    return render_template(
        "receipts/answer.html", form=confirmed, row=row, own=own, accepts=accepts, offer=offer
    )


def _look_up(asked: LookUpForm, receipt: str | None) -> ResponseReturnValue:
    if not asked.validate():
        return render_template("receipts/index.html", form=asked, receipt=receipt), 422
    code = asked.code
    try:
        limits.check_looking_up(request.remote_addr or "", code or "", now_utc())
    except RuleViolation as violation:
        return errors.page(429, messages.sentence_of(violation))
    if code is None or not reads.belongs_to(code, asked.born):
        asked.show(RuleViolation("applications.receipt_unknown"))
        return render_template("receipts/index.html", form=asked, receipt=receipt), 422
    remember_receipt(code)
    return redirect(url_for("receipts.status", receipt=code), 303)


def _record_answer(application_id: int, *, accepts: bool) -> None:
    act = offers.accept_offer if accepts else offers.decline_offer
    try:
        act(Actor.public(), application_id, now_utc())
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        said = _("The seat is yours.") if accepts else _("You have given the seat up.")
        flash(said, "success")


def _status_page(row: Application, wanted: ClassForApplicants) -> str:
    address = receipt_address(row.receipt_code)
    told = applicant_status(row.state, last_offer(row.id), now_utc())
    return render_template(
        "receipts/status.html",
        row=row,
        wanted=wanted,
        is_open=row.state in intake.OPEN_STATES,
        told=told,
        standing=standing_of(row.id),
        code_drawn=qr_code(address),
        shown_address=address.split("://", 1)[-1],
    )
