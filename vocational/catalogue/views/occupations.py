"""Occupations: the list, new ones, changes."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.catalogue import queries
from vocational.catalogue.forms import OccupationForm
from vocational.catalogue.services import courses
from vocational.shared.errors import RuleViolation

bp = Blueprint("occupations", __name__, url_prefix="/catalogue/occupations")


@bp.get("")
@requires(Permission.CATALOGUE_VIEW)
def index() -> ResponseReturnValue:
    """Show the occupations."""
    return render_template("catalogue/occupations.html", rows=queries.occupations())


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def new() -> ResponseReturnValue:
    """Add an occupation."""
    form = OccupationForm()
    form.offer()
    if form.validate_on_submit():
        try:
            row = courses.add_occupation(current_actor(), form.to_request())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("%(name)s was added.", name=row.name), "success")
            return redirect(url_for("occupations.index"))
    return render_template("catalogue/occupation.html", form=form, occupation=None), form.status


@bp.route("/<code>", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def edit(code: str) -> ResponseReturnValue:
    """Change an occupation."""
    row = queries.occupation_by_code(code)
    form = OccupationForm(obj=row)
    del form.code
    form.offer()
    if form.validate_on_submit():
        try:
            courses.change_occupation(
                current_actor(), row.id, form.known_version(), form.to_request(code)
            )
        except RuleViolation as violation:
            form.show(violation)
            row = queries.occupation_by_code(code)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("occupations.index"))
    return render_template("catalogue/occupation.html", form=form, occupation=row), form.status
