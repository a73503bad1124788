"""Pages of classes: the list, planning, changing, opening and cancelling."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import Reach
from vocational.audit.history import history_lines
from vocational.audit.queries import history_of
from vocational.catalogue.messages import LEVEL_NAMES
from vocational.catalogue.models import CourseVersion
from vocational.catalogue.rules import CourseLevel
from vocational.classes import arrangement, proposals, queries, services
from vocational.classes.forms import CancelForm, ClassForm
from vocational.classes.messages import BLOCK_NAMES, FUNDING_NAMES, STATE_NAMES
from vocational.classes.models import TrainingClass
from vocational.classes.requests import ClassRequest
from vocational.classes.rules import ClassState, FundingSource, OpeningBlock
from vocational.law.citations import in_vietnamese
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.teachers import queries as teachers
from vocational.web import messages
from vocational.web.formats import show_hours
from vocational.web.lists import ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("classes", __name__, url_prefix="/classes")


@bp.app_template_filter("class_state")
def class_state(state: ClassState) -> str:
    """Name a state of classes."""
    return str(STATE_NAMES[state])


@bp.app_template_filter("funding_source")
def funding_source(source: FundingSource) -> str:
    """Name a funding source."""
    return str(FUNDING_NAMES[source])


@bp.app_template_filter("opening_block")
def opening_block(block: OpeningBlock) -> str:
    """Name what a class still lacks."""
    return str(BLOCK_NAMES[block])


@bp.get("")
@requires(Permission.CLASS_VIEW)
def index() -> ResponseReturnValue:
    """Show the list of classes; a teacher sees own ones."""
    own = _own_user_id()
    state = _list_state(own)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state, own)
    page = queries.classes(state, today(), own)
    return render_template("classes/index.html", state=state, page=page, only_own=own is not None)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def new() -> ResponseReturnValue:
    """Plan a class."""
    form = ClassForm()
    _offer(form)
    if form.validate_on_submit():
        try:
            row = services.plan_class(current_actor(), form.to_request())
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved(row, _("Class %(code)s was planned.", code=row.code))
    elif not form.is_submitted():
        form.proposed_code.data = form.code.data = proposals.next_code(today().year)
    return render_template(
        "classes/new.html", form=form, places=queries.known_places()
    ), form.status


@bp.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def edit(code: str) -> ResponseReturnValue:
    """Change a class."""
    row = queries.class_by_code(code)
    form = ClassForm()
    if not form.is_submitted():
        form.show_class(row)
    _offer(form, row)
    if form.validate_on_submit():
        try:
            changed = services.change_class(
                current_actor(), row.id, _keeping_code(form, row), form.known_version()
            )
        except RuleViolation as violation:
            form.show(violation)
            row = queries.class_by_code(code)
        else:
            return _saved(changed, _("Saved."))
    return render_template(
        "classes/edit.html",
        form=form,
        training_class=row,
        places=queries.known_places(),
        history=history_lines(history_of("training_classes", row.id)),
    ), form.status


@bp.route("/<code>/open", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def open_for_registration(code: str) -> ResponseReturnValue:
    """Open a planned class, or say what it lacks and where to mend it."""
    row = queries.class_by_code(code)
    if request.method == "POST":
        services.open_class(current_actor(), row.id)
        flash(_("Class %(code)s takes learners now.", code=row.code), "success")
        return redirect(url_for("portal.class_page", code=row.code))
    blocks = arrangement.opening_blocks(row)
    return render_template("classes/open_for_registration.html", training_class=row, blocks=blocks)


@bp.post("/<code>/take-back")
@requires(Permission.CLASS_EDIT)
def take_back(code: str) -> ResponseReturnValue:
    """Put an open class back among the planned ones."""
    row = services.take_back(current_actor(), queries.class_by_code(code).id)
    flash(_("Class %(code)s is being planned again.", code=row.code), "success")
    return redirect(url_for("portal.class_page", code=row.code))


@bp.route("/<code>/cancel", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def cancel(code: str) -> ResponseReturnValue:
    """Cancel a class, with the reason."""
    row = queries.class_by_code(code)
    form = CancelForm()
    if form.validate_on_submit():
        services.cancel_class(current_actor(), row.id, (form.reason.data or "").strip())
        flash(_("Class %(code)s was cancelled.", code=row.code), "success")
        return redirect(url_for("portal.class_page", code=row.code))
    return render_template("classes/cancel.html", form=form, training_class=row), form.status


def _own_user_id() -> int | None:
    actor = current_actor()
    return None if actor.reach(Permission.CLASS_VIEW) is Reach.ALL else actor.user_id


def _offer(form: ClassForm, row: TrainingClass | None = None) -> None:
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


def _keeping_code(form: ClassForm, row: TrainingClass) -> ClassRequest:
    asked = form.to_request()
    return replace(asked, code=None) if asked.code == row.code else asked


def _saved(row: TrainingClass, said: str) -> ResponseReturnValue:
    flash(said, "success")
    level = queries.class_by_code(row.code).course_version.level
    for _field, finding in arrangement.size_findings(
        level, row.capacity, max(1, len(row.groups)), row.starts_on
    ):
        law = in_vietnamese(finding.legal_basis or "")
        sentence = messages.sentence(finding.code, finding.params)
        flash(f"{sentence} {law}".strip(), "warning")
    return redirect(url_for("portal.class_page", code=row.code))


def _list_state(own_user_id: int | None) -> ListState:
    counts = queries.class_counts(own_user_id)
    filters = {
        "state": [state.value for state in ClassState],
        "level": [level.value for level in CourseLevel],
        "year": [str(year) for year in counts.years],
        "when": ["soon"],
    }
    state = list_state(sorts=queries.SORTS, filters=filters, descending=True)
    chips = [
        state.filter_chip("state", s.value, class_state(s), counts.by_state[s])
        for s in ClassState
        if s in counts.by_state
    ]
    chips.append(state.filter_chip("when", "soon", _("Begins within 14 days")))
    if len(counts.years) > 1:
        chips += [state.filter_chip("year", str(year), str(year)) for year in counts.years[:4]]
    if level := state.filters.get("level"):
        chips.append(state.filter_chip("level", level, str(LEVEL_NAMES[CourseLevel(level)])))
    return replace(state, chips=chips)


def _spreadsheet(state: ListState, own_user_id: int | None) -> ResponseReturnValue:
    headings = (
        _("Code"), _("Course"), _("Level"), _("First day"), _("Last day of the class"), _("Place"),
        _("Commune"), _("Homeroom teacher"), _("Seats"), _("Funding"), _("State"),
    )  # fmt: skip
    rows = (_cells(row) for row in queries.all_classes(state, today(), own_user_id))
    return xlsx_response("lop", _("Classes"), headings, rows)


def _cells(row: TrainingClass) -> tuple[Cell, ...]:
    version, homeroom = row.course_version, row.homeroom_teacher
    return (
        row.code,
        version.name,
        str(LEVEL_NAMES[version.level]),
        row.starts_on,
        row.ends_on,
        row.place,
        row.commune.name,
        homeroom.full_name if homeroom else "",
        row.capacity,
        funding_source(row.funding_source),
        class_state(row.state),
    )
