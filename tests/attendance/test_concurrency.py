"""Two teachers save the same sheet at once: one wins, the other is told, nothing is doubled."""

from concurrent.futures import ThreadPoolExecutor

from tests.conftest import inside
from tests.factories import attendance, classes, enrolment
from tests.world import HOME
from vocational.access.roles import Role
from vocational.attendance import services
from vocational.attendance.queries import rosters as queries
from vocational.attendance.rules.marking import MarkLine
from vocational.attendance.rules.standing import AttendanceState
from vocational.attendance.services import SheetRequest
from vocational.shared.errors import RuleViolation

AT_ONCE = 6


def test_of_several_sheets_sent_at_once_exactly_one_is_saved(app, at_home):
    with at_home():
        row = classes.training_class()
        ids = [item.id for item in enrolment.filled_class(row, 5)]
        session_id = attendance.class_session(row).id

    def send(minutes: int) -> str:
        lines = tuple(MarkLine(id_, AttendanceState.LATE, minutes) for id_ in ids)
        with inside(app, HOME):
            try:
                services.take_attendance(
                    HOME.actor(Role.REGISTRAR), [SheetRequest(session_id, 1, lines)], attendance.NOW
                )
            except RuleViolation as violation:
                return violation.code
        return "saved"

    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(send, range(1, AT_ONCE + 1)))
    assert sorted(answers) == ["record.changed_meanwhile"] * (AT_ONCE - 1) + ["saved"]
    with at_home():
        marks = queries.marks_of_sessions([session_id])
        assert len(marks) == 5
        assert len({mark.missed_minutes for mark in marks.values()}) == 1
