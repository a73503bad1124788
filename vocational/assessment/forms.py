"""What is typed on the pages of results and recognition."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import DataRequired, Optional

from vocational.assessment.messages import DISCIPLINE_NAMES
from vocational.assessment.rules import results
from vocational.assessment.rules.marking import MOST_TESTS, LearnerMarks, Sitting
from vocational.assessment.services.recognition import DecideRequest
from vocational.attendance.forms import LinesForm
from vocational.shared.discipline import Discipline
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm, VersionedForm
from vocational.web.numbers import read_whole

_CELL = re.compile(r"(?P<kind>[rpe])(?P<place>[1-9])-(?P<id>\d{1,9})")
_REASON = re.compile(r"o-(?P<id>\d{1,9})")
_SHORT = {"": None, "yes": True, "no": False}


@dataclass
class TypedMarks:
    """The cells of a page as typed (by the name of their control), and what is wrong in them."""

    cells: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    lines: list[LearnerMarks] = field(default_factory=list)


class MarksForm(LinesForm):
    """The marks of a class in one module; cells stand beside the fields."""

    token = HiddenField(default="")

    def typed(self, *, is_elementary: bool) -> TypedMarks:
        """Read every cell; unreadable ones become errors by the name of their control."""
        typed_marks = TypedMarks()
        ids: dict[int, None] = {}
        for name, text in request.form.items():
            match = _CELL.fullmatch(name) or _REASON.fullmatch(name)
            if match:
                ids[int(match["id"])] = None
                typed_marks.cells[name] = text.strip()[:1000]
        typed_marks.lines = [_line(typed_marks, id_, is_elementary=is_elementary) for id_ in ids]
        return typed_marks


class DisciplineForm(BaseForm):
    """The heaviest measure against a learner, and why."""

    discipline = SelectField(
        _l("Disciplinary measure"),
        choices=lambda: _measures(),
    )
    reason = TextField(
        _l("Reason"),
        [DataRequired(_l("Fill this in."))],
        description=_l("Number and date of the decision, or why it is taken back"),
    )


class DecideForm(VersionedForm):
    """Number, date and signer of a recognition decision."""

    number = TextField(_l("Number of the decision"), [Optional()])
    decided_on = DateField(_l("Date of the decision"), [DataRequired(_l("Fill this in."))])
    signatory_id = SelectField(_l("Signed by"), choices=[])

    def to_request(self, class_id: int, decision_id: int) -> DecideRequest:
        """Return what was typed as the request of the command."""
        return DecideRequest(
            class_id=class_id,
            decision_id=decision_id,
            version=self.known_version(),
            number=self.number.data or "",
            decided_on=self.decided_on.data,
            signatory_id=read_whole(self.signatory_id.data),
        )


def _measures() -> list[tuple[str, str]]:
    return [(item.value, str(DISCIPLINE_NAMES[item])) for item in Discipline]


def _line(marks: TypedMarks, enrolment_id: int, *, is_elementary: bool) -> LearnerMarks:
    def column(kind: str) -> tuple[Decimal | None, ...]:
        return tuple(
            _mark(marks, f"{kind}{place}-{enrolment_id}") for place in range(1, MOST_TESTS + 1)
        )

    sittings: tuple[Sitting | None, ...] = column("e")
    if not is_elementary:
        names = [f"e{place}-{enrolment_id}" for place in range(1, MOST_TESTS + 1)]
        sittings = tuple(_SHORT.get(marks.cells.get(name, "")) for name in names)
    return LearnerMarks(
        enrolment_id,
        regular=column("r") if is_elementary else (),
        periodic=column("p") if is_elementary else (),
        sittings=sittings,
        override_reason=marks.cells.get(f"o-{enrolment_id}", ""),
    )


def _mark(marks: TypedMarks, name: str) -> Decimal | None:
    text = marks.cells.get(name, "")
    if not text or text in ("yes", "no"):
        return None
    try:
        return results.parse_mark(text, name)
    except RuleViolation as violation:
        marks.errors[name] = messages.sentence_of(violation)
        return None
