"""Apply for a class, without account; the pages work without scripts."""

from collections.abc import Iterator

from flask import (
    Blueprint,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.actor import Actor
from vocational.access.guards import public
from vocational.applications.forms.public import (
    PublicForm,
)
from vocational.applications.models import ApplicationCategory
from vocational.applications.pages.fees import meals_per_day
from vocational.applications.queries import public as reads
from vocational.applications.queries.public import ClassForApplicants
from vocational.applications.rules import intake
from vocational.applications.services import limits, submissions
from vocational.applications.views.known_receipts import remember_receipt
from vocational.entitlements.rules.estimates import CategoryEstimate
from vocational.entitlements.services.estimates import ClassEstimates, public_estimates
from vocational.learners.rules.categories import paper_kind_of
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import new_token
from vocational.web import errors, messages
from vocational.web.formats import show_dong
from vocational.web.language import localised

bp = Blueprint("apply", __name__)

_APPLY = "anyone who wants to learn may apply"


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
    if not intake.takes_applications(wanted.intake, today()):
        return render_template("apply/closed.html", wanted=wanted), 410
    filled = PublicForm()
    filled.province_name = wanted.province_name
    if request.method == "GET":
        filled.form_token.data = new_token()
        return _form_page(filled, wanted, 200)
    if not filled.validate():
        return _form_page(filled, wanted, 422)
    return _accept(filled, wanted)


def _accept(filled: PublicForm, wanted: ClassForApplicants) -> ResponseReturnValue:
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
            remember_receipt(row.receipt_code)
            return redirect(url_for("receipts.status", receipt=row.receipt_code), 303)
    return _form_page(filled, wanted, 422)


def _form_page(filled: PublicForm, wanted: ClassForApplicants, status: int) -> ResponseReturnValue:
    estimates = public_estimates(wanted.id, wanted.institution_id)
    page = render_template("apply/form.html", form=filled, wanted=wanted, brings=_brings(estimates))
    return page, status


def _brings(estimates: ClassEstimates) -> dict[str, str]:
    """Say for each category what it would bring, by code."""
    return {category.code: "; ".join(_told(category)) for category in estimates.categories}


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
        return url_for("receipts.status", receipt=code, _external=True)
    return str(base).rstrip("/") + url_for("receipts.status", receipt=code)
