"""What a commune or an association has entered: the list, taking back, papers to sign."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.accounts import queries as accounts
from vocational.applications import papers as printing
from vocational.applications.messages import STATE_NAMES
from vocational.applications.states import ApplicationState
from vocational.classes import queries as classes
from vocational.communes import queries
from vocational.communes.papers import submission_list
from vocational.communes.services import submissions
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.errors import page
from vocational.web.forms import BaseForm
from vocational.web.lists import ListState, list_state

bp = Blueprint("commune", __name__, url_prefix="/commune")


@bp.get("/applications")
@requires(Permission.APPLICATION_PROPOSE)
def applications() -> ResponseReturnValue:
    """Show what this body entered, by class and state."""
    body_id = current_actor().own_local_body()
    state, brought_to = _state(body_id)
    return render_template(
        "commune/applications.html",
        body=accounts.local_body(body_id),
        state=state,
        page=queries.applications(body_id, state),
        brought_to=brought_to,
    )


@bp.route("/applications/<int:application_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.APPLICATION_PROPOSE)
def withdraw(application_id: int) -> ResponseReturnValue:
    """Take an application back, after asking once more."""
    row = queries.application(current_actor().own_local_body(), application_id)
    form = BaseForm()
    if form.validate_on_submit():
        try:
            submissions.withdraw(current_actor(), application_id, today())
        except RuleViolation as violation:
            form.show(violation)
            row = queries.application(current_actor().own_local_body(), application_id)
        else:
            flash(_("The application was withdrawn."), "success")
            return redirect(url_for("commune.applications"))
    return render_template("commune/withdraw.html", form=form, row=row), form.status


@bp.get("/applications/<int:application_id>/application.pdf")
@requires(Permission.APPLICATION_PROPOSE)
def paper(application_id: int) -> ResponseReturnValue:
    """Print the application form of one person, to be signed and certified."""
    actor = current_actor()
    submissions.reveal(actor, application_id)
    return printing.application_paper(queries.application(actor.own_local_body(), application_id))


@bp.get("/list.pdf")
@requires(Permission.APPLICATION_PROPOSE)
def printed_list() -> ResponseReturnValue:
    """Print the list of the people brought to a class (`?class=`), for signature and stamp."""
    body = accounts.local_body(current_actor().own_local_body())
    training_class = classes.class_by_code(request.args.get("class", ""))
    rows = queries.submitted(body.id, training_class.id)
    return (
        submission_list.submission_list(body, training_class, rows, today()) if rows else page(404)
    )


def _state(body_id: int) -> tuple[ListState, list[tuple[str, str, int]]]:
    brought_to = queries.classes_submitted_to(body_id)
    state = list_state(
        sorts=queries.SORTS,
        filters={
            "state": tuple(ApplicationState),
            "class": tuple(code for code, _name, _count in brought_to),
        },
        descending=True,
    )
    chips = [
        state.filter_chip("class", code, f"{code} {name}", count)
        for code, name, count in brought_to
    ]
    chips += [
        state.filter_chip("state", item, str(STATE_NAMES[item]))
        for item in (ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE)
    ]
    return replace(state, chips=chips), brought_to
