"""The first page of an empty installation."""

from flask import (
    Blueprint,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import public
from vocational.accounts.context import is_set_up
from vocational.accounts.forms.setting_up import SetupCodeForm, SetupForm
from vocational.accounts.services import setting_up
from vocational.accounts.views.accounts import address
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web.forms import BaseForm

bp = Blueprint("setup", __name__, url_prefix="/setup")

_REASON = "an empty installation has no accounts; the set-up code says who may"
_KNOWS_CODE = "knows_setup_code"
_JOB = "setup_job"


@bp.route("", methods=["GET", "POST"])
@public(_REASON)
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
@public(_REASON)
def choice() -> ResponseReturnValue:
    """Let the person choose between an own institution and the demonstration centre."""
    if is_set_up() or not session.get(_KNOWS_CODE):
        return redirect(url_for("setup.index"))
    if not setting_up.can_load_demonstration():
        return redirect(url_for("setup.institution"))
    return render_template("setup/choice.html", form=BaseForm())


@bp.route("/institution", methods=["GET", "POST"])
@public(_REASON)
def institution() -> ResponseReturnValue:
    """Create the institution and its administrator."""
    if is_set_up() or not session.get(_KNOWS_CODE):
        return redirect(url_for("setup.index"))
    form = SetupForm(title=_("Director"))
    if form.validate_on_submit():
        try:
            setting_up.set_up(form.to_request(), today(), now_utc())
        except RuleViolation as violation:
            form.show(violation)
        else:
            session.pop(_KNOWS_CODE, None)
            flash(_("The institution is set up. Sign in as its administrator."), "success")
            return redirect(url_for("accounts.sign_in"))
    return render_template("setup/institution.html", form=form), form.status


@bp.post("/demonstration")
@public(_REASON)
def load_demonstration() -> ResponseReturnValue:
    """Ask for the demonstration centre."""
    if is_set_up() or not session.get(_KNOWS_CODE) or not setting_up.can_load_demonstration():
        return redirect(url_for("setup.index"))
    session[_JOB] = setting_up.start_demonstration(now_utc())
    session.pop(_KNOWS_CODE, None)
    return redirect(url_for("setup.demonstration"))


@bp.get("/demonstration")
@public("the browser that asked for the demonstration centre sees how far it is")
def demonstration() -> ResponseReturnValue:
    """Show how far the demonstration centre is, at the end its accounts."""
    if _JOB not in session:
        return redirect(url_for("setup.index"))
    progress = setting_up.demonstration_progress(session[_JOB])
    return render_template("setup/demonstration.html", job=progress)


@bp.get("/demonstration/state")
@public("the browser that asked for the demonstration centre sees how far it is")
def demonstration_state() -> ResponseReturnValue:
    """Answer how far the demonstration centre is."""
    if _JOB not in session:
        return jsonify(error="unknown"), 404
    progress = setting_up.demonstration_progress(session[_JOB])
    return jsonify(state=progress.state, done=progress.done, total=progress.total)
