"""The registrar's pages of applications: lists, one application, its correction."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.applications import papers
from vocational.applications.forms.review import CorrectionForm, DecisionForm
from vocational.applications.messages import (
    CHANNEL_NAMES,
    PURPOSE_NAMES,
    STATE_MARKS,
    STATE_NAMES,
)
from vocational.applications.models import Application
from vocational.applications.pages.prior_support import supported_before
from vocational.applications.queries import applications as queries
from vocational.applications.queries import lists
from vocational.applications.rules.intake import REVIEWABLE
from vocational.applications.services import acceptance, reviews
from vocational.applications.states import ApplicationState, IntakeChannel
from vocational.audit.pages import history_lines, name_codes
from vocational.audit.queries import history_of
from vocational.classes import queries as classes
from vocational.classes.models import TrainingClass
from vocational.learners import queries as known
from vocational.learners.pages import PaperNote, paper_note
from vocational.learners.rules.categories import Evidence, declared_categories
from vocational.learners.views import category_name, province_code
from vocational.shared.clock import local_day, today
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.web.lists import ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("application_review", __name__)
name_codes("consent_purposes", lambda code: str(PURPOSE_NAMES.get(code, code)))


@bp.app_template_filter("application_mark")
def application_mark(state: ApplicationState) -> str:
    """Return the shape that stands for a state."""
    return STATE_MARKS[state]


@bp.get("/admissions")
@requires(Permission.APPLICATION_VIEW)
def everything() -> ResponseReturnValue:
    """Show the applications of all classes."""
    state = _list_state(None)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state, None)
    page = lists.applications(state)
    return render_template(
        "application_review/everything.html",
        state=state,
        page=page,
        earlier=supported_before(page.rows),
    )


@bp.get("/classes/<code>/applications")
@requires(Permission.APPLICATION_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show the applications of one class."""
    training_class = classes.class_by_code(code)
    state = _list_state(training_class.id)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state, training_class)
    page = lists.applications(state, training_class.id)
    return render_template(
        "application_review/index.html",
        training_class=training_class,
        state=state,
        page=page,
        earlier=supported_before(page.rows),
    )


@bp.get("/classes/<code>/applications/<int:application_id>")
@requires(Permission.APPLICATION_VIEW)
def show(code: str, application_id: int) -> ResponseReturnValue:
    """Show one application with what may be decided on it."""
    row = queries.application_of_class(classes.class_by_code(code).id, application_id)
    form = DecisionForm()
    form.version.data = str(row.version)
    return _page(row, form)


@bp.post("/classes/<code>/applications/<int:application_id>")
@requires(Permission.APPLICATION_REVIEW)
def decide(code: str, application_id: int) -> ResponseReturnValue:
    """Find an application complete or not, refuse it, or give it a seat."""
    row = queries.application_of_class(classes.class_by_code(code).id, application_id)
    form = DecisionForm()
    if form.validate():
        try:
            said = _decide(form, row.id)
        except RuleViolation as violation:
            form.show(violation)
            row = queries.application(row.id)
        else:
            flash(said, "success")
            return redirect(
                url_for("application_review.show", code=code, application_id=application_id)
            )
    return _page(row, form), 422


@bp.route("/classes/<code>/applications/<int:application_id>/edit", methods=["GET", "POST"])
@requires(Permission.APPLICATION_REVIEW)
def edit(code: str, application_id: int) -> ResponseReturnValue:
    """Correct an application and record the papers that were seen."""
    row = queries.application_of_class(classes.class_by_code(code).id, application_id)
    form = CorrectionForm()
    form.keeps_number, form.on = True, today()
    if request.method == "GET":
        form.fill_application(row)
    elif form.validate():
        try:
            entry = form.to_entry(today())
            reviews.correct(current_actor(), row.id, entry, form.known_version())
        except RuleViolation as violation:
            form.show(violation)
            row = queries.application(row.id)
        else:
            flash(_("Saved."), "success")
            return redirect(
                url_for("application_review.show", code=code, application_id=application_id)
            )
    return _correction_page(row, form), form.status


@bp.get("/classes/<code>/applications/<int:application_id>/application.pdf")
@requires(Permission.LEARNER_REVEAL)
def paper(code: str, application_id: int) -> ResponseReturnValue:
    """Print the application form, its citizen number in full, on record."""
    row = queries.application_of_class(classes.class_by_code(code).id, application_id)
    reviews.reveal(current_actor(), row.id)
    return papers.application_paper(queries.application(row.id))


