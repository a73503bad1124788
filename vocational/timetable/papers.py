"""A class's sessions as a spreadsheet."""

from collections.abc import Sequence

from flask import Response
from flask_babel import gettext as _

from vocational.catalogue.rules.courses import hours
from vocational.classes.models import TrainingClass
from vocational.timetable.messages import KIND_NAMES
from vocational.timetable.models import ClassSession
from vocational.web.formats import show_date, show_time, show_weekday
from vocational.web.spreadsheets import Cell, xlsx_response


def sessions_of(row: TrainingClass, sessions: Sequence[ClassSession]) -> Response:
    """Answer with one line for each session, in the given order; hours as numbers."""
    headings = (
        _("Day"), _("Weekday"), _("Starts at"), _("Ends at"), _("Module"), _("Name"), _("Kind"),
        _("Practice group"), _("Hours"), _("Place"), _("Teacher"), _("Topic"), _("Remark"),
    )  # fmt: skip
    return xlsx_response(
        f"lich-hoc-{row.code}", _("Timetable"), headings, (_cells(s) for s in sessions)
    )


def _cells(session: ClassSession) -> tuple[Cell, ...]:
    return (
        session.on_date,
        show_weekday(session.on_date),
        show_time(session.starts_at),
        show_time(session.ends_at),
        session.module.code,
        session.module.name,
        str(KIND_NAMES[session.kind]),
        session.group.number if session.group else None,
        hours(session.minutes),
        session.place,
        session.teacher.full_name if session.teacher else "",
        session.topic,
        _remark(session),
    )


def _remark(session: ClassSession) -> str:
    if session.is_cancelled:
        return str(_("called off: %(reason)s", reason=session.cancelled_reason))
    if session.makes_up_id is not None:
        return str(_("made up"))
    if session.moved_from is not None:
        return str(_("moved from %(day)s", day=show_date(session.moved_from)))
    return ""
