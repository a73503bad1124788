"""Take and correct attendance: one session, or all of a grid, in one save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import insert, update

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.attendance.models import AttendanceMark
from vocational.attendance.queries import rosters as queries
from vocational.attendance.queries.rosters import RosterLine
from vocational.attendance.rules import marking
from vocational.attendance.rules.marking import MarkLine
from vocational.attendance.rules.standing import AttendanceState, attended_minutes
from vocational.audit import services as audit
from vocational.classes.services.classes import check_scope
from vocational.extensions import db
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState


@dataclass(frozen=True)
class SheetRequest:
    """What was written for one session; `version` is the session's when the page was opened."""

    session_id: int
    version: int
    lines: tuple[MarkLine, ...]


@dataclass
class _Writes:
    new: list[dict[str, object]] = field(default_factory=list)
    changed: list[dict[str, object]] = field(default_factory=list)
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)


@command(Permission.ATTENDANCE_MARK)
def take_attendance(
    actor: Actor, requests: Sequence[SheetRequest], now: datetime, reason: str = ""
) -> list[ClassSession]:
    """Write the attendance of sessions of one class: all of it, or nothing.

    Sessions of an earlier day need the right to correct and a reason. The same sheets sent twice
    are saved once.

    Raises `Refused` outside own classes; `RuleViolation`: those of `marking.check_day` and
    `marking.faults`, `attendance.session_unknown`, `attendance.not_in_session`,
    `record.changed_meanwhile` when somebody else saved something different.
    """
    sessions = queries.sessions_for_update(request.session_id for request in requests)
    if not sessions or len(sessions) != len({request.session_id for request in requests}):
        raise RuleViolation("attendance.session_unknown")
    for class_id in {session.class_id for session in sessions}:
        check_scope(actor, Permission.ATTENDANCE_MARK, class_id)
    by_id = {session.id: session for session in sessions}
    rosters = queries.rosters(sessions)
    for request in requests:
        session = by_id[request.session_id]
        _check(actor, session, request, now, reason)
        _save(actor, session, rosters[session.id], request, now, reason)
    return list(sessions)


def _check(
    actor: Actor, session: ClassSession, request: SheetRequest, now: datetime, reason: str
) -> None:
    if session.state is SessionState.CANCELLED:
        raise RuleViolation("attendance.session_cancelled")
    may_correct = actor.may(Permission.ATTENDANCE_CORRECT)
    marking.check_day(session.on_date, local_day(now), may_correct=may_correct, reason=reason)
    for violation in marking.faults(request.lines, session.minutes).values():
        raise violation


def _save(
    actor: Actor,
    session: ClassSession,
    lines: Sequence[RosterLine],
    request: SheetRequest,
    now: datetime,
    reason: str,
) -> None:
    roster = {line.attendee.enrolment_id: line for line in lines}
    if any(line.enrolment_id not in roster for line in request.lines):
        raise RuleViolation("attendance.not_in_session")
    writes = _writes(actor, session, request.lines, roster, now)
    was_taken = session.attendance_taken_at is not None
    if was_taken and not writes.new and not writes.changed:
        return
    session.check_unchanged(request.version)
    _write(writes)
    session.attendance_taken_at = now
    session.attendance_taken_by_name = actor.signature
    audit.record(
        actor,
        "attendance.corrected" if was_taken else "attendance.taken",
        session,
        before=writes.before if was_taken else None,
        after=writes.after,
        reason=reason.strip() if session.on_date < local_day(now) else "",
        label=f"{session.training_class.code} {session.on_date:%d/%m/%Y}",
    )


def _writes(
    actor: Actor,
    session: ClassSession,
    lines: Iterable[MarkLine],
    roster: Mapping[int, RosterLine],
    now: datetime,
) -> _Writes:
    writes = _Writes()
    for line in lines:
        entry = roster[line.enrolment_id]
        if entry.mark is not None and _is_same(entry.mark, line):
            continue
        values: dict[str, object] = {
            "state": line.state,
            "missed_minutes": line.missed_minutes,
            "attended_minutes": attended_minutes(line.state, session.minutes, line.missed_minutes),
            "note": line.note,
            "marked_at": now,
            "marked_by_name": actor.signature,
        }
        if entry.mark is None:
            keys = {"session_id": session.id, "enrolment_id": line.enrolment_id}
            writes.new.append(values | keys)
        else:
            writes.changed.append(values | {"id": entry.mark.id})
        _note_change(writes, entry, line)
    return writes


def _note_change(writes: _Writes, entry: RosterLine, line: MarkLine) -> None:
    """Keep for the record anyone who was not simply present from the start."""
    number = entry.attendee.list_number or entry.attendee.enrolment_id
    name = f"{number}. {entry.attendee.full_name}"
    if entry.mark is not None:
        writes.before[name] = _said(entry.mark.state, entry.mark.missed_minutes, entry.mark.note)
    elif line.state is AttendanceState.PRESENT and not line.note:
        return
    writes.after[name] = _said(line.state, line.missed_minutes, line.note)


def _said(state: AttendanceState, missed_minutes: int, note: str) -> dict[str, object]:
    parts = {"state": state, "missed_minutes": missed_minutes, "note": note}
    return {name: part for name, part in parts.items() if part}


def _is_same(mark: AttendanceMark, line: MarkLine) -> bool:
    return (mark.state, mark.missed_minutes, mark.note) == (
        line.state,
        line.missed_minutes,
        line.note,
    )


def _write(writes: _Writes) -> None:
    if writes.new:
        db.session.execute(insert(AttendanceMark), writes.new)
    if writes.changed:
        db.session.execute(update(AttendanceMark), writes.changed)
