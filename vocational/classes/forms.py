"""The forms of a class: what is planned, and why it is cancelled."""

from collections.abc import Sequence
from datetime import date, time

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from vocational.classes.messages import FUNDING_NAMES, scheme_name
from vocational.classes.models import TrainingClass
from vocational.classes.rules import FundingSource, GroupLine, SlotLine
from vocational.classes.services.requests import ClassRequest
from vocational.law.support import Scheme
from vocational.reference.services import choosing
from vocational.shared.errors import RuleViolation
from vocational.web.fields import DateField, MoneyField, TextField, TimeField, WholeNumberField
from vocational.web.formats import weekday_name
from vocational.web.forms import BaseForm, VersionedForm
from vocational.web.numbers import read_whole

NOBODY = ""
SPARE_SLOTS = 3
FEWEST_SLOTS = 6
MOST_SLOTS = 21
MOST_LEARNERS = 500
REQUIRED = _l("Fill this in.")
TOO_LONG = _l("At most %(max)d characters.")


class SlotForm(Form):
    """One weekly time; a line left empty is no time."""

    weekday = SelectField(_l("Weekday"), choices=lambda: _weekdays(), default="")
    starts_at = TimeField(_l("Starts at"), [Optional()])
    ends_at = TimeField(_l("Ends at"), [Optional()])

    def line(self) -> SlotLine | None:
        """Return the time, None for an empty line.

        Raises `RuleViolation`: `classes.slot_incomplete`, `classes.slot_ends`.
        """
        given = (self.weekday.data, self.starts_at.data, self.ends_at.data)
        if not any(value not in {None, ""} for value in given):
            return None
        if not all(value not in {None, ""} for value in given):
            raise RuleViolation("classes.slot_incomplete")
        starts, ends = self.starts_at.data, self.ends_at.data
        minutes = _minute(ends) - _minute(starts)
        if minutes <= 0:
            raise RuleViolation("classes.slot_ends")
        return SlotLine(int(str(self.weekday.data)), starts, minutes)


class GroupForm(Form):
    """Where and with whom a practice group works."""

    place = TextField(_l("Place"), [Optional(), Length(max=160, message=TOO_LONG)])
    teacher_id = SelectField(_l("Teacher"), choices=[], validate_choice=False)


