"""Pages of classes that know of seats: the list, and changing a class."""

from dataclasses import replace

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import PermissionScope
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.catalogue.messages import LEVEL_NAMES
from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes import queries
from vocational.classes import views as pages
from vocational.classes.forms import ClassForm
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services.requests import ClassRequest
from vocational.classes.views import offer_choices, saved
from vocational.enrolment.queries.seats import seats_taken
from vocational.enrolment.services import enrolments
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.labels import label
from vocational.web.lists import ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

bp = pages.bp


@bp.get("")
@requires(Permission.CLASS_VIEW)
def index() -> ResponseReturnValue:
    """Show the list of classes; a teacher sees own ones."""
    own = _own_user_id()
    state = _list_state(own)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(state, own)
    page = queries.classes(state, today(), own)
    return render_template(
        "classes/index.html",
        state=state,
        page=page,
        taken=seats_taken(row.id for row in page.rows),
        only_own=own is not None,
    )


@bp.route("/<code>/edit", methods=["GET", "POST"])
@requires(Permission.CLASS_EDIT)
def edit(code: str) -> ResponseReturnValue:
    """Change a class."""
    row = queries.class_by_code(code)
    form = ClassForm()
    if not form.is_submitted():
        form.show_class(row)
    offer_choices(form, row)
    if form.validate_on_submit():
        try:
            changed = enrolments.change_class(
                current_actor(), row.id, _keeping_code(form, row), form.known_version()
            )
        except RuleViolation as violation:
            form.show(violation)
            row = queries.class_by_code(code)
        else:
            return saved(changed, _("Saved."))
    return render_template(
        "classes/edit.html",
        form=form,
        training_class=row,
        places=queries.known_places(),
        history=history_lines(history_of("training_classes", row.id)),
    ), form.status


def _own_user_id() -> int | None:
    actor = current_actor()
    return None if actor.scope_of(Permission.CLASS_VIEW) is PermissionScope.ALL else actor.user_id


def _keeping_code(form: ClassForm, row: TrainingClass) -> ClassRequest:
    asked = form.to_request()
    return replace(asked, code=None) if asked.code == row.code else asked


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
        state.filter_chip("state", s.value, label(s), counts.by_state[s])
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
        _("Commune"), _("Homeroom teacher"), _("Learners"), _("Seats"), _("Funding"), _("State"),
    )  # fmt: skip
    classes = queries.all_classes(state, today(), own_user_id)
    taken = seats_taken(row.id for row in classes)
    rows = (_cells(row, taken[row.id]) for row in classes)
    return xlsx_response("lop", _("Classes"), headings, rows)


def _cells(row: TrainingClass, taken: int) -> tuple[Cell, ...]:
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
        taken,
        row.capacity,
        label(row.funding_source),
        label(row.state),
    )
