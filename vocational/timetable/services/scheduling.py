"""Propose the sessions of a class: what stays, what is rescheduled, what to watch.

Sessions with attendance, of past days and cancelled ones stay; all others are rescheduled.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vocational.catalogue import queries as catalogue
from vocational.catalogue.models import CourseModule
from vocational.classes.models import PracticeGroup, TrainingClass
from vocational.reference import queries as reference
from vocational.reference.models import Holiday
from vocational.shared.findings import Finding
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.loads import LoadLimits, TaughtTime, check_load
from vocational.timetable.rules.schedule import (
    LONGEST_COURSE,
    ModulePlan,
    PlannedSession,
    PracticeMode,
    ScheduleRequest,
    WeeklySlot,
    schedule,
)
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.services.clashes import Booking, NamedClash, named_clashes
from vocational.timetable.states import SessionState

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Proposal:
    """The new sessions of a class by time, and what must be known before they are saved."""

    sessions: tuple[PlannedSession, ...]
    findings: tuple[Finding, ...]
    practice_mode: PracticeMode
    starts_from: date
    kept: int
    replaced_ids: frozenset[int]
    holidays: tuple[Holiday, ...]
    clashes: tuple[NamedClash, ...]

    @property
    def ends_on(self) -> date | None:
        """The day of the last new session."""
        return self.sessions[-1].on if self.sessions else None


def propose(
    training_class: TrainingClass,
    existing: Sequence[ClassSession],
    mode: PracticeMode | None,
    today: date,
) -> Proposal:
    """Schedule what a class with loaded parts still needs; nothing is saved.

    Raises `NotInForce` for a class before the law of teaching hours.

    Source: TT 42/2015/TT-BLĐTBXH art. 17; TT 43/2015/TT-BLĐTBXH art. 9.
    """
    kept = [session for session in existing if _stays(session, today)]
    replaced = frozenset(session.id for session in existing) - {session.id for session in kept}
    standing = [session for session in kept if session.state is SessionState.PLANNED]
    mode = mode or proposed_mode(training_class.groups)
    starts_from = _starts_from(training_class, standing, today)
    modules = catalogue.modules_of(training_class.version_id)
    request = _request(training_class, modules, standing, mode, starts_from)
    layout = schedule(request)
    sessions = _without_surplus(layout.sessions, _surplus(training_class, modules, standing))
    findings = layout.findings
    if standing and sessions:
        findings += _load_findings(training_class, standing, sessions, request.limits)
    return Proposal(
        sessions=sessions,
        findings=findings,
        practice_mode=mode,
        starts_from=starts_from,
        kept=len(standing),
        replaced_ids=replaced,
        holidays=_skipped(training_class, starts_from, sessions),
        clashes=named_clashes(
            training_class, [booking_of(training_class, s) for s in sessions], replaced
        ),
    )


def proposed_mode(groups: Sequence[PracticeGroup]) -> PracticeMode:
    """Groups practise side by side where each has its own teacher and place, else in turn."""
    if len(groups) < 2:
        return PracticeMode.WHOLE_CLASS
    teachers = {group.teacher_id for group in groups}
    places = {group.place for group in groups}
    apart = len(teachers - {None}) == len(places - {""}) == len(groups)
    return PracticeMode.PARALLEL if apart else PracticeMode.ALTERNATING


def booking_of(training_class: TrainingClass, session: PlannedSession) -> Booking:
    """Say where and with whom a new session is held: the group's own, else the class's."""
    group = _group(training_class, session.group)
    first = next((line.teacher_id for line in training_class.teachers), None)
    teacher_id = first or training_class.homeroom_teacher_id
    return Booking(
        session_id=None,
        on=session.on,
        starts_at=session.starts_at,
        minutes=session.minutes,
        place=(group.place if group else "") or training_class.place,
        teacher_id=(group.teacher_id if group else None) or teacher_id,
        group_id=group.id if group else None,
    )


def _group(training_class: TrainingClass, number: int | None) -> PracticeGroup | None:
    return None if number is None else training_class.groups[number - 1]


def _stays(session: ClassSession, today: date) -> bool:
    return (
        session.state is SessionState.CANCELLED
        or session.attendance_taken_at is not None
        or session.on_date < today
    )


def _starts_from(
    training_class: TrainingClass, standing: Sequence[ClassSession], today: date
) -> date:
    if not standing:
        return training_class.starts_on
    return max(today, training_class.starts_on, max(s.on_date for s in standing) + DAY)


def _request(
    training_class: TrainingClass,
    modules: Sequence[CourseModule],
    standing: Sequence[ClassSession],
    mode: PracticeMode,
    starts_from: date,
) -> ScheduleRequest:
    days = reference.holidays_between(starts_from, starts_from + LONGEST_COURSE)
    return ScheduleRequest(
        starts_on=starts_from,
        slots=[WeeklySlot(s.weekday, s.starts_at, s.minutes) for s in training_class.slots],
        modules=_still_needed(training_class, modules, standing),
        limits=LoadLimits.of_law(training_class.course_version.level, training_class.starts_on),
        holidays=frozenset(day.on_date for day in days),
        groups=max(1, len(training_class.groups)),
        practice_mode=mode,
        must_end_by=training_class.ends_on,
    )


_Taught = dict[tuple[int, SessionKind, int | None], int]


def _taught(standing: Iterable[ClassSession]) -> _Taught:
    taught: _Taught = defaultdict(int)
    for session in standing:
        taught[session.module_id, session.kind, session.group_id] += session.minutes
    return taught


def _of_groups(
    training_class: TrainingClass, taught: _Taught, module_id: int, kind: SessionKind
) -> dict[int | None, int]:
    """Minutes that each group has of a module's kind, the whole class's among them."""
    whole = taught.get((module_id, kind, None), 0)
    groups: list[int | None] = [group.id for group in training_class.groups] or [None]
    return {
        group_id: whole + (taught.get((module_id, kind, group_id), 0) if group_id else 0)
        for group_id in groups
    }


def _still_needed(
    training_class: TrainingClass,
    modules: Sequence[CourseModule],
    standing: Sequence[ClassSession],
) -> list[ModulePlan]:
    """What the group with least still needs; `_without_surplus` takes the rest from the others."""
    taught = _taught(standing)

    def left(module: CourseModule, kind: SessionKind, planned: int) -> int:
        least = min(_of_groups(training_class, taught, module.id, kind).values())
        return max(0, planned - least)

    return [
        ModulePlan(
            module.id,
            left(module, SessionKind.THEORY, module.theory_minutes),
            left(module, SessionKind.PRACTICE, module.practice_minutes),
            left(module, SessionKind.TEST, module.test_minutes),
        )
        for module in modules
    ]


def _surplus(
    training_class: TrainingClass,
    modules: Sequence[CourseModule],
    standing: Sequence[ClassSession],
) -> _Taught:
    """Minutes that a group, by its number, is ahead of the group with least."""
    taught = _taught(standing)
    ahead: _Taught = {}
    for module in modules:
        for kind in SessionKind:
            have = _of_groups(training_class, taught, module.id, kind)
            for number, minutes in enumerate(have.values(), start=1):
                ahead[module.id, kind, number] = minutes - min(have.values())
    return ahead


def _without_surplus(
    sessions: Sequence[PlannedSession], ahead: _Taught
) -> tuple[PlannedSession, ...]:
    """Drop a group's last sessions, or shorten one, by what the group is ahead."""
    left = dict(ahead)
    kept = []
    for session in reversed(sessions):
        key = (session.module_id, session.kind, session.group)
        dropped = 0 if session.group is None else min(left.get(key, 0), session.minutes)
        if dropped:
            left[key] -= dropped
        if dropped < session.minutes:
            kept.append(_shortened(session, dropped))
    return tuple(reversed(kept))


