"""Settings of the institution: data, names and signatories by date."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.institutions import queries
from vocational.institutions.forms import ContactForm, EndForm, NameForm, SignatoryForm
from vocational.institutions.models import Institution
from vocational.institutions.services import settings
from vocational.reference import queries as reference
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation

bp = Blueprint("institutions", __name__, url_prefix="/settings")


@bp.get("")
@requires(Permission.INSTITUTION_EDIT)
def index() -> ResponseReturnValue:
    """Show everything that papers and pages take from the institution."""
    row = _own()
    return render_template(
        "institutions/index.html",
        row=row,
        commune=reference.commune(row.commune_code) if row.commune_code else None,
        names=queries.names(),
        present=queries.name_on(today()),
        signatories=queries.signatories(),
        today=today(),
        history=history_lines(history_of("institutions", row.id, limit=20)),
    )


@bp.route("/edit", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def edit() -> ResponseReturnValue:
    """Change where the institution is and how to reach it."""
    row = _own()
    form = ContactForm()
    if form.validate_on_submit():
        try:
            settings.edit_contact(current_actor(), form.to_contact(), form.known_version())
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved()
    elif not form.is_submitted():
        form.fill(row)
    return render_template("institutions/edit.html", form=form, row=row), form.status


@bp.route("/names/new", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def new_name() -> ResponseReturnValue:
    """Add names that hold from a day on."""
    form = NameForm()
    if form.validate_on_submit() and form.effective_from.data:
        try:
            settings.add_name(current_actor(), form.to_names(), form.effective_from.data)
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved()
    elif not form.is_submitted():
        form.fill(queries.name_on(today()))
    return render_template("institutions/new_name.html", form=form), form.status


@bp.route("/signatories/new", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def new_signatory() -> ResponseReturnValue:
    """Add who signs from a day on."""
    form = SignatoryForm()
    form.offer_kinds()
    if form.validate_on_submit() and form.effective_from.data:
        try:
            settings.add_signatory(current_actor(), form.to_details(), form.effective_from.data)
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved()
    return render_template("institutions/new_signatory.html", form=form), form.status


@bp.route("/signatories/<int:signatory_id>/end", methods=["GET", "POST"])
@requires(Permission.INSTITUTION_EDIT)
def end_signatory(signatory_id: int) -> ResponseReturnValue:
    """Say until when a person signs."""
    signatory = queries.signatory(signatory_id)
    form = EndForm()
    if form.validate_on_submit() and form.effective_to.data:
        try:
            settings.end_signatory(current_actor(), signatory_id, form.effective_to.data)
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved()
    shown = render_template("institutions/end_signatory.html", form=form, signatory=signatory)
    return shown, form.status


def _own() -> Institution:
    return queries.institution(current_actor().own_institution())


def _saved() -> ResponseReturnValue:
    flash(_("Saved."), "success")
    return redirect(url_for("institutions.index"))
