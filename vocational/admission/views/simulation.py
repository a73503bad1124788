"""A ranking that is tried out beside the real one: other seats, order of tiers, day; not stored."""

from collections.abc import Mapping, Sequence
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import requires
from vocational.access.permissions import Permission
from vocational.admission.forms import SimulationForm, tier_choices, with_tiers
from vocational.admission.pages import Compared, compared
from vocational.admission.queries import runs
from vocational.admission.queries import settings as settings_queries
from vocational.admission.rules import admission
from vocational.admission.rules.admission import Inputs, Settings
from vocational.classes.queries import class_by_code
from vocational.shared.clock import today
from vocational.shared.dates import format_date
from vocational.shared.errors import RuleViolation

bp = Blueprint("admission_simulation", __name__)

Orders = Mapping[str, tuple[str, Settings]]


@bp.get("/classes/<code>/admission/simulation")
@requires(Permission.APPLICATION_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show what would come out with other seats, order or day beside what comes out now."""
    row = class_by_code(code)
    form = with_tiers(SimulationForm, request.args)
    orders = _orders()
    form.order.choices = [(key, name) for key, (name, _settings) in orders.items()]
    form.validate()
    real_day, day = today(), form.on.data or today()
    real = runs.inputs_of(row, real_day)
    inputs = real if day == real_day else runs.inputs_of(row, day)
    _show_defaults(form, orders, inputs, day)
    settings = _settings(form, orders, inputs)
    form.kept_tier.choices = tier_choices(settings)
    tried = form.changed(inputs, settings)
    return render_template(
        "admission/simulation.html",
        training_class=row,
        form=form,
        real=real,
        tried=tried,
        is_edited=settings.since is None and settings.tiers != _chosen(form, orders).tiers,
        rows=_compared(real, real_day, tried, day),
    )


def _settings(form: SimulationForm, orders: Orders, inputs: Inputs) -> Settings:
    """Give the order to try: as edited, else as chosen; one that cannot be is told and left."""
    chosen = _chosen(form, orders) if form.order.data in orders else inputs.settings
    edited = form.own_tiers
    settings = chosen
    if edited is not None and [list(codes) for codes in chosen.tiers] != edited:
        try:
            admission.check_tiers(edited)
        except RuleViolation as violation:
            form.show(violation)
            return chosen
        settings = Settings(tuple(tuple(codes) for codes in edited), chosen.answer_days)
    form.show_tiers(settings.tiers)
    form.shown_order.data = form.order.data
    return settings


def _chosen(form: SimulationForm, orders: Orders) -> Settings:
    return orders[str(form.order.data)][1]


def _orders() -> Orders:
    """Give the orders of tiers to begin with: the product's own, each entry of the institution."""
    result = {"0": (_("The product's own order"), Settings())}
    for entry in settings_queries.settings_entries():
        name = _("Order from %(day)s", day=format_date(entry.effective_from))
        result[str(entry.id)] = (name, settings_queries.settings_of(entry))
    return result


def _show_defaults(form: SimulationForm, orders: Orders, inputs: Inputs, day: date) -> None:
    if form.on.data is None:
        form.on.data = day
    if form.capacity.data is None:
        form.capacity.data = inputs.capacity
    if not form.order.data:
        form.order.data = _order_in_force(orders, inputs.settings)


def _order_in_force(orders: Orders, settings: Settings) -> str:
    return next(
        (key for key, (_name, order) in orders.items() if order.since == settings.since), "0"
    )


def _compared(real: Inputs, real_day: date, tried: Inputs, day: date) -> Sequence[Compared]:
    applications = runs.applications_by_id(int(candidate.id) for candidate in real.candidates)
    return compared(admission.ranked(real, real_day), admission.ranked(tried, day), applications)
