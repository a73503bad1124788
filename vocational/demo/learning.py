"""What happens in a demonstration class: attendance and marks, as believable as it needs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import groupby
from random import Random

from vocational.access.actor import Actor
from vocational.assessment.queries import marks as known_marks
from vocational.assessment.rules.marking import LearnerMarks
from vocational.assessment.services import marks
from vocational.assessment.services.marks import ModuleMarksRequest
from vocational.attendance import services as attendance
from vocational.attendance.queries import rosters as rosters_queries
from vocational.attendance.queries import standings
from vocational.attendance.queries.rosters import RosterLine
from vocational.attendance.rules.marking import MarkLine
from vocational.attendance.rules.standing import AttendanceState
from vocational.attendance.services import SheetRequest
from vocational.catalogue.models import CourseModule
from vocational.timetable import queries as timetable
from vocational.timetable.models import ClassSession

PRESENT_SHARE = 0.955
STATES = (AttendanceState.LATE, AttendanceState.EXCUSED, AttendanceState.UNEXCUSED)
STATE_WEIGHTS = (5, 4, 2)
LATE_MINUTES = (10, 15, 20, 30)
MADE_UP = "Đã học bù đủ giờ, có biên bản của nhà giáo"
PAPER_REGISTER = "Nhập từ sổ lên lớp giấy"


@dataclass(frozen=True)
class Members:
    """The learners of a class by what becomes of them: one often stays away."""

    enrolment_ids: Sequence[int]
    truant_ids: frozenset[int]


def evening(day: date) -> datetime:
    """Return the moment at which a day's registers are complete: 18:00 in Việt Nam."""
    return datetime.combine(day, time(11, 0), UTC)


def attend(
    actor: Actor, sessions: Sequence[ClassSession], members: Members, random: Random
) -> None:
    """Take the attendance of sessions in order, each day's in the evening of that day."""
    rosters = rosters_queries.rosters(sessions)
    for day, of_day in groupby(sessions, key=lambda session: session.on_date):
        requests = [_sheet(session, rosters[session.id], members, random) for session in of_day]
        attendance.take_attendance(actor, requests, evening(day))


def copy_register(
    actor: Actor, sessions: Sequence[ClassSession], members: Members, random: Random
) -> None:
    """Take the attendance of a past class at once, as copied from the paper register."""
    if sessions:
        rosters = rosters_queries.rosters(sessions)
        requests = [_sheet(session, rosters[session.id], members, random) for session in sessions]
        last = evening(sessions[-1].on_date)
        attendance.take_attendance(actor, requests, last, PAPER_REGISTER)


def _sheet(
    session: ClassSession, roster: Sequence[RosterLine], members: Members, random: Random
) -> SheetRequest:
    return SheetRequest(
        session_id=session.id,
        version=session.version,
        lines=tuple(_line(line.attendee.enrolment_id, members, random) for line in roster),
    )


def _line(enrolment_id: int, members: Members, random: Random) -> MarkLine:
    share = 0.62 if enrolment_id in members.truant_ids else PRESENT_SHARE
    if random.random() < share:
        return MarkLine(enrolment_id, AttendanceState.PRESENT)
    state = random.choices(STATES, weights=STATE_WEIGHTS)[0]
    minutes = random.choice(LATE_MINUTES) if state is AttendanceState.LATE else 0
    return MarkLine(enrolment_id, state, minutes)


def mark_modules(
    actor: Actor,
    class_id: int,
    modules: Sequence[CourseModule],
    members: Members,
    random: Random,
    *,
    elementary: bool,
) -> None:
    """Enter the marks of modules, each in the evening of its last session.

    Who stays away too often has no end-of-module mark.
    """
    last_days: dict[int, date] = defaultdict(lambda: date.min)
    for session in timetable.sessions_of_class(class_id):
        last_days[session.module_id] = max(last_days[session.module_id], session.on_date)
    for module in modules:
        day = last_days[module.id]
        short = _short_of_hours(class_id, module.id, day) if elementary else frozenset()
        lines = tuple(
            _marks(enrolment_id, random, elementary=elementary, made_up=enrolment_id in short)
            for enrolment_id in members.enrolment_ids
            if enrolment_id not in members.truant_ids
        )
        token = known_marks.fingerprint(known_marks.marks_of_module(class_id, module.id))
        request = ModuleMarksRequest(class_id, module.id, token, lines)
        marks.save_marks(actor, request, evening(day))


def _short_of_hours(class_id: int, module_id: int, day: date) -> frozenset[int]:
    """Return who may not sit the test of a module by hours alone."""
    return frozenset(
        standing.enrolment_id
        for standing in standings.standings_of_class(class_id, day)
        for module in standing.modules
        if module.module_id == module_id and module.standing.reasons
    )


def _marks(enrolment_id: int, random: Random, *, elementary: bool, made_up: bool) -> LearnerMarks:
    if not elementary:
        return LearnerMarks(enrolment_id, sittings=(True,))
    level = random.gauss(7.6, 0.9)
    return LearnerMarks(
        enrolment_id,
        regular=(_mark(random, level), _mark(random, level)),
        periodic=(_mark(random, level),),
        sittings=(_mark(random, level),),
        override_reason=MADE_UP if made_up else "",
    )


def _mark(random: Random, level: float) -> Decimal:
    """Draw a mark around a learner's level, in halves, never below what passes."""
    value = min(10.0, max(5.0, random.gauss(level, 0.6)))
    return Decimal(round(value * 2)) / 2
