"""The attendance of a class by month or module: read, typed, printed, exported."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.attendance import papers, services
from vocational.attendance.forms import GridForm, read_cells
from vocational.attendance.messages import limits_sentence
from vocational.attendance.models import AttendanceMark
from vocational.attendance.pages import Grid, make_grid, may_write
from vocational.attendance.queries import rosters
from vocational.attendance.queries import standings as standings_queries
from vocational.attendance.rules.marking import MarkLine
from vocational.attendance.rules.risk import LearnerStanding, about_to_fail
from vocational.attendance.services import SheetRequest
from vocational.catalogue.models import CourseModule
from vocational.classes.models import TrainingClass
from vocational.classes.queries import class_by_code
from vocational.classes.services.classes import check_scope
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.shared.periods import add_months
from vocational.timetable.models import ClassSession
from vocational.web.spreadsheets import xlsx_response

bp = Blueprint("attendance_grid", __name__)


@dataclass(frozen=True)
class Span:
    """What the grid shows: the days from and to, and one module or all."""

    first: date
    last: date
    module: CourseModule | None
    months: tuple[date, ...]
    modules: tuple[CourseModule, ...]


@bp.route("/classes/<code>/attendance", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_VIEW, Permission.ATTENDANCE_MARK)
def index(code: str) -> ResponseReturnValue:
    """Show the grid; save all of it at once."""
    training_class = class_by_code(code)
    check_scope(current_actor(), Permission.ATTENDANCE_VIEW, training_class.id)
    span = _span(training_class)
    sessions = rosters.sessions_between(
        training_class.id, span.first, span.last, span.module.id if span.module else None
    )
    form = GridForm()
    if form.is_submitted():
        if not form.validate():
            return _page(training_class, span, sessions, form), 422
        try:
            saved = services.take_attendance(
                current_actor(), _requests(form, sessions), now_utc(), form.reason.data or ""
            )
        except RuleViolation as violation:
            form.show(violation)
            return _page(training_class, span, sessions, form, violation), 422
        flash(_("Attendance of %(count)s sessions is saved.", count=len(saved)), "success")
        return redirect(request.full_path)
    if request.args.get("format") in {"pdf", "xlsx"}:
        return _as_file(training_class, span, sessions)
    return _page(training_class, span, sessions, form)


def _span(training_class: TrainingClass) -> Span:
    """The month asked for, else the present or the nearest; or all days of a module."""
    months = tuple(rosters.months_of_class(training_class.id))
    modules = tuple(standings_queries.course_outline(training_class.id).modules)
    wanted = request.args.get("module", "")
    module = next((module for module in modules if module.code == wanted), None)
    if module is not None:
        first = min((*months, training_class.starts_on))
        last = max((training_class.ends_on, *(_last_day(month) for month in months)))
        return Span(first, last, module, months, modules)
    now = today().replace(day=1)
    named = {f"{month:%Y-%m}": month for month in months}
    past = [month for month in months if month <= now]
    nearest = past[-1] if past else (months[0] if months else now)
    first = named.get(request.args.get("month", ""), nearest)
    return Span(first, _last_day(first), None, months, modules)


def _last_day(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def _grid(class_id: int, sessions: Sequence[ClassSession]) -> tuple[Grid, list[LearnerStanding]]:
    standings = standings_queries.standings_of_class(class_id, today())
    return make_grid(sessions, rosters.rosters(sessions), standings), standings


def _as_file(
    training_class: TrainingClass, span: Span, sessions: Sequence[ClassSession]
) -> ResponseReturnValue:
    grid, _standings = _grid(training_class.id, sessions)
    if request.args.get("format") == "pdf":
        return papers.month_sheet(training_class, grid, span.first)
    return _spreadsheet(training_class, grid)


def _page(
    training_class: TrainingClass,
    span: Span,
    sessions: Sequence[ClassSession],
    form: GridForm,
    violation: RuleViolation | None = None,
) -> str:
    grid, standings = _grid(training_class.id, sessions)
    actor = current_actor()
    writable = {session.id for session in sessions if may_write(actor, session, today())}
    failing = about_to_fail(standings)
    is_clash = violation is not None and violation.code == "record.changed_meanwhile"
    return render_template(
        "attendance/index.html",
        training_class=training_class,
        span=span,
        grid=grid,
        form=form,
        codes=_typed(form),
        bad_cell=violation.field if violation is not None else None,
        is_clash=is_clash,
        versions={session.id: session.version for session in sessions if session.id in writable},
        writable=writable,
        needs_reason=any(session.on_date < today() for session in sessions)
        and actor.may(Permission.ATTENDANCE_CORRECT),
        failing=failing,
        strips=rosters.recorded_states(item.enrolment_id for item in failing),
        today=today(),
        limits=_limits(training_class),
    )


def _limits(training_class: TrainingClass) -> str | None:
    level, starts_on = training_class.course_version.level, training_class.starts_on
    return limits_sentence(level, starts_on, standings_queries.own_limits(level, starts_on))


def _typed(form: GridForm) -> Mapping[tuple[int, int], str]:
    return form.codes() if form.is_submitted() else {}


def _requests(form: GridForm, sessions: Sequence[ClassSession]) -> list[SheetRequest]:
    """The sessions in which something differs from what is saved, or which are ticked as held."""
    lines = read_cells(form.codes())
    held, versions = form.held_sessions(), form.versions()
    saved = rosters.marks_of_sessions(session.id for session in sessions)
    result = []
    for session in sessions:
        typed = [line for key, line in lines.items() if key[0] == session.id]
        if not typed:
            continue
        kept = [_with_note(line, saved.get((session.id, line.enrolment_id))) for line in typed]
        is_changed = any(
            line.code != _saved_code(saved.get((session.id, line.enrolment_id))) for line in typed
        )
        if is_changed or session.id in held:
            result.append(SheetRequest(session.id, versions.get(session.id, 0), tuple(kept)))
    if not result:
        raise RuleViolation("attendance.nothing_changed")
    return result


def _with_note(line: MarkLine, mark: AttendanceMark | None) -> MarkLine:
    """The grid shows no notes: it keeps them."""
    note = mark.note if mark is not None else ""
    return MarkLine(line.enrolment_id, line.state, line.missed_minutes, note)


def _saved_code(mark: AttendanceMark | None) -> str:
    if mark is None:
        return ""
    return MarkLine(mark.enrolment_id, mark.state, mark.missed_minutes).code


def _spreadsheet(training_class: TrainingClass, grid: Grid) -> ResponseReturnValue:
    headings = [_("No."), _("Full name")]
    headings += [f"{column.on:%d/%m} {column.starts_at:%H:%M}" for column in grid.columns]
    headings += [_("Full days"), _("Excused hours"), _("Hours not excused")]
    name = f"diem-danh-{training_class.code}"
    return xlsx_response(name, _("Attendance"), headings, _cells(grid))


def _cells(grid: Grid) -> Iterator[list[str | int | Decimal | date | None]]:
    for place, row in enumerate(grid.rows, start=1):
        cells: list[str | int | Decimal | date | None] = [
            row.attendee.list_number or place, row.attendee.full_name,
        ]  # fmt: skip
        cells += [cell.code for cell in row.cells]
        cells += [
            row.present_days,
            Decimal(row.excused_minutes) / 60,
            Decimal(row.unexcused_minutes) / 60,
        ]
        yield cells