class ClassForm(VersionedForm):
    """What is planned of a class."""

    field_names = {"teacher_ids": "teachers"}

    version_id = SelectField(_l("Course"), choices=[], validators=[DataRequired(REQUIRED)])
    code = TextField(_l("Class code"), [Optional(), Length(max=30, message=TOO_LONG)])
    proposed_code = HiddenField()
    starts_on = DateField(_l("First day"), [InputRequired(REQUIRED)])
    ends_on = DateField(
        _l("Last day of the class"),
        [InputRequired(REQUIRED)],
        description=_l("An estimate; the timetable proposes the exact day"),
    )
    apply_until = DateField(_l("Registration until"), [Optional()])
    admits_by_ranking = BooleanField(_l("Give seats by ranking the applications, not by arrival"))
    place = TextField(
        _l("Place of learning"), [DataRequired(REQUIRED), Length(max=160, message=TOO_LONG)]
    )
    commune = TextField(_l("Commune"), [DataRequired(REQUIRED), Length(max=120, message=TOO_LONG)])
    commune_code = HiddenField()
    capacity = WholeNumberField(
        _l("Seats"),
        [
            InputRequired(REQUIRED),
            NumberRange(1, MOST_LEARNERS, _l("Between %(min)s and %(max)s.")),
        ],
    )
    group_count = WholeNumberField(
        _l("Practice groups"),
        [Optional()],
        description=_l("Left empty: as many as the law asks for"),
    )
    funding_source = SelectField(
        _l("Funding"), choices=lambda: [(s.value, name) for s, name in FUNDING_NAMES.items()]
    )
    funding_detail = TextField(
        _l("Order, decision or contract"), [Optional(), Length(max=160, message=TOO_LONG)]
    )
    fee_dong = MoneyField(_l("Fee per learner"), [Optional()])
    support_scheme = SelectField(
        _l("Learners are supported by"), choices=lambda: _schemes(), default=NOBODY
    )
    support_basis = TextField(
        _l("The paper that says so"), [Optional(), Length(max=160, message=TOO_LONG)]
    )
    homeroom_teacher_id = SelectField(_l("Homeroom teacher"), choices=[])
    teachers = SelectMultipleField(
        _l("Teachers"),
        choices=[],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    slots = FieldList(FormField(SlotForm), _l("Weekly times"), max_entries=MOST_SLOTS)
    groups = FieldList(FormField(GroupForm), _l("Practice groups"), max_entries=10)

    def offer(
        self, courses: Sequence[tuple[int, str]], teachers: Sequence[tuple[int, str]]
    ) -> None:
        """Say which courses and teachers may be chosen, and leave spare lines for times."""
        people = [(str(teacher_id), name) for teacher_id, name in teachers]
        nobody = (NOBODY, _l("Nobody yet"))
        self.version_id.choices = [("", ""), *((str(i), name) for i, name in courses)]
        self.homeroom_teacher_id.choices = [nobody, *people]
        self.teachers.choices = people
        for entry in self.groups:
            entry.form.teacher_id.choices = [nobody, *people]
        while len(self.slots) < min(MOST_SLOTS, max(FEWEST_SLOTS, self._used() + SPARE_SLOTS)):
            self.slots.append_entry()

    def show_class(self, row: TrainingClass) -> None:
        """Fill the form from a saved class."""
        for name in ("code", "starts_on", "ends_on", "apply_until", "place", "capacity"):
            self[name].data = getattr(row, name)
        self.version_id.data = str(row.version_id)
        self.commune.data = f"{row.commune.name}, {row.commune.province.name}"
        self.commune_code.data = row.commune_code
        self.group_count.data = len(row.groups) or None
        self.funding_source.data = row.funding_source.value
        self.funding_detail.data = row.funding_detail
        self.fee_dong.data = row.fee_dong or None
        self.admits_by_ranking.data = row.admits_by_ranking
        self.support_scheme.data = row.support_scheme.value if row.support_scheme else NOBODY
        self.support_basis.data = row.support_basis
        self.homeroom_teacher_id.data = str(row.homeroom_teacher_id or "")
        self.teachers.data = [str(line.teacher_id) for line in row.teachers]
        self.version.data = str(row.version)
        for slot in row.slots:
            ends = _minute(slot.starts_at) + slot.minutes
            self.slots.append_entry(
                {
                    "weekday": str(slot.weekday),
                    "starts_at": slot.starts_at,
                    "ends_at": time(ends // 60 % 24, ends % 60),
                }
            )
        for group in row.groups:
            self.groups.append_entry(
                {"place": group.place, "teacher_id": str(group.teacher_id or "")}
            )

    def to_request(self) -> ClassRequest:
        """Return what was typed as the request of the commands.

        Raises `RuleViolation` for a commune that is not one, and times that are none.
        """
        commune = choosing.chosen_commune(
            self.commune.data or "", self.commune_code.data or "", "commune"
        )
        return ClassRequest(
            code=self._code(),
            version_id=int(self.version_id.data or 0),
            starts_on=_day(self.starts_on.data),
            ends_on=_day(self.ends_on.data),
            place=self.place.data or "",
            commune_code=commune.code,
            capacity=int(self.capacity.data),
            funding_source=FundingSource(self.funding_source.data),
            funding_detail=self.funding_detail.data or "",
            fee_dong=self.fee_dong.data or 0,
            support_scheme=Scheme(self.support_scheme.data) if self.support_scheme.data else None,
            support_basis=self.support_basis.data or "",
            apply_until=self.apply_until.data,
            admits_by_ranking=bool(self.admits_by_ranking.data),
            homeroom_teacher_id=read_whole(self.homeroom_teacher_id.data),
            teacher_ids=frozenset(int(i) for i in self.teachers.data or ()),
            slots=self._slots(),
            groups=tuple(
                GroupLine(entry.form.place.data or "", read_whole(entry.form.teacher_id.data))
                for entry in self.groups
            ),
            group_count=self.group_count.data,
        )

    def _code(self) -> str | None:
        typed = (self.code.data or "").strip()
        return None if typed in {"", self.proposed_code.data} else typed

    def _slots(self) -> tuple[SlotLine, ...]:
        result = []
        for entry in self.slots:
            try:
                line = entry.form.line()
            except RuleViolation as violation:
                raise RuleViolation(violation.code, "slots") from violation
            if line is not None:
                result.append(line)
        return tuple(result)

    def _used(self) -> int:
        return sum(1 for entry in self.slots if entry.form.weekday.data)


class CancelForm(BaseForm):
    """Why a class is cancelled."""

    reason = TextAreaField(
        _l("Reason"), [DataRequired(REQUIRED), Length(max=300, message=TOO_LONG)]
    )


def _schemes() -> list[tuple[str, str]]:
    schemes = [(scheme.value, scheme_name(scheme)) for scheme in Scheme]
    return [(NOBODY, str(_l("No support"))), *schemes]


def _weekdays() -> list[tuple[str, str]]:
    return [("", ""), *((str(number), weekday_name(number)) for number in range(1, 8))]


def _minute(moment: time | None) -> int:
    return 0 if moment is None else moment.hour * 60 + moment.minute


def _day(value: date | None) -> date:
    if value is None:
        raise RuleViolation("required")
    return value
