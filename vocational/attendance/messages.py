"""What attendance is called, and why a learner may not sit a test, in the reader's language."""

from flask_babel import lazy_gettext as _l

from vocational.attendance.rules import AttendanceState
from vocational.web import messages

STATE_NAMES = {
    AttendanceState.PRESENT: _l("Present"),
    AttendanceState.LATE: _l("Late"),
    AttendanceState.EXCUSED: _l("Absent, excused"),
    AttendanceState.UNEXCUSED: _l("Absent, not excused"),
}

messages.register(
    {
        "attendance.theory_below": _l(
            "Theory attended: %(actual)s hours of the %(required)s that are needed."
        ),
        "attendance.practice_below": _l(
            "Practice attended: %(actual)s hours of the %(required)s that are needed."
        ),
        "attendance.process_below": _l(
            "Mean of the process marks: %(actual)s; at least %(required)s is needed."
        ),
        "attendance.process_missing": _l(
            "There is no process mark yet; a mean of at least %(required)s is needed."
        ),
        "attendance.no_rule": _l(
            "The law sets no attendance limit under 3 months; the institution may set its own."
        ),
        "attendance.late_without_minutes": _l("Write how many minutes were missed."),
        "attendance.missed_too_many": _l(
            "The session has %(session_minutes)s minutes. Who misses all of it is absent."
        ),
        "attendance.minutes_without_late": _l("Missed minutes belong to a late learner only."),
    }
)
