"""Recognition: who is ready, the list that waits, the decisions, their paper."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.assessment.forms import DecideForm
from vocational.assessment.papers import decisions as papers
from vocational.assessment.queries import recognition as queries
from vocational.assessment.queries.results import ResultState, results_of_class
from vocational.assessment.services import recognition as services
from vocational.assessment.services.marks import MARKED_STATES
from vocational.assessment.states import DecisionState
from vocational.assessment.views.results import class_in_scope
from vocational.institutions.queries import signatories_on
from vocational.institutions.services import decisions
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.numbers import read_wholes

bp = Blueprint("recognition", __name__)


@bp.get("/classes/<code>/recognition")
@requires(Permission.RESULT_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show decisions, the list that waits, who is ready and who is not with the reason."""
    training_class = class_in_scope(code, Permission.RESULT_VIEW)
    learners = results_of_class(training_class.id).learners
    decisions = queries.decisions_of_class(training_class.id)
    return render_template(
        "assessment/recognition.html",
        training_class=training_class,
        decided=[row for row in decisions if row.state is DecisionState.DECIDED],
        prepared=next((row for row in decisions if row.state is DecisionState.PREPARED), None),
        ready=[
            learner
            for learner in learners
            if learner.state is ResultState.PASSED and not learner.entry
        ],
        not_ready=[learner for learner in learners if learner.state is not ResultState.PASSED],
        may_prepare=training_class.state in MARKED_STATES,
    )


@bp.post("/classes/<code>/recognition/prepare")
@requires(Permission.RECOGNITION_PREPARE)
def prepare(code: str) -> ResponseReturnValue:
    """Make the list that waits for the director."""
    training_class = class_in_scope(code, Permission.RECOGNITION_PREPARE)
    kept = set(read_wholes(request.form.getlist("ids")))
    offered = set(read_wholes(request.form.getlist("offered")))
    try:
        row = services.prepare(current_actor(), training_class.id, now_utc(), offered - kept)
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        count = len(row.entries)
        flash(_("The list of %(count)s learners waits for the director.", count=count), "success")
    return redirect(url_for("recognition.index", code=code))


@bp.post("/classes/<code>/recognition/<int:decision_id>/withdraw")
@requires(Permission.RECOGNITION_PREPARE)
def withdraw(code: str, decision_id: int) -> ResponseReturnValue:
    """Take a list back that is not decided."""
    training_class = class_in_scope(code, Permission.RECOGNITION_PREPARE)
    try:
        services.withdraw(current_actor(), training_class.id, decision_id)
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        flash(_("The list was taken back."), "success")
    return redirect(url_for("recognition.index", code=code))


@bp.route("/classes/<code>/recognition/<int:decision_id>/decide", methods=["GET", "POST"])
@requires(Permission.RECOGNITION_DECIDE)
def decide(code: str, decision_id: int) -> ResponseReturnValue:
    """Decide a prepared list."""
    training_class = class_in_scope(code, Permission.RECOGNITION_DECIDE)
    row = queries.decision(training_class.id, decision_id)
    if row.state is DecisionState.DECIDED:
        return redirect(url_for("recognition.index", code=code))
    form = _decide_form(row.version)
    if form.validate_on_submit():
        try:
            services.decide(
                current_actor(), form.to_request(training_class.id, decision_id), now_utc()
            )
        except RuleViolation as violation:
            form.show(violation)
            row = queries.decision(training_class.id, decision_id)
        else:
            flash(_("The decision is signed."), "success")
            return redirect(url_for("recognition.index", code=code))
    page = render_template(
        "assessment/decide.html", training_class=training_class, decision=row, form=form
    )
    return page, form.status


@bp.get("/classes/<code>/recognition/<int:decision_id>/decision.pdf")
@requires(Permission.RESULT_VIEW)
def decision_paper(code: str, decision_id: int) -> ResponseReturnValue:
    """Send the paper of a decided recognition."""
    training_class = class_in_scope(code, Permission.RESULT_VIEW)
    row = queries.decision(training_class.id, decision_id)
    if row.state is not DecisionState.DECIDED:
        return redirect(url_for("recognition.index", code=code))
    return papers.recognition_decision(training_class, row)


def _decide_form(version: int) -> DecideForm:
    form = DecideForm()
    on = form.decided_on.data or today()
    form.signatory_id.choices = [
        (str(item.id), f"{item.full_name}, {item.title if item.is_head else item.own_title}")
        for item in signatories_on(on)
    ]
    if not form.is_submitted():
        form.decided_on.data = today()
        form.number.data = decisions.proposed_number(today())
        form.version.data = str(version)
    return form