def _decide(form: DecisionForm, application_id: int) -> str:
    actor, version = current_actor(), form.known_version()
    action = request.form.get("action", "")
    if action == "complete":
        reviews.complete(actor, application_id, version, today(), form.complete_on.data)
        return str(_("The application is complete."))
    if action == "ask":
        reviews.ask_for(actor, application_id, version, form.missing.data or "")
        return str(_("The applicant now reads what is missing."))
    if action == "refuse":
        reviews.refuse(actor, application_id, version, form.reason.data or "")
        return str(_("The application was refused."))
    acceptance.accept(actor, form.to_acceptance(application_id))
    return str(_("The applicant has a seat."))


def _page(row: Application, form: DecisionForm) -> str:
    training_class = classes.class_by_code(row.training_class.code)
    likely = known.possible_matches(
        citizen_number=row.citizen_number,
        full_name=row.full_name,
        birth_date=BirthDate.from_date(row.birth_date),
    )
    return render_template(
        "application_review/show.html",
        training_class=training_class,
        row=row,
        form=form,
        is_reviewable=row.state in REVIEWABLE,
        was_lacking=row.state is ApplicationState.INCOMPLETE,
        submitted_on=local_day(row.submitted_at),
        papers=[(line, _note(line.evidence, row)) for line in row.categories],
        likely=likely,
        earlier=supported_before([row]).get(row.id),
        same_hours=lists.classes_at_the_same_hours(training_class, row.citizen_number_hash),
        history=history_lines(history_of("applications", row.id)),
    )


def _correction_page(row: Application, form: CorrectionForm) -> str:
    code = row.training_class.code
    return render_template(
        "application_review/edit.html",
        training_class=classes.class_by_code(code),
        row=row,
        form=form,
        back=url_for("application_review.show", code=code, application_id=row.id),
        notes={item.category.code: _note(item.claim.evidence, row) for item in form.papers},
        province_code=province_code(),
    )


def _note(evidence: Evidence, row: Application) -> PaperNote:
    return paper_note(evidence, row.training_class.starts_on, is_first_day=True)


def _list_state(class_id: int | None) -> ListState:
    bodies = lists.counts_by_body(class_id)
    state = list_state(
        sorts=lists.SORTS,
        filters={
            "state": tuple(ApplicationState),
            "way": tuple(IntakeChannel),
            "body": tuple(str(body.id) for body, _count in bodies),
            "category": tuple(
                declared_category.code for declared_category in declared_categories()
            ),
        },
    )
    counts = lists.counts_by_state(class_id)
    chips = [
        state.filter_chip("state", item, str(STATE_NAMES[item]), counts[item])
        for item in ApplicationState
        if counts.get(item)
    ]
    chips += [state.filter_chip("way", item, str(CHANNEL_NAMES[item])) for item in IntakeChannel]
    chips += [state.filter_chip("body", str(body.id), body.name, count) for body, count in bodies]
    if code := state.filters.get("category"):
        chips.append(state.filter_chip("category", code, category_name(code)))
    return replace(state, chips=chips)


def _spreadsheet(state: ListState, training_class: TrainingClass | None) -> ResponseReturnValue:
    rows = lists.all_applications(state, training_class.id if training_class else None)
    headings = [
        str(item)
        for item in (
            _("Class"), _("Full name"), _("Date of birth"), _("Telephone"), _("Commune, ward"),
            _("Groups"), _("Way in"), _("State"), _("Handed in"), _("Complete since"),
        )
    ]  # fmt: skip
    name = f"ho-so-dang-ky-{training_class.code}" if training_class else "ho-so-dang-ky"
    return xlsx_response(name, str(_("Applications")), headings, (_cells(row) for row in rows))


def _cells(row: Application) -> Sequence[Cell]:
    return [
        row.training_class.code,
        row.full_name,
        str(row.birth_date.year) if row.only_birth_year else row.birth_date,
        row.phone,
        row.commune.name,
        "; ".join(category_name(line.category_code) for line in row.categories),
        row.local_body.name if row.local_body else str(CHANNEL_NAMES[row.way]),
        str(STATE_NAMES[row.state]),
        local_day(row.submitted_at),
        local_day(row.completed_at) if row.completed_at else None,
    ]
