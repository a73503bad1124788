"""The results of a class: learners by modules, discipline, the summary as sheet and paper."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.assessment.forms import DisciplineForm
from vocational.assessment.models import ModuleResult
from vocational.assessment.papers import decisions
from vocational.assessment.queries import results as queries
from vocational.assessment.queries.results import ClassResults, LearnerResult, ResultState
from vocational.assessment.services import discipline as services
from vocational.assessment.services.marks import MARKED_STATES
from vocational.classes.models import TrainingClass
from vocational.classes.queries import class_by_code
from vocational.classes.services.classes import check_scope
from vocational.shared.clock import today
from vocational.shared.discipline import Discipline
from vocational.shared.errors import RuleViolation
from vocational.web.labels import label
from vocational.web.spreadsheets import xlsx_response

bp = Blueprint("assessment", __name__)


def class_in_scope(code: str, permission: Permission) -> TrainingClass:
    """Return a class that the person may work in; raises `NoResultFound` and `Refused`."""
    row = class_by_code(code)
    check_scope(current_actor(), permission, row.id)
    return row


@bp.get("/classes/<code>/results")
@requires(Permission.RESULT_VIEW)
def results(code: str) -> ResponseReturnValue:
    """Show the results of a class, or send them as a spreadsheet or paper."""
    training_class = class_in_scope(code, Permission.RESULT_VIEW)
    result = queries.results_of_class(training_class.id)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(training_class, result)
    if request.args.get("format") == "pdf":
        return decisions.summary(training_class, result, today())
    states = [learner.state for learner in result.learners]
    return render_template(
        "assessment/results.html",
        training_class=training_class,
        results=result,
        is_elementary=training_class.course_version.level.is_elementary,
        counts={state.value: states.count(state) for state in ResultState},
        may_mark=training_class.state in MARKED_STATES,
    )


@bp.route("/classes/<code>/results/discipline/<int:enrolment_id>", methods=["GET", "POST"])
@requires(Permission.ENROLMENT_EDIT)
def discipline(code: str, enrolment_id: int) -> ResponseReturnValue:
    """Note a disciplinary measure against one learner."""
    training_class = class_in_scope(code, Permission.ENROLMENT_EDIT)
    enrolment = queries.enrolment_with_learner(training_class.id, enrolment_id)
    form = DisciplineForm(discipline=enrolment.discipline.value)
    if form.validate_on_submit():
        try:
            services.set_discipline(
                current_actor(),
                training_class.id,
                enrolment_id,
                Discipline(form.discipline.data),
                form.reason.data or "",
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("assessment.results", code=code))
    return render_template(
        "assessment/discipline.html", training_class=training_class, enrolment=enrolment, form=form
    ), form.status


def _spreadsheet(training_class: TrainingClass, class_results: ClassResults) -> ResponseReturnValue:
    headings = [_("No."), _("Full name"), _("Date of birth")]
    headings += [module.code for module in class_results.modules]
    headings += [_("Course mark"), _("Result"), _("Discipline"), _("Recognition decision")]
    rows = _cells(class_results)
    return xlsx_response(f"ket-qua-{training_class.code}", _("Results"), headings, rows)


def _cells(class_results: ClassResults) -> Iterator[list[str | int | Decimal | date | None]]:
    for place, item in enumerate(class_results.learners, start=1):
        learner = item.enrolment.learner
        born = str(learner.birth_date.year) if learner.only_birth_year else learner.birth_date
        cells: list[str | int | Decimal | date | None] = [
            item.enrolment.list_number or place, learner.full_name, born,
        ]  # fmt: skip
        cells += [_module_cell(result) for result in item.modules]
        measure = item.enrolment.discipline
        cells += [
            item.course.course_mark if item.course else None,
            result_words(item),
            "" if measure is Discipline.NONE else label(measure),
            (item.entry.decision.number or "") if item.entry else "",
        ]
        yield cells


def _module_cell(result: ModuleResult | None) -> str | Decimal | None:
    if result is None:
        return None
    if result.mark is not None:
        return result.mark
    return str(_("Passed")) if result.passed else str(_("Not passed"))


@bp.app_template_filter("result_words")
def result_words(result: LearnerResult) -> str:
    """Say the result of a learner in words: the class, passed, or what is missing."""
    if result.state is ResultState.UNFINISHED:
        return ""
    if result.state is ResultState.PASSED and result.course is not None:
        return label(result.course.classification)
    return str(_("Passed")) if result.state is ResultState.PASSED else str(_("Not passed"))
