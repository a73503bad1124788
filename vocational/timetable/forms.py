"""The forms of sessions: schedule, one session, calling one off."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from vocational.shared.errors import RuleViolation
from vocational.timetable.messages import KIND_NAMES, PRACTICE_MODE_NAMES
from vocational.timetable.models import ClassSession
from vocational.timetable.rules.schedule import PracticeMode
from vocational.timetable.rules.sessions import SessionKind, minute_of
from vocational.timetable.services.requests import ScheduleChoice, SessionRequest
from vocational.web.fields import DateField, TextField, TimeField
from vocational.web.forms import BaseForm, VersionedForm
from vocational.web.numbers import read_whole

REQUIRED = _l("Fill this in.")
TOO_LONG = _l("At most %(max)d characters.")
WHOLE_CLASS = ""
NOBODY = ""
GROUP_MODES = (PracticeMode.PARALLEL, PracticeMode.ALTERNATING)

Choices = Sequence[tuple[int, str]]


class ScheduleForm(BaseForm):
    """How to schedule; groups are asked about only where there are several."""

    practice_mode = RadioField(
        _l("Practice in groups"),
        choices=lambda: [(mode.value, PRACTICE_MODE_NAMES[mode]) for mode in GROUP_MODES],
        validators=[Optional()],
        validate_choice=False,
    )
    sets_last_day = BooleanField(
        _l("Take the day of the last session as the last day of the class")
    )

    def to_choice(self) -> ScheduleChoice:
        """Return what was chosen; an unknown way of practising proposes one."""
        chosen = self.practice_mode.data
        known = {mode.value for mode in GROUP_MODES}
        mode = PracticeMode(chosen) if chosen in known else None
        return ScheduleChoice(mode, sets_last_day=bool(self.sets_last_day.data))


class SessionForm(VersionedForm):
    """One session."""

    field_names = {"minutes": "ends_at"}

    module_id = SelectField(_l("Module"), choices=[], validators=[DataRequired(REQUIRED)])
    kind = SelectField(
        _l("Kind"), choices=lambda: [(kind.value, name) for kind, name in KIND_NAMES.items()]
    )
    group_id = SelectField(_l("Learners"), choices=[])
    on_date = DateField(_l("Day"), [InputRequired(REQUIRED)])
    starts_at = TimeField(_l("Starts at"), [InputRequired(REQUIRED)])
    ends_at = TimeField(_l("Ends at"), [InputRequired(REQUIRED)])
    place = TextField(_l("Place"), [Optional(), Length(max=160, message=TOO_LONG)])
    teacher_id = SelectField(_l("Teacher"), choices=[])
    topic = TextField(_l("Topic"), [Optional(), Length(max=200, message=TOO_LONG)])

    def offer(self, modules: Choices, groups: Choices, teachers: Choices) -> None:
        """Say which modules, groups and teachers may be chosen."""
        self.module_id.choices = _texts(modules)
        self.group_id.choices = [(WHOLE_CLASS, _l("The whole class")), *_texts(groups)]
        self.teacher_id.choices = [(NOBODY, _l("Nobody yet")), *_texts(teachers)]

    def show_session(self, session: ClassSession) -> None:
        """Fill the form from a saved session."""
        self.module_id.data = str(session.module_id)
        self.kind.data = session.kind.value
        self.group_id.data = str(session.group_id or WHOLE_CLASS)
        self.on_date.data = session.on_date
        self.starts_at.data, self.ends_at.data = session.starts_at, session.ends_at
        self.place.data, self.topic.data = session.place, session.topic
        self.teacher_id.data = str(session.teacher_id or NOBODY)
        self.version.data = str(session.version)

    def to_request(self) -> SessionRequest:
        """Return what was typed as the request of the commands.

        Raises `RuleViolation`: `timetable.ends_before_start`.
        """
        starts: time = self.starts_at.data
        minutes = minute_of(self.ends_at.data) - minute_of(starts)
        if minutes <= 0:
            raise RuleViolation("timetable.ends_before_start", "ends_at")
        return SessionRequest(
            module_id=int(self.module_id.data or 0),
            kind=SessionKind(self.kind.data),
            on_date=self.on_date.data,
            starts_at=starts,
            minutes=minutes,
            group_id=read_whole(self.group_id.data),
            teacher_id=read_whole(self.teacher_id.data),
            place=self.place.data or "",
            topic=self.topic.data or "",
        )


class CancelSessionForm(BaseForm):
    """Why a session is called off."""

    reason = TextAreaField(
        _l("Reason"), [DataRequired(REQUIRED), Length(max=300, message=TOO_LONG)]
    )


def _texts(choices: Choices) -> list[tuple[str, Any]]:
    return [(str(number), name) for number, name in choices]
