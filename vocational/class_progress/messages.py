"""What steps, acts and blockers of a class are called in the reader's language."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_babel.speaklater import LazyString

from vocational.class_progress.rules.blockers import Blocker, Reason
from vocational.class_progress.rules.lifecycle import Act, Step
from vocational.web import messages
from vocational.web.formats import show_hours
from vocational.web.labels import register_labels

STEP_NAMES = register_labels(
    {
        Step.REGISTRATION: _l("Open registration"),
        Step.ENROLMENT: _l("Enrolment"),
        Step.ADMISSION: _l("Rank applications"),
        Step.OPENING: _l("Opening decision"),
        Step.TEACHING: _l("Teaching"),
        Step.RECOGNITION: _l("Consider recognition"),
        Step.CERTIFICATES: _l("Issue certificates"),
        Step.CLOSING: _l("Close the class"),
    }
)

BEFORE_STEP: Mapping[Step, LazyString] = {
    Step.REGISTRATION: _l("Before registration"),
    Step.ENROLMENT: _l("Before enrolment"),
    Step.ADMISSION: _l("Before admission"),
    Step.OPENING: _l("Before the opening decision"),
    Step.TEACHING: _l("To be settled"),
    Step.RECOGNITION: _l("Before recognition"),
    Step.CERTIFICATES: _l("Before certificates"),
    Step.CLOSING: _l("Before closing"),
}

ACT_NAMES: Mapping[Act, LazyString] = {
    Act.OPEN_REGISTRATION: _l("Open registration"),
    Act.ENROL: _l("Enrol learners"),
    Act.RANK: _l("Rank applications"),
    Act.SIGN_ADMISSION: _l("Sign the admission"),
    Act.SCHEDULE: _l("Schedule the timetable"),
    Act.DECIDE_OPENING: _l("Enter the opening decision"),
    Act.MARK_TODAY: _l("Take today's attendance"),
    Act.MARK_PAST: _l("Take missing attendance"),
    Act.ENTER_RESULTS: _l("Enter marks"),
    Act.FINISH: _l("End teaching"),
    Act.PREPARE_RECOGNITION: _l("Prepare recognition"),
    Act.DECIDE_RECOGNITION: _l("Decide recognition"),
    Act.ISSUE_CERTIFICATES: _l("Issue certificates"),
    Act.CLOSE: _l("Close the class"),
}

messages.register(
    {
        "class_opening.blocked": _l("This step is not possible yet. What is missing stands below."),
        "class_opening.confirm": _l("Tick the box if the step is to be taken all the same."),
        "class_opening.number_taken": _l("Another decision has the number %(number)s already."),
        "class_opening.no_signatory": _l(
            "Nobody is known who signs on that day. Add who signs in the settings."
        ),
        "class_opening.decision_in_future": _l("The day of the decision lies in the future."),
        "class_opening.decision_after_start": _l(
            "The decision comes on or before the first day, %(starts_on)s."
        ),
        "class_opening.finished_in_future": _l(
            "The day lies in the future. Write it when it comes."
        ),
        "class_opening.finished_too_early": _l("Teaching went on until %(last)s."),
    }
)


def blocker_text(blocker: Blocker) -> str:
    """Name what is missing, with its number, in words that follow "before ...:"."""
    counted = _COUNTED.get(blocker.reason)
    if counted is None:
        return str(_PLAIN[blocker.reason])
    return counted(blocker.count)


_PLAIN: Mapping[Reason, LazyString] = {
    Reason.LACKS_COURSE: _l("the course has no approved version"),
    Reason.LACKS_PLACE: _l("no place"),
    Reason.LACKS_SLOTS: _l("no weekly times"),
    Reason.ADMISSION_UNSIGNED: _l("the admission is not signed"),
    Reason.NO_HOMEROOM_TEACHER: _l("no homeroom teacher"),
    Reason.NO_LEARNERS: _l("no learners yet"),
    Reason.NO_SESSIONS: _l("no timetable yet"),
}


def _unfit(count: int) -> str:
    return str(
        ngettext(
            "%(num)d teacher may not teach this class",
            "%(num)d teachers may not teach this class",
            count,
        )
    )


def _groups(count: int) -> str:
    return str(_("%(count)s practice groups are needed", count=count))


def _hours(minutes: int) -> str:
    return str(_("%(hours)s missing in the timetable", hours=show_hours(minutes)))


def _expired(count: int) -> str:
    return str(ngettext("%(num)d paper expired", "%(num)d papers expired", count))


def _missing(count: int) -> str:
    return str(ngettext("%(num)d paper missing", "%(num)d papers missing", count))


def _support(count: int) -> str:
    return str(
        ngettext(
            "support of %(num)d learner undecided", "support of %(num)d learners undecided", count
        )
    )


def _unmarked(count: int) -> str:
    return str(
        ngettext("%(num)d session without attendance", "%(num)d sessions without attendance", count)
    )


def _ahead(count: int) -> str:
    return str(
        ngettext("%(num)d session still to be held", "%(num)d sessions still to be held", count)
    )


def _results(count: int) -> str:
    return str(
        ngettext("%(num)d learner without all marks", "%(num)d learners without all marks", count)
    )


def _not_ranked(count: int) -> str:
    return str(
        ngettext("%(num)d application to be ranked", "%(num)d applications to be ranked", count)
    )


def _not_recognised(count: int) -> str:
    return str(
        ngettext(
            "%(num)d learner passed and not recognised",
            "%(num)d learners passed and not recognised",
            count,
        )
    )


def _undecided(count: int) -> str:
    return str(
        ngettext(
            "%(num)d recognition list waits for the director",
            "%(num)d recognition lists wait for the director",
            count,
        )
    )


def _due(count: int) -> str:
    return str(ngettext("%(num)d certificate due", "%(num)d certificates due", count))


_COUNTED = {
    Reason.TEACHERS_UNFIT: _unfit,
    Reason.TOO_FEW_GROUPS: _groups,
    Reason.HOURS_SHORT: _hours,
    Reason.PAPERS_EXPIRED: _expired,
    Reason.PAPERS_MISSING: _missing,
    Reason.SESSIONS_UNMARKED: _unmarked,
    Reason.SUPPORT_UNDECIDED: _support,
    Reason.SESSIONS_AHEAD: _ahead,
    Reason.RESULTS_MISSING: _results,
    Reason.NOT_RANKED: _not_ranked,
    Reason.NOT_RECOGNISED: _not_recognised,
    Reason.RECOGNITION_UNDECIDED: _undecided,
    Reason.CERTIFICATES_DUE: _due,
}
