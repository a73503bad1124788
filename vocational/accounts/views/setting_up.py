"""The first page of an empty installation."""

from flask import Blueprint, current_app, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import public
from vocational.accounts.forms.setting_up import SetupCodeForm, SetupForm
from vocational.accounts.services import setting_up
from vocational.accounts.signed_in import is_set_up
from vocational.accounts.views.accounts import address
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web.forms import BaseForm

bp = Blueprint("setup", __name__, url_prefix="/setup")

EMPTY = "an empty installation has no accounts; the set-up code says who may"
_KNOWS_CODE = "knows_setup_code"


@bp.route("", methods=["GET", "POST"])
@public(EMPTY)
def index() -> ResponseReturnValue:
    """Ask for the code printed on the console."""
    if is_set_up():
        return redirect(url_for("accounts.sign_in"))
    form = SetupCodeForm()
    if form.validate_on_submit():
        try:
            setting_up.check_setup_code(
                current_app.config["SETTINGS"], form.setup_code.data or "", address(), now_utc()
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            session[_KNOWS_CODE] = True
            return redirect(url_for("setup.choice"))
    return render_template("setup/index.html", form=form), form.status


@bp.get("/choice")
@public(EMPTY)
def choice() -> ResponseReturnValue:
    """Let the person choose between an own institution and the demonstration centre."""
    if not may_set_up():
        return redirect(url_for("setup.index"))
    return render_template("setup/choice.html", form=BaseForm())


@bp.route("/institution", methods=["GET", "POST"])
@public(EMPTY)
def institution() -> ResponseReturnValue:
    """Create the institution and its administrator."""
    if not may_set_up():
        return redirect(url_for("setup.index"))
    form = SetupForm(title=_("Director"))
    if form.validate_on_submit():
        try:
            setting_up.set_up(form.to_request(), today(), now_utc())
        except RuleViolation as violation:
            form.show(violation)
        else:
            forget_setup_code()
            flash(_("The institution is set up. Sign in as its administrator."), "success")
            return redirect(url_for("accounts.sign_in"))
    return render_template("setup/institution.html", form=form), form.status


def may_set_up() -> bool:
    """Tell whether this browser may set the installation up: it knows the code, nobody did yet."""
    return not is_set_up() and bool(session.get(_KNOWS_CODE))


def forget_setup_code() -> None:
    """End what the browser may do: the installation is set up."""
    session.pop(_KNOWS_CODE, None)
