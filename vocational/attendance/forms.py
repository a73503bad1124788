"""What is written on the sheet of a session and in the grid of a month."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import request
from flask_babel import lazy_gettext as _l

from vocational.attendance.rules.marking import MarkLine, read_code
from vocational.attendance.rules.standing import AttendanceState
from vocational.attendance.services import SheetRequest
from vocational.shared.errors import RuleViolation
from vocational.web.fields import TextField
from vocational.web.forms import BaseForm, VersionedForm
from vocational.web.numbers import read_whole, read_wholes

_LINE = re.compile(r"s(\d{1,9})")
_VERSION = re.compile(r"v(\d{1,9})")
_CELL = re.compile(r"c(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True)
class TypedLine:
    """One learner's line as typed, kept until it is right."""

    enrolment_id: int
    state: AttendanceState
    minutes: str
    note: str

    def read(self) -> MarkLine:
        """Read the line; minutes count beside late alone.

        Raises `RuleViolation` `attendance.minutes_unreadable`.
        """
        minutes = 0
        if self.state is AttendanceState.LATE and self.minutes:
            if not (self.minutes.isascii() and self.minutes.isdigit() and len(self.minutes) < 5):
                raise RuleViolation("attendance.minutes_unreadable", "missed_minutes")
            minutes = int(self.minutes)
        return MarkLine(self.enrolment_id, self.state, minutes, self.note)


class LinesForm(BaseForm):
    """A form with lines beside its fields; `line_errors` are (id of the control, message)."""

    line_errors: Sequence[tuple[str, str]] = ()

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Every error, those of the lines last."""
        return [*super().error_list, *self.line_errors]


class SheetForm(LinesForm, VersionedForm):
    """The sheet of one session; its lines stand beside the fields, one a learner."""

    reason = TextField(_l("Why is attendance corrected after the day?"))

    def typed_lines(self) -> dict[int, TypedLine]:
        """Return the lines as typed, by enrolment; an unknown state is left out."""
        result = {}
        for key, value in request.form.items():
            match = _LINE.fullmatch(key)
            if match and value in set(AttendanceState):
                result[int(match[1])] = TypedLine(
                    enrolment_id=int(match[1]),
                    state=AttendanceState(value),
                    minutes=request.form.get(f"m{match[1]}", "").strip()[:20],
                    note=request.form.get(f"n{match[1]}", "").strip()[:1000],
                )
        return result

    def to_request(self, session_id: int) -> SheetRequest:
        """Return what was typed as the request of the command.

        Raises `RuleViolation` `attendance.minutes_unreadable`.
        """
        lines = tuple(line.read() for line in self.typed_lines().values())
        return SheetRequest(session_id, self.known_version(), lines)


class GridForm(LinesForm):
    """The grid of a month or module: a code for each learner and session."""

    reason = TextField(_l("Why is attendance corrected after the day?"))

    def codes(self) -> dict[tuple[int, int], str]:
        """Return the codes as typed, by session and enrolment."""
        return {
            (int(match[1]), int(match[2])): value.strip()[:20]
            for key, value in request.form.items()
            if (match := _CELL.fullmatch(key))
        }

    def held_sessions(self) -> set[int]:
        """Return the sessions ticked as held with everybody there who has no code."""
        return set(read_wholes(request.form.getlist("held")))

    def versions(self) -> Mapping[int, int]:
        """Return the version of each session when the page was opened."""
        return {
            int(match[1]): read_whole(value) or 0
            for key, value in request.form.items()
            if (match := _VERSION.fullmatch(key))
        }


def read_cells(codes: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], MarkLine]:
    """Read the codes of a grid.

    Raises `RuleViolation` with the field `c<session>-<enrolment>` of the first unreadable one.
    """
    result = {}
    for (session_id, enrolment_id), text in codes.items():
        try:
            state, minutes = read_code(text)
        except RuleViolation as violation:
            field = f"c{session_id}-{enrolment_id}"
            raise RuleViolation(violation.code, field, **violation.params) from violation
        result[session_id, enrolment_id] = MarkLine(enrolment_id, state, minutes)
    return result
