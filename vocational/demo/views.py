"""The demonstration centre, chosen on the first page of an empty installation."""

from flask import Blueprint, jsonify, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from vocational.access.guards import public
from vocational.accounts.views.setting_up import EMPTY, forget_setup_code, may_set_up
from vocational.demo import services
from vocational.shared.clock import now_utc

bp = Blueprint("demo", __name__, url_prefix="/setup/demonstration")

_ASKED_FOR = "the browser that asked for the demonstration centre sees how far it is"
_JOB = "demo_job"


@bp.post("")
@public(EMPTY)
def load() -> ResponseReturnValue:
    """Ask for the demonstration centre."""
    if not may_set_up():
        return redirect(url_for("setup.index"))
    session[_JOB] = services.start_loading(now_utc())
    forget_setup_code()
    return redirect(url_for("demo.show"))


@bp.get("")
@public(_ASKED_FOR)
def show() -> ResponseReturnValue:
    """Show how far the demonstration centre is, at the end its accounts."""
    if _JOB not in session:
        return redirect(url_for("setup.index"))
    return render_template("demo/show.html", job=services.loading_state(session[_JOB]))


@bp.get("/state")
@public(_ASKED_FOR)
def state() -> ResponseReturnValue:
    """Answer how far the demonstration centre is."""
    if _JOB not in session:
        return jsonify(error="unknown"), 404
    now = services.loading_state(session[_JOB])
    return jsonify(state=now.state, done=now.done, total=now.total)
