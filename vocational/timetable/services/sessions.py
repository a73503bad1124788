"""Acts on class sessions: schedule, add, change, call off, make up."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.catalogue import queries as catalogue
from vocational.classes import queries as classes
from vocational.classes import rules as class_rules
from vocational.classes.models import TrainingClass
from vocational.classes.services import classes as class_services
from vocational.classes.services import qualification
from vocational.extensions import db
from vocational.reference import queries as reference
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Finding, Severity
from vocational.teachers import queries as teachers
from vocational.timetable import queries
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.loads import LoadLimits, TaughtTime, check_load
from vocational.timetable.rules.sessions import MINUTES_PER_DAY, ClashKind, minute_of
from vocational.timetable.rules.weeks import week_of
from vocational.timetable.services.clashes import Booking, NamedClash, named_clashes
from vocational.timetable.services.requests import SavedSession, ScheduleChoice, SessionRequest
from vocational.timetable.services.scheduling import Proposal, booking_of, propose
from vocational.timetable.states import SessionState

SLOT_FIELDS = ("module_id", "kind", "group_id", "on_date", "starts_at", "minutes")


@command(Permission.SESSION_EDIT)
def schedule_sessions(actor: Actor, class_id: int, choice: ScheduleChoice, today: date) -> Proposal:
    """Replace the sessions to come of a class by those proposed, and say what was proposed.

    Raises `RuleViolation` by the code of the first finding that is an error, and
    `timetable.class_over`.
    """
    row = _class_for_update(class_id)
    existing = queries.sessions_for_update(class_id)
    proposal = propose(row, existing, choice.practice_mode, today)
    for finding in proposal.findings:
        if finding.severity is Severity.ERROR:
            raise RuleViolation(finding.code, None, **finding.params)
    for session in existing:
        if session.id in proposal.replaced_ids:
            db.session.delete(session)
    db.session.flush()
    made = list(_made(row, proposal))
    db.session.add_all(made)
    _tell_teachers(actor, class_id, {s.teacher_id for s in made})
    if choice.sets_last_day and proposal.ends_on is not None:
        class_services.set_last_day(actor, class_id, proposal.ends_on)
    after = {"sessions": len(made), "sessions_replaced": len(proposal.replaced_ids)}
    audit.record(
        actor,
        "timetable.laid_out",
        row,
        after={**after, "first_day": proposal.starts_from, "last_day": proposal.ends_on},
        label=row.code,
    )
    return proposal


@command(Permission.SESSION_EDIT)
def add_session(
    actor: Actor, class_id: int, request: SessionRequest, makes_up_id: int | None = None
) -> SavedSession:
    """Add a session; `makes_up_id` is the cancelled one that it makes up.

    The very same session sent again is returned, not added twice.

    Raises `RuleViolation`: those of `_checked`, `timetable.not_cancelled`.
    """
    row = _class_for_update(class_id)
    same = _same_session(class_id, request)
    if same is not None:
        return SavedSession(same)
    if makes_up_id is not None:
        missed = queries.session_for_update(makes_up_id)
        if missed.class_id != class_id or missed.state is not SessionState.CANCELLED:
            raise RuleViolation("timetable.not_cancelled")
    findings = _checked(row, request, None)
    session = ClassSession(class_id=class_id, makes_up_id=makes_up_id)
    _fill(session, request)
    db.session.add(session)
    _tell_teachers(actor, class_id, {request.teacher_id})
    audit.record(actor, "session.added", session, after=audit.values_of(session), label=row.code)
    return SavedSession(session, findings)


@command(Permission.SESSION_EDIT)
def change_session(
    actor: Actor, session_id: int, request: SessionRequest, version: int
) -> SavedSession:
    """Move a session, give it another teacher, place or topic.

    Once its attendance was taken only teacher, place and topic may change.

    Raises `RuleViolation`: `record.changed_meanwhile`, `timetable.held`, `timetable.cancelled`,
    and those of `_checked`.
    """
    session = queries.session_for_update(session_id)
    row = _class_for_update(session.class_id)
    session.check_unchanged(version)
    if session.is_cancelled:
        raise RuleViolation("timetable.cancelled")
    if session.attendance_taken_at is not None:
        _check_untouched(session, request)
    findings = _checked(row, request, session)
    if session.on_date != request.on_date:
        session.moved_from = session.on_date
    _fill(session, request)
    audit.record_changes(actor, "session.changed", session)
    _tell_teachers(actor, row.id, {request.teacher_id})
    return SavedSession(session, findings)


@command(Permission.SESSION_EDIT)
def cancel_session(actor: Actor, session_id: int, reason: str) -> ClassSession:
    """Call a session off; its row stays, its hours are missing until made up.

    Raises `RuleViolation`: `timetable.reason`, `timetable.held`, `timetable.cancelled`.
    """
    if not reason:
        raise RuleViolation("timetable.reason", "reason")
    session = queries.session_for_update(session_id)
    row = _class_for_update(session.class_id)
    if session.is_cancelled:
        raise RuleViolation("timetable.cancelled")
    if session.attendance_taken_at is not None:
        raise RuleViolation("timetable.held")
    session.state = SessionState.CANCELLED
    session.cancelled_reason = reason
    before, after = audit.changes_of(session)
    audit.record(
        actor,
        "session.cancelled",
        session,
        before=before,
        after=after,
        reason=reason,
        label=row.code,
    )
    return session


def _class_for_update(class_id: int) -> TrainingClass:
    row = classes.class_for_update(class_id)
    if row.state not in class_rules.EDITABLE:
        raise RuleViolation("timetable.class_over")
    return row


def _made(row: TrainingClass, proposal: Proposal) -> Iterator[ClassSession]:
    for planned in proposal.sessions:
        booking = booking_of(row, planned)
        yield ClassSession(
            class_id=row.id,
            module_id=planned.module_id,
            group_id=booking.group_id,
            teacher_id=booking.teacher_id,
            kind=planned.kind,
            on_date=planned.on,
            starts_at=planned.starts_at,
            minutes=planned.minutes,
            place=booking.place,
        )


def _fill(session: ClassSession, request: SessionRequest) -> None:
    for name in (*SLOT_FIELDS, "teacher_id", "place", "topic"):
        setattr(session, name, getattr(request, name))


def _check_untouched(session: ClassSession, request: SessionRequest) -> None:
    for name in SLOT_FIELDS:
        if getattr(session, name) != getattr(request, name):
            raise RuleViolation("timetable.held", name)


def _same_session(class_id: int, request: SessionRequest) -> ClassSession | None:
    day = request.on_date
    for session in queries.sessions_between(class_id, day, day):
        same = all(getattr(session, name) == getattr(request, name) for name in SLOT_FIELDS)
        if same and not session.is_cancelled:
            return session
    return None


def _checked(
    row: TrainingClass, request: SessionRequest, session: ClassSession | None
) -> tuple[Finding, ...]:
    """Check a session to be saved: refuse what cannot be, return what is to be watched.

    Raises `RuleViolation`: `timetable.module`, `.group`, `.teacher`, `.session_length`,
    `.before_class`, `.holiday`, `.clash_teacher`, `.clash_learner`, `.clash_group`;
    those of `qualification.check`.
    """
    _check_parts(row, request, session)
    if request.on_date < row.starts_on:
        raise RuleViolation("timetable.before_class", "on_date")
    for holiday in reference.holidays_between(request.on_date, request.on_date):
        raise RuleViolation("timetable.holiday", "on_date", name=holiday.name)
    findings = [_clash_finding(clash) for clash in _clashes(row, request, session)]
    return (*findings, *_load_findings(row, request, session))


def _check_parts(row: TrainingClass, request: SessionRequest, session: ClassSession | None) -> None:
    ends = minute_of(request.starts_at) + request.minutes
    if request.minutes <= 0 or ends >= MINUTES_PER_DAY:
        raise RuleViolation("timetable.session_length", "ends_at")
    if request.module_id not in {module.id for module in catalogue.modules_of(row.version_id)}:
        raise RuleViolation("timetable.module", "module_id")
    if request.group_id is not None and request.group_id not in {g.id for g in row.groups}:
        raise RuleViolation("timetable.group", "group_id")
    kept = session is not None and session.teacher_id == request.teacher_id
    if request.teacher_id is not None and not kept:
        result = teachers.teachers_by_id(frozenset({request.teacher_id}))
        if not any(teacher.is_active for teacher in result.values()):
            raise RuleViolation("timetable.teacher", "teacher_id")
        level = row.course_version.level
        qualification.check(result.values(), level, row.starts_on, "teacher_id")


def _clashes(
    row: TrainingClass, request: SessionRequest, session: ClassSession | None
) -> tuple[NamedClash, ...]:
    booking = Booking(
        session_id=None if session is None else session.id,
        on=request.on_date,
        starts_at=request.starts_at,
        minutes=request.minutes,
        place=request.place,
        teacher_id=request.teacher_id,
        group_id=request.group_id,
    )
    return named_clashes(row, [booking])


def _clash_finding(clash: NamedClash) -> Finding:
    """A place may be shared, on purpose; nobody can be in two sessions."""
    params = {
        "name": clash.name,
        "others": clash.others,
        "class_code": clash.other_code,
        "starts_at": f"{clash.other_starts_at:%H:%M}",
        "ends_at": f"{clash.other_ends_at:%H:%M}",
    }
    if clash.kind is ClashKind.PLACE:
        return Finding("timetable.clash_place", Severity.WARNING, params)
    if clash.kind is ClashKind.TEACHER:
        raise RuleViolation("timetable.clash_teacher", "teacher_id", **params)
    code = "timetable.clash_learner" if clash.name else "timetable.clash_group"
    raise RuleViolation(code, "starts_at", **params)


def _load_findings(
    row: TrainingClass, request: SessionRequest, session: ClassSession | None
) -> tuple[Finding, ...]:
    """What the learners of the session would have that day and week."""
    limits = LoadLimits.of_law(row.course_version.level, row.starts_on)
    week = week_of(request.on_date)
    times = [
        TaughtTime(other.on_date, other.kind, other.minutes)
        for other in queries.sessions_between(row.id, *week)
        if not other.is_cancelled
        and (session is None or other.id != session.id)
        and (None in {other.group_id, request.group_id} or other.group_id == request.group_id)
    ]
    times.append(TaughtTime(request.on_date, request.kind, request.minutes))
    return tuple(replace(finding, subject="on_date") for finding in check_load(times, limits))


def _tell_teachers(actor: Actor, class_id: int, teacher_ids: set[int | None]) -> None:
    """A teacher who is given a session may see the class and becomes one of its teachers."""
    for teacher_id in sorted(i for i in teacher_ids if i is not None):
        class_services.add_class_teacher(actor, class_id, teacher_id)
