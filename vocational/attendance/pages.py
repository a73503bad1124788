"""The grid of a month or module: learners by meetings, totals, who is about to fail."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.attendance.models import AttendanceMark
from vocational.attendance.queries.rosters import Attendee, RosterLine
from vocational.attendance.rules.marking import MarkingWindow, code_of, marking_window
from vocational.attendance.rules.risk import LearnerStanding
from vocational.attendance.rules.standing import AttendanceState
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState


@dataclass(frozen=True)
class Column:
    """Sessions that begin together: one of the whole class, or one for each group."""

    on: date
    starts_at: time
    sessions: tuple[ClassSession, ...]
    is_alone: bool = True
    """No other column is of the same day."""

    @property
    def untaken(self) -> tuple[ClassSession, ...]:
        """Give the sessions without attendance."""
        return tuple(session for session in self.sessions if not session.attendance_taken_at)


@dataclass(frozen=True)
class GridCell:
    """A learner at one meeting; `session` None: the learner does not belong there."""

    session: ClassSession | None = None
    mark: AttendanceMark | None = None

    @property
    def code(self) -> str:
        """Write the mark as the register does; nothing for present and for not yet taken."""
        return code_of(self.mark.state, self.mark.missed_minutes) if self.mark else ""

    @property
    def lost_minutes(self) -> int:
        """Count the minutes that the learner was not there."""
        if self.session is None or self.mark is None:
            return 0
        return self.session.minutes - self.mark.attended_minutes


@dataclass(frozen=True)
class GridRow:
    """A learner with one cell for each column and the totals of these."""

    attendee: Attendee
    cells: tuple[GridCell, ...]
    standing: LearnerStanding | None

    @property
    def excused_minutes(self) -> int:
        """Count the minutes of excused absence."""
        return self._lost(AttendanceState.EXCUSED)

    @property
    def unexcused_minutes(self) -> int:
        """Count the minutes of absence that is not excused."""
        return self._lost(AttendanceState.UNEXCUSED)

    @property
    def present_days(self) -> int:
        """Count the days on which the learner attended all that was held in full."""
        by_day: dict[date, list[GridCell]] = {}
        for cell in self.cells:
            if cell.session is not None and cell.mark is not None:
                by_day.setdefault(cell.session.on_date, []).append(cell)
        return sum(all(not cell.lost_minutes for cell in cells) for cells in by_day.values())

    def _lost(self, state: AttendanceState) -> int:
        return sum(
            cell.lost_minutes for cell in self.cells if cell.mark and cell.mark.state is state
        )


@dataclass(frozen=True)
class Grid:
    """Columns by time, rows in the order of the list."""

    columns: tuple[Column, ...]
    rows: tuple[GridRow, ...]

    def present_count(self, place: int) -> int | None:
        """Count who was present or late at a column; None while nothing is taken."""
        marks = [row.cells[place].mark for row in self.rows]
        given = [mark for mark in marks if mark is not None]
        if not given:
            return None
        return sum(mark.attended_minutes > 0 for mark in given)


_PERMISSION_IN = {
    MarkingWindow.OPEN: Permission.ATTENDANCE_MARK,
    MarkingWindow.CORRECTION: Permission.ATTENDANCE_CORRECT,
}


def may_write(actor: Actor, session: ClassSession, today: date) -> bool:
    """Tell whether a page offers the actor to write the attendance of a session."""
    is_cancelled = session.state is SessionState.CANCELLED
    window = marking_window(session.on_date, today, is_cancelled=is_cancelled)
    permission = _PERMISSION_IN.get(window)
    return permission is not None and actor.may(permission)


def make_grid(
    sessions: Sequence[ClassSession],
    rosters: Mapping[int, Sequence[RosterLine]],
    standings: Sequence[LearnerStanding],
) -> Grid:
    """Put the sheets of sessions (by time) side by side; only learners who stand on one."""
    columns = _columns(sessions)
    by_key = {
        (session_id, line.attendee.enrolment_id): line
        for session_id, lines in rosters.items()
        for line in lines
    }
    people = {line.attendee.enrolment_id: line.attendee for line in by_key.values()}
    by_learner = {standing.enrolment_id: standing for standing in standings}
    rows = [
        GridRow(
            person,
            tuple(_cell(column, person, by_key) for column in columns),
            by_learner.get(person.enrolment_id),
        )
        for person in sorted(people.values(), key=_place)
    ]
    return Grid(tuple(columns), tuple(rows))


def _columns(sessions: Sequence[ClassSession]) -> list[Column]:
    result: dict[tuple[date, time], list[ClassSession]] = {}
    for session in sessions:
        result.setdefault((session.on_date, session.starts_at), []).append(session)
    days = Counter(on for on, _at in result)
    return [
        Column(on, at, tuple(together), days[on] == 1)
        for (on, at), together in sorted(result.items())
    ]


def _cell(
    column: Column, attendee: Attendee, by_key: Mapping[tuple[int, int], RosterLine]
) -> GridCell:
    for session in column.sessions:
        line = by_key.get((session.id, attendee.enrolment_id))
        if line is not None:
            return GridCell(session, line.mark)
    return GridCell()


def _place(attendee: Attendee) -> tuple[bool, int, str, int]:
    return (
        attendee.list_number is None,
        attendee.list_number or 0,
        attendee.full_name,
        attendee.enrolment_id,
    )
