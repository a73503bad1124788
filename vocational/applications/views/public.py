"""Pages of applicants, without account: apply, look up, answer an offer, withdraw.

They work without scripts.
"""

from collections.abc import Iterator

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.actor import Actor
from vocational.access.guards import public
from vocational.applications import limits, states
from vocational.applications.admission.services import offers
from vocational.applications.form_tokens import new_token
from vocational.applications.forms.public import (
    ConfirmForm,
    LookUpForm,
    PublicForm,
)
from vocational.applications.messages import told_of
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.paying import meals_per_day
from vocational.applications.queries import applications as queries
from vocational.applications.queries import public as reads
from vocational.applications.queries.public import ClassForApplicants
from vocational.applications.services import submissions
from vocational.applications.views.shown import let_see, shown
from vocational.documents.qr import qr_code
from vocational.entitlements.estimating import ClassEstimates, public_estimates
from vocational.entitlements.rules.estimates import CategoryEstimate
from vocational.learners.rules import paper_kind_of
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import errors, messages
from vocational.web.formats import show_dong
from vocational.web.language import localised

bp = Blueprint("apply", __name__)

_APPLY = "whoever wants to learn may apply"
_OWN = "applicants see their own application by receipt and date of birth"


@bp.app_template_filter("paper_words")
def paper_words(line: ApplicationCategory) -> str:
    """Name the paper of a category, and that its original was seen."""
    kind = paper_kind_of(line.paper_kind)
    if kind is None:
        return str(_("no paper yet"))
    name = localised(kind.name, kind.name_en)
    return str(_("%(paper)s, original seen", paper=name)) if line.original_seen else name


@bp.route("/classes/<code>/apply", methods=["GET", "POST"])
@public(_APPLY)
def form(code: str) -> ResponseReturnValue:
    """Show the application form of a class, or take it in."""
    wanted = reads.class_for_applicants(code)
    if not states.takes_applications(wanted.intake, today()):
        return render_template("apply/closed.html", wanted=wanted), 410
    filled = PublicForm()
    filled.province_name = wanted.province_name
    if request.method == "GET":
        filled.form_token.data = new_token()
        return _form_page(filled, wanted, 200)
    if not filled.validate():
        return _form_page(filled, wanted, 422)
    return _take_in(filled, wanted)


@bp.route("/applications", methods=["GET", "POST"])
@public(_OWN)
def index() -> ResponseReturnValue:
    """Ask for a receipt and the date of birth, and lead to the application."""
    asked = LookUpForm()
    if request.method == "GET":
        return render_template("apply/index.html", form=asked, receipt=None)
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
        return render_template("apply/index.html", form=asked, receipt=receipt)
    with reads.inside_institution(own.institution_id):
        return _status_page(queries.application(own.application_id), own.wanted)


@bp.route("/applications/<receipt>/withdraw", methods=["GET", "POST"])
@public(_OWN)
def withdraw(receipt: str) -> ResponseReturnValue:
    """Give an application up, after asking once more."""
    own = shown(receipt)
    if own is None:
        return redirect(url_for("apply.status", receipt=receipt))
    with reads.inside_institution(own.institution_id):
        confirmed = ConfirmForm()
        if confirmed.validate_on_submit():
            submissions.withdraw(Actor.public(), own.application_id, today())
            flash(_("The application was withdrawn."), "success")
            return redirect(url_for("apply.status", receipt=own.code))
        row = queries.application(own.application_id)
        return render_template("apply/withdraw.html", form=confirmed, row=row, wanted=own.wanted)


@bp.route("/applications/<receipt>/offer/<any(accepted, declined):answer>", methods=["GET", "POST"])
@public(_OWN)
def answer(receipt: str, answer: str) -> ResponseReturnValue:
    """Take the seat that is offered or give it up, after asking once more."""
    own = shown(receipt)
    if own is None:
        return redirect(url_for("apply.status", receipt=receipt))
    page = url_for("apply.status", receipt=own.code)
    accepts = answer == "accepted"
    with reads.inside_institution(own.institution_id):
        confirmed = ConfirmForm()
        if confirmed.validate_on_submit():
            _record_answer(own.application_id, accepts=accepts)
            return redirect(page, 303)
        offer = reads.last_offer(own.application_id)
        if offer is None or not offer.is_open(now_utc()):
            return redirect(page)
        row = queries.application(own.application_id)
    return render_template(
        "apply/answer.html", form=confirmed, row=row, own=own, accepts=accepts, offer=offer
    )


def _take_in(filled: PublicForm, wanted: ClassForApplicants) -> ResponseReturnValue:
    try:
        limits.check_applying(_address(), filled.citizen_number.data or "", now_utc())
    except RuleViolation as violation:
        return errors.page(429, messages.sentence_of(violation))
    with reads.inside_institution(wanted.institution_id):
        try:
            row = submissions.submit(Actor.public(), filled.to_request(wanted.id))
        except RuleViolation as violation:
            filled.show(violation)
        else:
            let_see(row.receipt_code)
            return redirect(url_for("apply.status", receipt=row.receipt_code), 303)
    return _form_page(filled, wanted, 422)


def _look_up(asked: LookUpForm, receipt: str | None) -> ResponseReturnValue:
    if not asked.validate():
        return render_template("apply/index.html", form=asked, receipt=receipt), 422
    code = asked.code
    try:
        limits.check_looking_up(_address(), code or "", now_utc())
    except RuleViolation as violation:
        return errors.page(429, messages.sentence_of(violation))
    if code is None or not reads.belongs_to(code, asked.born):
        asked.show(RuleViolation("applications.receipt_unknown"))
        return render_template("apply/index.html", form=asked, receipt=receipt), 422
    let_see(code)
    return redirect(url_for("apply.status", receipt=code), 303)


def _form_page(filled: PublicForm, wanted: ClassForApplicants, status: int) -> ResponseReturnValue:
    estimates = public_estimates(wanted.id, wanted.institution_id)
    page = render_template("apply/form.html", form=filled, wanted=wanted, brings=_brings(estimates))
    return page, status


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
    told = told_of(row.state, reads.last_offer(row.id), now_utc())
    return render_template(
        "apply/status.html",
        row=row,
        wanted=wanted,
        is_open=row.state in states.OPEN_STATES,
        told=told,
        standing=reads.standing_of(row.id),
        code_drawn=qr_code(address),
        shown_address=address.split("://", 1)[-1],
    )


def _brings(estimates: ClassEstimates) -> dict[str, str]:
    """Say for each category what it would bring, by code."""
    return {each.code: "; ".join(_told(each)) for each in estimates.categories}


def _told(estimate: CategoryEstimate) -> Iterator[str]:
    if estimate.cost is not None:
        yield str(_("training cost up to %(cost)s", cost=show_dong(estimate.cost.amount_dong)))
    if estimate.meals is not None:
        yield str(_("meals %(meals)s a day", meals=show_dong(meals_per_day(estimate))))


def _address() -> str:
    return request.remote_addr or ""


def receipt_address(code: str) -> str:
    """Give the page of a receipt as it is printed: from BASE_URL, else as it was asked for."""
    base = current_app.config["BASE_URL"]
    if not base:
        return url_for("apply.status", receipt=code, _external=True)
    return str(base).rstrip("/") + url_for("apply.status", receipt=code)
