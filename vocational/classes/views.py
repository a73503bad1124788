"""Pages of classes: planning, opening and cancelling; those that know of seats are enrolment's."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.catalogue.messages import LEVEL_NAMES
from vocational.catalogue.models import CourseVersion
from vocational.classes import queries, rules
from vocational.classes.forms import CancelForm, ClassForm
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services import arrangement, classes, proposals
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.teachers import queries as teachers
from vocational.web import messages
from vocational.web.formats import show_hours
from vocational.web.language import cited

bp = Blueprint("classes", __name__, url_prefix="/classes")


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def new() -> ResponseReturnValue:
    """Plan a class."""
    form = ClassForm()
    offer_choices(form)
    if form.validate_on_submit():
        try:
            row = classes.plan_class(current_actor(), form.to_request())
        except RuleViolation as violation:
            form.show(violation)
        else:
            return saved(row, _("Class %(code)s was planned.", code=row.code))
    elif not form.is_submitted():
        form.proposed_code.data = form.code.data = proposals.next_code(today().year)
    return render_template(
        "classes/new.html", form=form, places=queries.known_places()
    ), form.status


@bp.route("/<code>/open", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def open_for_registration(code: str) -> ResponseReturnValue:
    """Open a planned class, or say what it lacks and where to mend it."""
    row = queries.class_by_code(code)
    if row.state is not ClassState.PLANNED:
        flash(_("This step was taken already. How the class stands now is shown here."))
        return redirect(url_for("class_list.show", code=row.code))
    if request.method == "POST":
        classes.open_class(current_actor(), row.id)
        flash(_("Class %(code)s takes learners now.", code=row.code), "success")
        return redirect(url_for("class_list.show", code=row.code))
    blocks = arrangement.opening_blocks(row)
    return render_template("classes/open_for_registration.html", training_class=row, blocks=blocks)


@bp.post("/<code>/take-back")
@requires(Permission.CLASS_EDIT)
def revert_to_planned(code: str) -> ResponseReturnValue:
    """Put an open class back among the planned ones."""
    row = classes.revert_to_planned(current_actor(), queries.class_by_code(code).id)
    flash(_("Class %(code)s is being planned again.", code=row.code), "success")
    return redirect(url_for("class_list.show", code=row.code))


@bp.route("/<code>/cancel", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def cancel(code: str) -> ResponseReturnValue:
    """Cancel a class, with the reason."""
    row = queries.class_by_code(code)
    form = CancelForm()
    if form.validate_on_submit():
        classes.cancel_class(current_actor(), row.id, (form.reason.data or "").strip())
        flash(_("Class %(code)s was cancelled.", code=row.code), "success")
        return redirect(url_for("class_list.show", code=row.code))
    return render_template("classes/cancel.html", form=form, training_class=row), form.status


def offer_choices(form: ClassForm, row: TrainingClass | None = None) -> None:
    """Offer courses and teachers; those of a saved class stay among them."""
    versions = list(queries.offered_versions())
    staff = list(teachers.active_teachers())
    if row is not None:
        versions += [row.course_version] if row.course_version not in versions else []
        kept = [line.teacher for line in row.teachers] + [group.teacher for group in row.groups]
        kept.append(row.homeroom_teacher)
        staff += dict.fromkeys(t for t in kept if t is not None and t not in staff)
    form.offer([(v.id, _course_label(v)) for v in versions], [(t.id, t.full_name) for t in staff])


def _course_label(version: CourseVersion) -> str:
    level, hours = LEVEL_NAMES[version.level], show_hours(version.total_minutes)
    return f"{version.course.code} {version.name} · {level} · {hours}"


def saved(row: TrainingClass, said: str) -> ResponseReturnValue:
    """Lead to a class that was saved, with what was done and what the law says of its size."""
    flash(said, "success")
    level = queries.class_by_code(row.code).course_version.level
    for _field, finding in rules.size_findings(
        level, row.capacity, max(1, len(row.groups)), row.starts_on
    ):
        law = cited(finding.legal_basis or "")
        sentence = messages.sentence(finding.code, finding.params)
        flash(f"{sentence} {law}".strip(), "warning")
    return redirect(url_for("class_list.show", code=row.code))
