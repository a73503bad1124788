"""Pages of teachers."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.shared.errors import RuleViolation
from vocational.teachers import queries, services
from vocational.teachers.forms import TeacherForm
from vocational.teachers.models import Teacher
from vocational.teachers.rules import QualificationRoute
from vocational.web.labels import label
from vocational.web.lists import ListState, list_state
from vocational.web.spreadsheets import xlsx_response

bp = Blueprint("teachers", __name__, url_prefix="/teachers")


@bp.get("")
@requires(Permission.TEACHER_VIEW)
def index() -> ResponseReturnValue:
    """Show the list of teachers."""
    state = _state()
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state)
    return render_template("teachers/index.html", state=state, page=queries.teachers(state))


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.TEACHER_EDIT)
def new() -> ResponseReturnValue:
    """Take on a teacher."""
    form = TeacherForm()
    form.offer_users(_users(None))
    if form.validate_on_submit():
        try:
            teacher = services.add_teacher(current_actor(), form.to_request())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("%(name)s was added.", name=teacher.full_name), "success")
            return redirect(url_for("teachers.index"))
    return render_template("teachers/new.html", form=form), form.status


@bp.route("/<int:teacher_id>", methods=["GET", "POST"])
@requires(Permission.TEACHER_EDIT)
def edit(teacher_id: int) -> ResponseReturnValue:
    """Change a teacher."""
    teacher = queries.teacher(teacher_id)
    form = TeacherForm(obj=teacher)
    form.offer_users(_users(teacher_id))
    if form.validate_on_submit():
        try:
            services.change_teacher(
                current_actor(), teacher_id, form.to_request(), form.known_version()
            )
        except RuleViolation as violation:
            form.show(violation)
            teacher = queries.teacher(teacher_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("teachers.index"))
    elif not form.is_submitted():
        form.user_id.data = str(teacher.user_id or "")
    history = history_lines(history_of("teachers", teacher_id))
    return render_template(
        "teachers/edit.html", form=form, teacher=teacher, history=history
    ), form.status


@bp.post("/<int:teacher_id>/active")
@requires(Permission.TEACHER_EDIT)
def active(teacher_id: int) -> ResponseReturnValue:
    """Let a teacher go or take the teacher back."""
    is_active = request.form.get("is_active") == "yes"
    teacher = services.set_active(current_actor(), teacher_id, is_active=is_active)
    said = _("%(name)s teaches again.") if is_active else _("%(name)s no longer teaches.")
    flash(said % {"name": teacher.full_name}, "success")
    return redirect(url_for("teachers.edit", teacher_id=teacher_id))


def _users(teacher_id: int | None) -> list[tuple[int, str]]:
    users = queries.linkable_users(current_actor().own_institution(), teacher_id)
    return [(user.id, f"{user.full_name} ({user.username})") for user in users]


def _state() -> ListState:
    routes = tuple(route.value for route in QualificationRoute)
    kinds = (queries.STAFF, queries.INVITED, queries.LEFT)
    state = list_state(sorts=queries.SORTS, filters={"kind": kinds, "route": routes})
    chips = [
        state.filter_chip("kind", queries.STAFF, _("On the staff")),
        state.filter_chip("kind", queries.INVITED, _("Invited")),
        state.filter_chip("kind", queries.LEFT, _("No longer teaching")),
    ]
    if route := state.filters.get("route"):
        chips.append(state.filter_chip("route", route, label(QualificationRoute(route))))
    return replace(state, chips=chips)


def _spreadsheet(state: ListState) -> ResponseReturnValue:
    headings = (
        _("Full name"), _("Telephone"), _("Qualified by"), _("Evidence"), _("Pedagogy"),
        _("Invited"), _("Account"),
    )  # fmt: skip
    rows = (_cells(teacher) for teacher in queries.all_teachers(state))
    return xlsx_response("nha-giao", _("Teachers"), headings, rows)


def _cells(teacher: Teacher) -> tuple[str, ...]:
    return (
        teacher.full_name,
        teacher.phone,
        label(teacher.qualification_route),
        teacher.qualification_detail,
        _("yes") if teacher.has_pedagogy else _("no"),
        _("yes") if teacher.is_invited else _("no"),
        teacher.user.username if teacher.user else "",
    )