def _shortened(session: PlannedSession, by: int) -> PlannedSession:
    return PlannedSession(
        session.module_id,
        session.kind,
        session.on,
        session.starts_at,
        session.minutes - by,
        session.group,
    )


def _load_findings(
    training_class: TrainingClass,
    standing: Sequence[ClassSession],
    sessions: Sequence[PlannedSession],
    limits: LoadLimits,
) -> tuple[Finding, ...]:
    """What each group has in the days and weeks where old and new sessions meet."""
    result: dict[Finding | str, Finding] = {}
    for number, group_id in enumerate([g.id for g in training_class.groups] or [None], start=1):
        times = [
            TaughtTime(s.on_date, s.kind, s.minutes)
            for s in standing
            if s.group_id in {None, group_id}
        ]
        times += [
            TaughtTime(s.on, s.kind, s.minutes) for s in sessions if s.group in {None, number}
        ]
        for finding in check_load(times, limits):
            result[f"{finding.code} {finding.params}"] = finding
    return tuple(result.values())


def _skipped(
    training_class: TrainingClass, starts_from: date, sessions: Sequence[PlannedSession]
) -> tuple[Holiday, ...]:
    if not sessions:
        return ()
    weekdays = {slot.weekday for slot in training_class.slots}
    days = reference.holidays_between(starts_from, sessions[-1].on)
    return tuple(day for day in days if day.on_date.isoweekday() in weekdays)
