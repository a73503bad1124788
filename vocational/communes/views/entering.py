"""Enter people one after the other: card, a few fields, save, the next card."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.accounts import queries as accounts
from vocational.applications.services import cards
from vocational.applications.services.cards import CardFields
from vocational.applications.states import ApplicationState
from vocational.applications.views.cards import read_at, shown
from vocational.communes import queries
from vocational.communes.forms import ProposalForm
from vocational.communes.services import submissions
from vocational.learners.forms.papers import set_value
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import new_token
from vocational.web import messages
from vocational.web.numbers import read_whole

bp = Blueprint("commune_entry", __name__, url_prefix="/commune")

MOST_SHOWN = 15
"""So many of the people entered last stand below the form."""


@bp.route("/enter", methods=["GET", "POST"])
@requires(Permission.APPLICATION_PROPOSE)
def enter() -> ResponseReturnValue:
    """Take one person; pressing Enter anywhere can read the card, never save."""
    form = _form()
    if request.method == "GET":
        body = accounts.local_body(current_actor().own_local_body())
        form.begin(current_actor().name, request.args.get("class", ""))
        form.begin_at(body)
        set_value(form.form_token, new_token())
        return _page(form)
    if request.form.get("action") == "save":
        return _save(form)
    card = cards.read_card(form.citizen_number.data or "")
    form.fill_from_card(card)
    return _page(form, card=card)


@bp.post("/card")
@requires(Permission.APPLICATION_PROPOSE)
def card() -> ResponseReturnValue:
    """Answer what a card says, while the form is filled in; nobody on file is named."""
    fields = cards.read_card(request.form.get("text", ""))
    return jsonify(
        fields=shown(fields),
        is_card=fields.is_card,
        warnings=[messages.sentence_of(warning) for warning in fields.warnings],
        read_at=read_at(fields),
        panel="",
    )


@bp.route("/applications/<int:application_id>", methods=["GET", "POST"])
@requires(Permission.APPLICATION_PROPOSE)
def edit(application_id: int) -> ResponseReturnValue:
    """Show what was entered of a person, to be corrected until the centre reviews it."""
    body_id = current_actor().own_local_body()
    row = queries.application(body_id, application_id)
    form = ProposalForm()
    form.keeps_number = True
    form.offer([row.training_class])
    if request.method == "GET":
        form.fill_application(row)
    elif form.validate():
        try:
            proposal = form.to_proposal(today())
            submissions.amend(current_actor(), row.id, proposal, form.known_version())
        except RuleViolation as violation:
            form.show(violation)
            row = queries.application(body_id, application_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("commune.applications"))
    may_change = row.state is ApplicationState.SUBMITTED
    return render_template(
        "commune_entry/edit.html", form=form, row=row, may_change=may_change
    ), form.status


def _form() -> ProposalForm:
    form = ProposalForm()
    form.offer(queries.classes_taking_applications(today()))
    return form


def _save(form: ProposalForm) -> ResponseReturnValue:
    set_value(form.citizen_number, cards.number_in(form.citizen_number.data or ""))
    if form.validate():
        try:
            made = submissions.propose(current_actor(), form.to_proposal(today()))
        except RuleViolation as violation:
            form.show(violation)
        else:
            said = _("%(name)s is entered. Scan the next card.", name=made.full_name)
            flash(said, "success")
            return redirect(f"{url_for('commune_entry.enter')}?class={made.class_id}", 303)
    return _page(form, status=422)


def _page(
    form: ProposalForm, *, status: int = 200, card: CardFields | None = None
) -> ResponseReturnValue:
    body_id, class_id = current_actor().own_local_body(), read_whole(form.class_id.data)
    page = render_template(
        "commune_entry/enter.html",
        form=form,
        body=accounts.local_body(body_id),
        warnings=[messages.sentence_of(warning) for warning in card.warnings] if card else [],
        read_at=read_at(card) if card else "",
        entered=queries.latest(body_id, class_id, MOST_SHOWN) if class_id else [],
        entered_count=queries.count_in(body_id, class_id) if class_id else 0,
    )
    return page, status
