"""The forms of the steps of a class."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import DataRequired, InputRequired

from vocational.portal.services import OpeningRequest
from vocational.shared.errors import RuleViolation
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm

REQUIRED = _l("Fill this in.")


class StepForm(BaseForm):
    """What every step asks when something is missing that does not refuse it."""

    confirmed = BooleanField(_l("Go on all the same: what is missing above is known."))


class OpeningForm(StepForm):
    """The opening decision."""

    number = TextField(
        _l("Number of the decision"),
        [DataRequired(REQUIRED)],
        description=_l("As on the signed decision, such as 31/QĐ-TTGDNN"),
    )
    decided_on = DateField(_l("Day of the decision"), [InputRequired(REQUIRED)])

    def to_request(self) -> OpeningRequest:
        """Return what was entered."""
        return OpeningRequest(
            number=self.number.data or "",
            decided_on=_day(self.decided_on.data),
            confirmed=bool(self.confirmed.data),
        )


class FinishForm(StepForm):
    """The day on which teaching ended."""

    finished_on = DateField(_l("Last day of teaching"), [InputRequired(REQUIRED)])

    def day(self) -> date:
        """Return the day."""
        return _day(self.finished_on.data)


def _day(value: date | None) -> date:
    if value is None:
        raise RuleViolation("required")
    return value
