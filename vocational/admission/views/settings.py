"""How the institution admits: the order of tiers and the time to answer, by date."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.admission.forms import SettingsForm, category_name, with_tiers
from vocational.admission.queries import settings as queries
from vocational.admission.rules.admission import Settings
from vocational.admission.rules.ranking import Tiers
from vocational.admission.services import settings as services
from vocational.learners.rules.categories import category_of
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation

bp = Blueprint("admission_settings", __name__, url_prefix="/settings/admission")


@bp.get("")
@requires(Permission.LAW_VIEW)
def index() -> ResponseReturnValue:
    """Show the order in force, what comes and what was."""
    present = queries.settings_on(today())
    return render_template(
        "admission_settings/index.html",
        present=present,
        present_tiers=named(present.tiers),
        entries=[(entry, named(entry.tiers)) for entry in queries.settings_entries()],
        own=named(Settings().tiers),
        today=today(),
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.LAW_EDIT)
def new() -> ResponseReturnValue:
    """Add an order from a day on."""
    form = with_tiers(SettingsForm)
    if form.validate_on_submit():
        try:
            services.add_settings(current_actor(), form.to_request())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("admission_settings.index"))
    elif not form.is_submitted():
        present = queries.settings_on(today())
        form.show_tiers(present.tiers)
        form.answer_days.data = present.answer_days
    return render_template("admission_settings/new.html", form=form), form.status


def named(tiers: Tiers) -> list[list[str]]:
    """Name the categories of each tier in the reader's language."""
    result = [[category_of(code) for code in codes] for codes in tiers]
    return [[category_name(code) for code in codes if code is not None] for codes in result]
