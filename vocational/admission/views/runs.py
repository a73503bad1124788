"""Admission of a class: how it stands, simulation, ranking, council, signature, papers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.admission import papers
from vocational.admission.forms import CouncilForm, SignForm
from vocational.admission.models import AdmissionRun
from vocational.admission.pages import offer_lines, review_url, seat_counts, unranked_lines
from vocational.admission.queries import offers as offers_queries
from vocational.admission.queries import runs as runs_queries
from vocational.admission.queries import settings
from vocational.admission.rules.admission import candidate_id
from vocational.admission.services import runs as services
from vocational.admission.services import signing
from vocational.applications.pages.prior_support import supported_before
from vocational.classes.models import TrainingClass
from vocational.classes.queries import class_by_code
from vocational.institutions.queries import signatories_on
from vocational.institutions.services import decisions
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.web import messages

bp = Blueprint("admission", __name__)


@bp.get("/classes/<code>/admission")
@requires(Permission.APPLICATION_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show seats, the run that waits, signed runs, offers and who waits."""
    row = class_by_code(code)
    inputs = runs_queries.inputs_of(row, today())
    runs = runs_queries.runs_of_class(row.id)
    offers = offers_queries.offers_of_class(row.id)
    unsigned = next((run for run in runs if run.number is None), None)
    ranked = [place.application for place in unsigned.places] if unsigned else []
    waiting = offers_queries.waiting_of_class(row.id)
    known = {candidate_id(item.application.id) for item in waiting}
    return render_template(
        "admission/index.html",
        training_class=row,
        earlier=supported_before(ranked),
        seats=seat_counts(inputs, offers),
        settings=inputs.settings,
        reserved=settings.reserved_rows(row.id),
        unsigned=unsigned,
        signed=[run for run in runs if run.number is not None],
        unranked_lines=unranked_lines(inputs.unranked),
        complete=len({candidate.id for candidate in inputs.candidates} - known),
        offers=offer_lines(offers, runs_queries.places_by_application(row.id), now_utc()),
        waiting=waiting,
        review_url=review_url,
        today=today(),
    )


@bp.post("/classes/<code>/admission/run")
@requires(Permission.ADMISSION_RANK)
def run(code: str) -> ResponseReturnValue:
    """Rank the complete applications."""
    row = class_by_code(code)
    try:
        made = services.rank_class(current_actor(), row.id, today())
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        admitted = sum(place.is_admitted for place in made.places)
        flash(
            _(
                "Ranked: %(admitted)s get a seat, %(waiting)s wait. The director signs.",
                admitted=admitted,
                waiting=len(made.places) - admitted,
            ),
            "success",
        )
    return redirect(url_for("admission.index", code=code))


@bp.post("/classes/<code>/admission/<int:run_id>/discard")
@requires(Permission.ADMISSION_RANK)
def discard(code: str, run_id: int) -> ResponseReturnValue:
    """Take back a run that was not signed."""
    row = class_by_code(code)
    try:
        services.discard(current_actor(), row.id, run_id)
    except RuleViolation as violation:
        flash(messages.sentence_of(violation), "error")
    else:
        flash(_("The run was taken back."), "success")
    return redirect(url_for("admission.index", code=code))


@bp.route("/classes/<code>/admission/<int:run_id>/council", methods=["GET", "POST"])
@requires(Permission.ADMISSION_RANK)
def council(code: str, run_id: int) -> ResponseReturnValue:
    """Name who met, for the minutes."""
    row = class_by_code(code)
    result = runs_queries.run(row.id, run_id)
    if result.number is not None:
        return redirect(url_for("admission.index", code=code))
    form = CouncilForm()
    if form.validate_on_submit():
        try:
            services.name_council(
                current_actor(), row.id, run_id, form.known_version(), form.to_council()
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("admission.index", code=code))
    elif not form.is_submitted():
        form.show_run(result)
    page = render_template("admission/council.html", training_class=row, run=result, form=form)
    return page, form.status


@bp.route("/classes/<code>/admission/<int:run_id>/sign", methods=["GET", "POST"])
@requires(Permission.ADMISSION_SIGN)
def sign(code: str, run_id: int) -> ResponseReturnValue:
    """Sign a run: seats are given, the list is frozen."""
    row = class_by_code(code)
    result = runs_queries.run(row.id, run_id)
    if result.number is not None:
        return redirect(url_for("admission.index", code=code))
    form = _sign_form(result)
    if form.validate_on_submit():
        try:
            done = signing.sign(current_actor(), form.to_request(row.id, run_id), now_utc())
        except RuleViolation as violation:
            form.show(violation)
            row = class_by_code(code)
            result = runs_queries.run(row.id, run_id)
        else:
            flash(
                _("Decision %(number)s is signed; seats are given.", number=done.number), "success"
            )
            return redirect(url_for("admission.index", code=code))
    return _sign_page(row, result, form), form.status


@bp.get("/classes/<code>/admission/<int:run_id>/<any(minutes, decision):paper>.pdf")
@requires(Permission.APPLICATION_VIEW)
def paper(code: str, run_id: int, paper: str) -> ResponseReturnValue:
    """Send the minutes of a run, or its decision once it is signed."""
    row = class_by_code(code)
    result = runs_queries.run(row.id, run_id)
    if paper == "minutes":
        return papers.minutes(row, result)
    if result.number is None:
        return redirect(url_for("admission.index", code=code))
    return papers.decision(row, result)


def _sign_page(row: TrainingClass, admission_run: AdmissionRun, form: SignForm) -> str:
    earlier = supported_before([place.application for place in admission_run.places])
    return render_template(
        "admission/sign.html",
        training_class=row,
        run=admission_run,
        form=form,
        others=runs_queries.other_classes(
            row, (place.application_id for place in admission_run.places)
        ),
        earlier=earlier,
        supported=sum(
            place.is_admitted and place.application_id in earlier for place in admission_run.places
        ),
    )


def _sign_form(admission_run: AdmissionRun) -> SignForm:
    form = SignForm()
    on = form.signed_on.data or today()
    form.signatory_id.choices = [
        (str(item.id), f"{item.full_name}, {item.title if item.is_head else item.own_title}")
        for item in signatories_on(on)
    ]
    if not form.is_submitted():
        form.signed_on.data = today()
        form.number.data = decisions.proposed_number(today())
        form.version.data = str(admission_run.version)
    return form
