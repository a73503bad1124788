"""The steps of a class: opening decision, end of teaching, closing."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.class_list import queries
from vocational.class_opening.forms import FinishForm, OpeningForm, StepForm
from vocational.class_opening.queries import has_opening
from vocational.class_opening.services import steps
from vocational.class_progress.pages.header import Link, links_of
from vocational.class_progress.queries import overview
from vocational.class_progress.rules import blockers
from vocational.class_progress.rules.blockers import Blocker
from vocational.class_progress.rules.progress import ClassProgress
from vocational.classes import queries as classes
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.documents import pdf
from vocational.institutions import queries as institutions
from vocational.institutions.services import decisions
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.pdf_files import pdf_response

TAKEN = {
    ClassState.RUNNING: (ClassState.RUNNING, ClassState.FINISHED, ClassState.CLOSED),
    ClassState.FINISHED: (ClassState.FINISHED, ClassState.CLOSED),
    ClassState.CLOSED: (ClassState.CLOSED,),
}
"""The states of a class behind each step."""


bp = Blueprint("class_opening", __name__)


@bp.route("/classes/<code>/opening", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def opening(code: str) -> ResponseReturnValue:
    """Enter the opening decision: the list is frozen and the class runs."""
    row = queries.class_with_people(code)
    form = OpeningForm()
    form.offer_signatories(institutions.signatories_on(form.decided_on.data or today()))
    if not form.is_submitted():
        form.decided_on.data = min(today(), row.starts_on)
        form.number.data = decisions.proposed_number(form.decided_on.data)
    step = ClassStep(
        target=ClassState.RUNNING,
        template="class_opening/opening.html",
        find_blockers=blockers.before_opening,
        take=lambda: steps.begin_class(current_actor(), row.id, form.to_request(), today()),
        done=_("Class %(code)s runs now. Its list is numbered.", code=code),
    )
    return _take(row, form, step)


@bp.route("/classes/<code>/finish", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def finish(code: str) -> ResponseReturnValue:
    """Note that teaching has ended."""
    row = queries.class_with_people(code)
    form = FinishForm()
    if not form.is_submitted():
        form.finished_on.data = overview.last_session_on(row.id) or today()
    step = ClassStep(
        target=ClassState.FINISHED,
        template="class_opening/finish.html",
        find_blockers=blockers.before_finishing,
        take=lambda: steps.finish_class(
            current_actor(), row.id, form.day(), today(), confirmed=bool(form.confirmed.data)
        ),
        done=_("Teaching of class %(code)s has ended.", code=code),
    )
    return _take(row, form, step)


@bp.route("/classes/<code>/close", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def close(code: str) -> ResponseReturnValue:
    """Close a finished class."""
    row = queries.class_with_people(code)
    form = StepForm()
    step = ClassStep(
        target=ClassState.CLOSED,
        template="class_opening/close.html",
        find_blockers=blockers.before_closing,
        take=lambda: steps.close_class(
            current_actor(), row.id, today(), confirmed=bool(form.confirmed.data)
        ),
        done=_("Class %(code)s is closed.", code=code),
    )
    return _take(row, form, step)


@dataclass(frozen=True)
class ClassStep:
    """One step of a class as its page takes it: what it leads to, what blocks it, the act."""

    target: ClassState
    template: str
    find_blockers: Callable[[ClassProgress], tuple[Blocker, ...]]
    take: Callable[[], object]
    done: str


def _take(row: TrainingClass, form: StepForm, step: ClassStep) -> ResponseReturnValue:
    """Take a step once its form is sent; show its page before, and what refuses it."""
    if row.state in TAKEN[step.target]:
        return _taken_already(row.code)
    if form.validate_on_submit():
        try:
            step.take()
        except RuleViolation as violation:
            if _is_taken(violation, row.code, step.target):
                return _taken_already(row.code)
            form.show(violation)
        else:
            flash(step.done, "success")
            return redirect(url_for("class_list.show", code=row.code))
    return _page(step.template, row.code, form, step.find_blockers(_progress(row)))


def _is_taken(violation: RuleViolation, code: str, target: ClassState) -> bool:
    """Tell whether somebody else, or the same form sent before, took the step meanwhile."""
    if violation.code != "classes.state":
        return False
    return queries.class_with_people(code).state in TAKEN[target]


def _taken_already(code: str) -> ResponseReturnValue:
    """Lead to the class, where what was done stands."""
    flash(_("This step was taken already. How the class stands now is shown here."))
    return redirect(url_for("class_list.show", code=code))


def _progress(row: TrainingClass) -> ClassProgress:
    return overview.tracked_class(row.id, today()).progress


def _page(
    template: str, code: str, form: StepForm, result: Iterable[Blocker], **values: object
) -> ResponseReturnValue:
    """Show what is missing, then the form, unless something missing refuses the step."""
    row = queries.class_with_people(code)
    missing = list(result)
    page = render_template(
        template,
        training_class=row,
        form=form,
        blocking=_links(row, (item for item in missing if item.blocks)),
        advising=_links(row, (item for item in missing if not item.blocks)),
        **values,
    )
    return page, form.status


def _links(row: TrainingClass, result: Iterable[Blocker]) -> tuple[Link, ...]:
    return links_of(result, row, current_actor())


@bp.get("/classes/<code>/opening.pdf")
@requires(Permission.LEARNER_REVEAL)
def printed(code: str) -> ResponseReturnValue:
    """Print the opening decision with its list, as it was made; who printed it is kept."""
    class_id = classes.class_by_code(code).id
    if not has_opening(class_id):
        flash(_("No opening decision of this class was made here yet."), "warning")
        return redirect(url_for("class_list.show", code=code))
    result = steps.opening_for_print(current_actor(), class_id)
    html = render_template(
        "class_opening/pdf/opening_decision.html",
        learners=json.loads(result.learners),
        **result.printed,
    )
    made = pdf.render(html, made_at=result.entered_at)
    return pdf_response(made, f"quyet-dinh-mo-lop-{code}")
