"""What a teacher writes for a session: one line a learner, and when it may be written.

Minutes are minutes of the session. On paper and in the grid a line is one code: nothing for
present, `M15` late by 15 minutes, `P` excused, `K` unexcused.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vocational.attendance.rules.standing import AttendanceState, check_missed_minutes
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import check_length

LONGEST_NOTE = 200
LONGEST_REASON = 500
PRESENT_CODE = ""
LATE_CODE = "M"
EXCUSED_CODE = "P"
UNEXCUSED_CODE = "K"
_CODE = re.compile(r"(?P<letter>[MPK])\s*(?P<minutes>\d{0,4})")
_STATES = {
    LATE_CODE: AttendanceState.LATE,
    EXCUSED_CODE: AttendanceState.EXCUSED,
    UNEXCUSED_CODE: AttendanceState.UNEXCUSED,
}


@dataclass(frozen=True)
class MarkLine:
    """One learner in one session; minutes only beside late."""

    enrolment_id: int
    state: AttendanceState
    missed_minutes: int = 0
    note: str = ""

    @property
    def code(self) -> str:
        """Write the line as the register does."""
        return code_of(self.state, self.missed_minutes)


@dataclass(frozen=True)
class Counts:
    """How many learners of a session are in each state."""

    present: int = 0
    late: int = 0
    excused: int = 0
    unexcused: int = 0


def counts(states: Iterable[AttendanceState]) -> Counts:
    """Count the states of a session."""
    counter = Counter(state.value for state in states)
    return Counts(**{state.value: counter[state.value] for state in AttendanceState})


def faults(lines: Iterable[MarkLine], session_minutes: int) -> dict[int, RuleViolation]:
    """Find what is wrong in each line, by enrolment; nothing for lines that are right.

    Codes: those of `check_missed_minutes`, and `too_long` for a note.
    """
    result: dict[int, RuleViolation] = {}
    for line in lines:
        try:
            check_missed_minutes(line.state, session_minutes, line.missed_minutes)
            check_length(line.note, LONGEST_NOTE, "note")
        except RuleViolation as violation:
            result[line.enrolment_id] = violation
    return result


class MarkingWindow(StrEnum):
    """What may be done with the attendance of a session on a day."""

    CLOSED = "closed"
    OPEN = "open"
    CORRECTION = "correction"


def marking_window(session_on: date, today: date, *, is_cancelled: bool = False) -> MarkingWindow:
    """Tell whether attendance is taken on a day, only corrected, or not written at all."""
    if is_cancelled or session_on > today:
        return MarkingWindow.CLOSED
    return MarkingWindow.OPEN if session_on == today else MarkingWindow.CORRECTION


def check_day(session_on: date, today: date, *, may_correct: bool, reason: str) -> None:
    """See that attendance may be written: on the day itself, later only corrected with a reason.

    Raises `RuleViolation`: `attendance.session_in_future`, `attendance.day_is_over` (who may not
    correct), `attendance.reason_missing`, `too_long`.
    """
    window = marking_window(session_on, today)
    if window is MarkingWindow.CLOSED:
        raise RuleViolation("attendance.session_in_future")
    if window is MarkingWindow.OPEN:
        return
    if not may_correct:
        raise RuleViolation("attendance.day_is_over")
    if not reason.strip():
        raise RuleViolation("attendance.reason_missing", "reason")
    check_length(reason, LONGEST_REASON, "reason")


def code_of(state: AttendanceState, missed_minutes: int = 0) -> str:
    """Write a state as one code of the register."""
    if state is AttendanceState.LATE:
        return f"{LATE_CODE}{missed_minutes}" if missed_minutes else LATE_CODE
    codes = {AttendanceState.EXCUSED: EXCUSED_CODE, AttendanceState.UNEXCUSED: UNEXCUSED_CODE}
    return codes.get(state, PRESENT_CODE)


def read_code(text: str) -> tuple[AttendanceState, int]:
    """Read a code of the register as typed: small letters too, `M15`, `m 15`.

    Raises `RuleViolation` `attendance.code_unknown`.
    """
    stripped = text.strip().upper()
    if stripped == PRESENT_CODE:
        return AttendanceState.PRESENT, 0
    match = _CODE.fullmatch(stripped)
    if match is None or not stripped.isascii():
        raise RuleViolation("attendance.code_unknown")
    state = _STATES[match["letter"]]
    minutes = int(match["minutes"] or 0)
    if minutes and state is not AttendanceState.LATE:
        raise RuleViolation("attendance.code_unknown")
    return state, minutes
