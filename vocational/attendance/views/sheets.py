"""The attendance of one session, phone first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.attendance import services
from vocational.attendance.forms import SheetForm, TypedLine
from vocational.attendance.messages import SHORT_STATE_NAMES
from vocational.attendance.models import AttendanceMark
from vocational.attendance.pages import may_write
from vocational.attendance.queries import rosters as queries
from vocational.attendance.queries.rosters import RosterLine
from vocational.attendance.rules import marking
from vocational.attendance.rules.standing import AttendanceState
from vocational.classes.services.classes import check_scope
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import RuleViolation
from vocational.timetable import queries as timetable
from vocational.timetable.messages import KIND_NAMES
from vocational.web import messages
from vocational.web.labels import label

bp = Blueprint("attendance", __name__)


@dataclass(frozen=True)
class SheetRow:
    """One learner's line on the page; `saved` says what somebody else saved meanwhile."""

    id: int
    number: int | str
    name: str
    state: AttendanceState
    minutes: str = ""
    note: str = ""
    error: str = ""
    saved: str = ""


@bp.app_template_filter("attendance_state_short")
def attendance_state_short(state: AttendanceState) -> str:
    """Name a state in at most two words, for the phone."""
    return str(SHORT_STATE_NAMES[state])


@bp.route("/sessions/<int:session_id>/attendance", methods=["GET", "POST"])
@requires(Permission.ATTENDANCE_VIEW, Permission.ATTENDANCE_MARK)
def mark(session_id: int) -> ResponseReturnValue:
    """Show the sheet of a session; save all of it at once."""
    form = SheetForm()
    if not form.is_submitted():
        return _sheet(session_id, form)
    if form.validate():
        try:
            request = form.to_request(session_id)
            services.take_attendance(current_actor(), [request], now_utc(), form.reason.data or "")
        except RuleViolation as violation:
            return _sheet(session_id, form, violation), 422
        flash(_said(marking.counts(line.state for line in request.lines)), "success")
        return redirect(url_for("attendance.mark", session_id=session_id))
    return _sheet(session_id, form), 422


def _sheet(session_id: int, form: SheetForm, violation: RuleViolation | None = None) -> str:
    session = timetable.session_with_class(session_id)
    actor = current_actor()
    check_scope(actor, Permission.ATTENDANCE_VIEW, session.class_id)
    lines = queries.rosters([session])[session.id]
    typed = form.typed_lines() if form.is_submitted() else {}
    has_clash = violation is not None and violation.code == "record.changed_meanwhile"
    rows = _rows(lines, typed, _faults(typed, session.minutes), has_clash)
    form.line_errors = [(f"m{row.id}", f"{row.name}: {row.error}") for row in rows if row.error]
    if violation is not None and not form.line_errors:
        form.show(violation)
    form.version.data = str(session.version)
    return render_template(
        "attendance/mark.html",
        form=form,
        session=session,
        rows=rows,
        counts=marking.counts(row.state for row in rows),
        states=list(AttendanceState),
        kind=KIND_NAMES[session.kind],
        may_write=may_write(actor, session, today()),
        is_late=session.on_date < today(),
        is_future=session.on_date > today(),
    )


def _faults(typed: Mapping[int, TypedLine], session_minutes: int) -> dict[int, str]:
    result: dict[int, str] = {}
    lines = []
    for line in typed.values():
        try:
            lines.append(line.read())
        except RuleViolation as violation:
            result[line.enrolment_id] = messages.sentence_of(violation)
    for enrolment_id, fault in marking.faults(lines, session_minutes).items():
        result[enrolment_id] = messages.sentence_of(fault)
    return result


def _rows(
    lines: Sequence[RosterLine],
    typed: Mapping[int, TypedLine],
    faults: Mapping[int, str],
    has_clash: bool,
) -> list[SheetRow]:
    return [
        _row(line, place, typed.get(line.attendee.enrolment_id), faults, has_clash)
        for place, line in enumerate(lines, start=1)
    ]


def _row(
    line: RosterLine,
    place: int,
    typed: TypedLine | None,
    faults: Mapping[int, str],
    has_clash: bool,
) -> SheetRow:
    item, mark = line.attendee, line.mark
    number = item.list_number or place
    if typed is None:
        state = mark.state if mark else AttendanceState.PRESENT
        minutes = str(mark.missed_minutes) if mark and mark.missed_minutes else ""
        note = mark.note if mark else ""
        return SheetRow(item.enrolment_id, number, item.full_name, state, minutes, note)
    differs = has_clash and mark is not None and not _agrees(mark, typed)
    return SheetRow(
        item.enrolment_id,
        number,
        item.full_name,
        typed.state,
        typed.minutes,
        typed.note,
        faults.get(item.enrolment_id, ""),
        _described(mark) if mark is not None and differs else "",
    )


def _agrees(mark: AttendanceMark, typed: TypedLine) -> bool:
    minutes = str(mark.missed_minutes or "")
    same_minutes = mark.state is not AttendanceState.LATE or minutes == typed.minutes
    return mark.state is typed.state and same_minutes and mark.note == typed.note


def _described(mark: AttendanceMark) -> str:
    parts = [label(mark.state)]
    if mark.missed_minutes:
        parts.append(_("%(minutes)s minutes", minutes=mark.missed_minutes))
    parts.append(mark.note)
    said = ", ".join(part for part in parts if part)
    return str(_("Saved meanwhile by %(name)s: %(said)s", name=mark.marked_by_name, said=said))


def _said(counts: marking.Counts) -> str:
    return str(
        _(
            "Attendance is saved: %(present)s present, %(late)s late, %(excused)s excused,"
            " %(unexcused)s not excused.",
            present=counts.present,
            late=counts.late,
            excused=counts.excused,
            unexcused=counts.unexcused,
        )
    )
