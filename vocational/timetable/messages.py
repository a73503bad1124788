"""What sessions are called, and what is wrong with a timetable, in the reader's language."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l

from vocational.shared.findings import Finding
from vocational.timetable.rules.schedule import PracticeMode
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.states import SessionState
from vocational.web import messages
from vocational.web.labels import register_labels
from vocational.web.language import cited

HOURS = frozenset({"required", "actual"})

KIND_NAMES = register_labels(
    {
        SessionKind.THEORY: _l("Theory"),
        SessionKind.PRACTICE: _l("Practice"),
        SessionKind.TEST: _l("Test"),
    }
)

STATE_NAMES = register_labels(
    {
        SessionState.PLANNED: _l("To be held"),
        SessionState.CANCELLED: _l("Called off"),
    }
)

PRACTICE_MODE_NAMES = register_labels(
    {
        PracticeMode.WHOLE_CLASS: _l("The whole class together"),
        PracticeMode.PARALLEL: _l("All groups at the same time, each with its teacher and place"),
        PracticeMode.ALTERNATING: _l("The groups take turns"),
    }
)

messages.register(
    {
        "timetable.no_slots": _l("Choose at least one weekday with a time."),
        "timetable.nothing_to_teach": _l("The modules of the course have no hours to schedule."),
        "timetable.groups": _l("The number of practice groups lies between 1 and %(limit)s."),
        "timetable.slot_length": _l(
            "On %(weekday)s a session has at least %(least)s minutes and ends before midnight."
        ),
        "timetable.slots_overlap": _l("On %(weekday)s two sessions overlap."),
        "timetable.slot_above_session": _l(
            "A session of %(actual)s hours is too long; at most %(required)s hours are allowed."
        ),
        "timetable.slots_above_day": _l(
            "A day has %(actual)s hours; at most %(required)s are allowed. The rest stays free."
        ),
        "timetable.slots_above_week": _l(
            "A week has %(actual)s hours; at most %(required)s are allowed. The rest stays free."
        ),
        "timetable.no_room": _l(
            "The sessions do not fit within %(years)s years. Choose more or longer times."
        ),
        "timetable.ends_late": _l(
            "The last session is on %(ends_on)s, after the end of the class (%(must_end_by)s)."
        ),
        "timetable.all_per_day_above": _l(
            "%(on)s has %(actual)s hours; at most %(required)s hours a day are allowed."
        ),
        "timetable.theory_per_day_above": _l(
            "%(on)s has %(actual)s hours of theory; at most %(required)s a day are allowed."
        ),
        "timetable.all_per_week_above": _l(
            "The week of %(on)s has %(actual)s hours; at most %(required)s hours are allowed."
        ),
        "timetable.theory_per_week_above": _l(
            "The week of %(on)s has %(actual)s hours of theory; at most %(required)s are allowed."
        ),
        "timetable.session_above": _l(
            "The session on %(on)s has %(actual)s hours; at most %(required)s are allowed."
        ),
        "timetable.before_class": _l("The day lies before the first day of the class."),
        "timetable.cancelled": _l("The session was called off. Make it up by another one."),
        "timetable.clash_group": _l(
            "The same learners have a session from %(starts_at)s to %(ends_at)s"
            " in class %(class_code)s."
        ),
        "timetable.clash_learner": _l(
            "%(name)s is in class %(class_code)s from %(starts_at)s to %(ends_at)s on this day."
        ),
        "timetable.clash_place": _l(
            "%(name)s is used by class %(class_code)s from %(starts_at)s to %(ends_at)s as well."
        ),
        "timetable.clash_teacher": _l(
            "%(name)s teaches class %(class_code)s from %(starts_at)s to %(ends_at)s on this day."
        ),
        "timetable.class_over": _l("The class is over or cancelled: its timetable stays as it is."),
        "timetable.ends_before_start": _l("The end lies before the start."),
        "timetable.group": _l("Choose a practice group of this class."),
        "timetable.held": _l(
            "Attendance of this session was taken: day, time, module and group stay as they are."
        ),
        "timetable.holiday": _l("This day is a public holiday (%(name)s). Choose another day."),
        "timetable.module": _l("Choose a module of the course."),
        "timetable.not_cancelled": _l("Only a session that was called off can be made up."),
        "timetable.reason": _l("Write why."),
        "timetable.session_length": _l(
            "A session lasts at least a minute and ends before midnight."
        ),
        "timetable.teacher": _l("Choose a teacher who is teaching now."),
    }
)


def finding_text(finding: Finding) -> str:
    """Say what a check of sessions found, with its article; hours in the reader's numbers."""
    params = {
        name: Decimal(value) if name in HOURS and isinstance(value, str) else value
        for name, value in finding.params.items()
    }
    law = cited(finding.legal_basis or "")
    said = messages.sentence(finding.code, params)
    return f"{said} ({law})" if law else said
