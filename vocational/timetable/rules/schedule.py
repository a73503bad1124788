"""Scheduling the sessions of a class from its start, its weekly slots and its modules.

Modules follow one another; within a module theory comes first, then practice, then tests.
Minutes scheduled per module, kind and learner equal the module's exactly.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from itertools import pairwise

from vocational.catalogue.rules.courses import hours
from vocational.shared.findings import Finding, Severity, has_errors
from vocational.timetable.rules.loads import Load, LoadLimits
from vocational.timetable.rules.sessions import MINUTES_PER_DAY, SessionKind, minute_of, time_of

SHORTEST_BEGINNING_MINUTES = 30
"""Less is not begun at the end of a slot: the rest of the slot stays free."""

LONGEST_COURSE = timedelta(days=3 * 366)
MOST_GROUPS = 10


class PracticeMode(StrEnum):
    """How practice groups share the slots."""

    WHOLE_CLASS = "whole_class"
    PARALLEL = "parallel"
    """Every slot serves all groups, each with its own teacher and place."""
    ALTERNATING = "alternating"
    """Every slot serves one group; the group with most left to do comes next."""


@dataclass(frozen=True)
class WeeklySlot:
    """A time of every week; `weekday` as ISO counts, 1 is Monday."""

    weekday: int
    starts_at: time
    minutes: int


@dataclass(frozen=True)
class ModulePlan:
    """What a module needs, in minutes of one learner."""

    module_id: int
    theory_minutes: int
    practice_minutes: int
    test_minutes: int


@dataclass(frozen=True)
class ScheduleRequest:
    """Everything a layout depends on; `modules` in the order of teaching.

    `groups` counts practice groups (1: none). `must_end_by` only warns.
    """

    starts_on: date
    slots: Sequence[WeeklySlot]
    modules: Sequence[ModulePlan]
    limits: LoadLimits = field(default_factory=LoadLimits)
    holidays: frozenset[date] = frozenset()
    groups: int = 1
    practice_mode: PracticeMode = PracticeMode.WHOLE_CLASS
    must_end_by: date | None = None


@dataclass(frozen=True)
class PlannedSession:
    """A session to be held; `group` counts practice groups from 1, None is the whole class."""

    module_id: int
    kind: SessionKind
    on: date
    starts_at: time
    minutes: int
    group: int | None = None


@dataclass(frozen=True)
class Schedule:
    """Sessions by time, none when a finding is an error; the findings say why."""

    sessions: tuple[PlannedSession, ...]
    findings: tuple[Finding, ...]

    @property
    def ends_on(self) -> date | None:
        """Give the day of the last session."""
        return self.sessions[-1].on if self.sessions else None


def schedule(request: ScheduleRequest) -> Schedule:
    """Schedule all sessions, holidays skipped and the limits of every learner kept.

    Error codes: `timetable.no_slots`, `.nothing_to_teach`, `.slot_length`,
    `.slots_overlap`, `.slot_above_session`, `.groups`, `.no_room`. Warnings:
    `.slots_above_day`, `.slots_above_week` (the time above stays free), `.ends_late`.

    Source: TT 42/2015/TT-BLĐTBXH art. 17; TT 43/2015/TT-BLĐTBXH art. 9.
    """
    findings = tuple(_request_findings(request))
    if has_errors(findings):
        return Schedule((), findings)
    sessions = _Layer(request).sessions()
    if sessions is None:
        years = LONGEST_COURSE.days // 366
        no_room = Finding("timetable.no_room", Severity.ERROR, {"years": years})
        return Schedule((), (*findings, no_room))
    layout = Schedule(sessions, findings)
    late = _late_finding(layout, request)
    return Schedule(sessions, (*findings, late)) if late else layout


class _Stage:
    """One kind of teaching in one module, and the minutes each group still needs."""

    def __init__(self, module_id: int, kind: SessionKind, left: dict[int | None, int]) -> None:
        self.module_id = module_id
        self.kind = kind
        self.left = left

    @property
    def is_done(self) -> bool:
        return not any(self.left.values())


class _Layer:
    """Walks the days and fills their slots, stage by stage."""

    def __init__(self, request: ScheduleRequest) -> None:
        self._request = request
        self._stages = [stage for module in request.modules for stage in _stages(module, request)]
        self._loads = {
            group: Load(request.limits) for group in range(1, max(request.groups, 1) + 1)
        }
        self._longest_piece = min(
            max(slot.minutes for slot in request.slots),
            request.limits.all_per_day or MINUTES_PER_DAY,
        )
        self._laid: list[PlannedSession] = []

    def sessions(self) -> tuple[PlannedSession, ...] | None:
        """Give all sessions; None when the time is never enough."""
        by_weekday = defaultdict(list)
        for slot in sorted(self._request.slots, key=lambda slot: slot.starts_at):
            by_weekday[slot.weekday].append(slot)
        day = self._request.starts_on
        last_day = day + LONGEST_COURSE
        while self._stages:
            if day > last_day:
                return None
            if day not in self._request.holidays:
                for slot in by_weekday[day.isoweekday()]:
                    self._fill(day, slot)
            day += timedelta(days=1)
        return tuple(self._laid)

    def _fill(self, day: date, slot: WeeklySlot) -> None:
        minute = minute_of(slot.starts_at)
        end = minute + slot.minutes
        while minute < end and self._stages:
            stage = self._stages[0]
            groups, piece = self._next_piece(stage, day, end - minute)
            if piece == 0:
                return
            for group in groups:
                self._lay(stage, day, minute, piece, group)
            minute += piece
            if stage.is_done:
                self._stages.pop(0)

    def _next_piece(
        self, stage: _Stage, day: date, free: int
    ) -> tuple[tuple[int | None, ...], int]:
        """Choose whom to teach next and for how long; 0 minutes when nothing may begin."""
        open_groups = [group for group, minutes in stage.left.items() if minutes]
        if self._request.practice_mode is PracticeMode.ALTERNATING:
            pieces = {group: self._piece(stage, day, free, group) for group in open_groups}
            chosen = max(open_groups, key=lambda group: (pieces[group] > 0, stage.left[group]))
            return (chosen,), pieces[chosen]
        return tuple(open_groups), min(
            self._piece(stage, day, free, group) for group in open_groups
        )

    def _piece(self, stage: _Stage, day: date, free: int, group: int | None) -> int:
        left = stage.left[group]
        piece = min(load.room(day, stage.kind, min(free, left)) for load in self._loads_of(group))
        if piece == left:
            return piece
        could_be_whole = stage.kind is SessionKind.TEST and left <= self._longest_piece
        return 0 if piece < SHORTEST_BEGINNING_MINUTES or could_be_whole else piece

    def _lay(self, stage: _Stage, day: date, minute: int, piece: int, group: int | None) -> None:
        starts_at = time_of(minute)
        session = PlannedSession(stage.module_id, stage.kind, day, starts_at, piece, group)
        self._laid.append(session)
        stage.left[group] -= piece
        for load in self._loads_of(group):
            load.add(day, stage.kind, piece)

    def _loads_of(self, group: int | None) -> Sequence[Load]:
        return tuple(self._loads.values()) if group is None else (self._loads[group],)


def _stages(module: ModulePlan, request: ScheduleRequest) -> Iterator[_Stage]:
    groups: tuple[int | None, ...] = (None,)
    if request.groups > 1 and request.practice_mode is not PracticeMode.WHOLE_CLASS:
        groups = tuple(range(1, request.groups + 1))
    if module.theory_minutes:
        yield _Stage(module.module_id, SessionKind.THEORY, {None: module.theory_minutes})
    if module.practice_minutes:
        left = dict.fromkeys(groups, module.practice_minutes)
        yield _Stage(module.module_id, SessionKind.PRACTICE, left)
    if module.test_minutes:
        yield _Stage(module.module_id, SessionKind.TEST, {None: module.test_minutes})


def _late_finding(layout: Schedule, request: ScheduleRequest) -> Finding | None:
    ends_on, must_end_by = layout.ends_on, request.must_end_by
    if ends_on is None or must_end_by is None or ends_on <= must_end_by:
        return None
    params = {"ends_on": ends_on, "must_end_by": must_end_by}
    return Finding("timetable.ends_late", Severity.WARNING, params)


def _request_findings(request: ScheduleRequest) -> Iterator[Finding]:
    if not request.slots:
        yield Finding("timetable.no_slots", Severity.ERROR)
    needed = [
        minutes
        for module in request.modules
        for minutes in (module.theory_minutes, module.practice_minutes, module.test_minutes)
    ]
    if min(needed, default=0) < 0 or sum(needed) <= 0:
        yield Finding("timetable.nothing_to_teach", Severity.ERROR)
    if not 1 <= request.groups <= MOST_GROUPS:
        yield Finding("timetable.groups", Severity.ERROR, {"limit": MOST_GROUPS})
    yield from _slot_findings(request)
    if request.practice_mode is not PracticeMode.ALTERNATING:
        yield from _sum_findings(request)


def _slot_findings(request: ScheduleRequest) -> Iterator[Finding]:
    limits = request.limits
    ordered = sorted(request.slots, key=lambda slot: (slot.weekday, slot.starts_at))
    for slot in ordered:
        ends = minute_of(slot.starts_at) + slot.minutes
        if slot.minutes < SHORTEST_BEGINNING_MINUTES or ends >= MINUTES_PER_DAY:
            params = {"weekday": slot.weekday, "least": SHORTEST_BEGINNING_MINUTES}
            yield Finding("timetable.slot_length", Severity.ERROR, params)
        if limits.per_session is not None and slot.minutes > limits.per_session:
            yield _slot_sum(
                "timetable.slot_above_session", limits, limits.per_session, slot.minutes
            )
    for earlier, later in pairwise(ordered):
        ends = minute_of(earlier.starts_at) + earlier.minutes
        if earlier.weekday == later.weekday and minute_of(later.starts_at) < ends:
            yield Finding("timetable.slots_overlap", Severity.ERROR, {"weekday": later.weekday})


def _sum_findings(request: ScheduleRequest) -> Iterator[Finding]:
    limits = request.limits
    per_day: dict[int, int] = defaultdict(int)
    for slot in request.slots:
        per_day[slot.weekday] += slot.minutes
    longest = max(per_day.values(), default=0)
    if limits.all_per_day is not None and longest > limits.all_per_day:
        yield _slot_sum("timetable.slots_above_day", limits, limits.all_per_day, longest)
    total = sum(per_day.values())
    if limits.all_per_week is not None and total > limits.all_per_week:
        yield _slot_sum("timetable.slots_above_week", limits, limits.all_per_week, total)


def _slot_sum(code: str, limits: LoadLimits, limit: int, actual: int) -> Finding:
    is_error = code == "timetable.slot_above_session"
    params = {"required": hours(limit), "actual": hours(actual)}
    severity = Severity.ERROR if is_error else Severity.WARNING
    return Finding(code, severity, params, limits.legal_basis)
