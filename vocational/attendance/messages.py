"""What attendance is called, and why a learner may not sit a test, in the reader's language."""

from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vocational.attendance.rules.standing import AttendanceState, OwnLimits
from vocational.audit.pages import name_nested_codes
from vocational.catalogue.rules.courses import CourseLevel
from vocational.law import provisions
from vocational.web import messages
from vocational.web.labels import register_labels
from vocational.web.language import cited

STATE_NAMES = register_labels(
    {
        AttendanceState.PRESENT: _l("Present"),
        AttendanceState.LATE: _l("Late"),
        AttendanceState.EXCUSED: _l("Absent, excused"),
        AttendanceState.UNEXCUSED: _l("Absent, not excused"),
    }
)

#: A record of a sheet holds the marks of its learners.
name_nested_codes("class_sessions", "state", AttendanceState)

SHORT_STATE_NAMES = {
    AttendanceState.PRESENT: _l("Present"),
    AttendanceState.LATE: _l("Late"),
    AttendanceState.EXCUSED: _l("Excused"),
    AttendanceState.UNEXCUSED: _l("Not excused"),
}


def limits_sentence(level: CourseLevel, on: date, own: OwnLimits | None) -> str | None:
    """Say what a class of a level that begins on a day asks; None where there is no limit.

    Raises `NotInForce`.
    """
    if not level.is_elementary:
        return None if own is None else _own_sentence(own)
    limits = provisions.attendance_limits(on)
    match = _(
        "An end-of-module test needs %(theory)s %% of theory and %(practice)s %% of practice"
        " (%(law)s).",
        theory=f"{limits.theory_percent.value:g}",
        practice=f"{limits.practice_percent.value:g}",
        law=cited(limits.theory_percent.legal_basis),
    )
    return str(match)


def _own_sentence(own: OwnLimits) -> str:
    sources = dict.fromkeys(item for item in (own.theory_source, own.practice_source) if item)
    return str(
        _(
            "A test needs %(theory)s %% of theory and %(practice)s %% of practice, by the"
            " local rule (%(source)s).",
            theory=f"{own.theory_percent or 0:g}",
            practice=f"{own.practice_percent or 0:g}",
            source="; ".join(sources),
        )
    )


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
        "attendance.minutes_unreadable": _l("Write the minutes as a whole number."),
        "attendance.code_unknown": _l(
            "Write P (excused), K (not excused), M with minutes such as M15, or nothing."
        ),
        "attendance.nothing_changed": _l("Nothing was changed."),
        "attendance.session_in_future": _l("This session has not been held yet."),
        "attendance.session_cancelled": _l("This session was called off."),
        "attendance.session_unknown": _l(
            "One of these sessions no longer exists. Reload the page."
        ),
        "attendance.not_in_session": _l(
            "Somebody on this sheet does not belong to the session. Reload the page."
        ),
        "attendance.day_is_over": _l(
            "The day of this session is over. Only the registrar may correct it now."
        ),
        "attendance.reason_missing": _l("Write why attendance is changed after the day."),
    }
)
