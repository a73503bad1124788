"""Settings of certificates: numbers, languages and form of each kind."""

from dataclasses import replace

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.certificates import samples
from vocational.certificates.forms import SettingsForm
from vocational.certificates.models import CertificateKind
from vocational.certificates.numbering import Plan
from vocational.certificates.services import plans
from vocational.certificates.services.candidates import preview_numbers
from vocational.certificates.views.addresses import shown_address
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.pdf_files import pdf_response

bp = Blueprint("certificate_settings", __name__, url_prefix="/settings/certificates")


@bp.get("")
@requires(Permission.INSTITUTION_EDIT)
def index() -> ResponseReturnValue:
    """Show how each kind of certificate is numbered and printed."""
    held = [plans.plan_for(kind, today()) for kind in CertificateKind]
    return render_template(
        "certificate_settings/index.html",
        plans=[(plan, preview_numbers(plan, today().year)) for plan in held],
    )


@bp.route("/<any(elementary, training):kind>", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def edit(kind: str) -> ResponseReturnValue:
    """Change one kind."""
    plan = _plan(kind)
    form = SettingsForm()
    if form.validate_on_submit():
        try:
            plans.settle(current_actor(), form.to_plan(plan.kind), today().year)
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved. Certificates issued before stay as they are."), "success")
            return redirect(url_for("certificate_settings.index"))
    elif not form.is_submitted():
        form.show_plan(plan)
    return render_template(
        "certificate_settings/edit.html",
        form=form,
        plan=plan,
        numbers=preview_numbers(plan, today().year),
    ), form.status


@bp.get("/<any(elementary, training):kind>/preview.pdf")
@requires(Permission.INSTITUTION_EDIT)
def preview(kind: str) -> ResponseReturnValue:
    """Show a sheet with an invented learner, as settings stand."""
    plan = _plan(kind)
    issuer = plans.issuer_on(today(), shown_address())
    issuer = replace(issuer, demonstration=True)
    numbers = preview_numbers(plan, today().year)
    content = samples.sample_pdf(current_app.jinja_env, plan, issuer, numbers, today())
    return pdf_response(content, f"{plan.kind} mẫu")


def _plan(kind: str) -> Plan:
    return plans.plan_for(CertificateKind(kind), today())
