"""The forms of the steps of a class."""

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired, Optional

from vocational.class_opening.services.steps import OpeningRequest
from vocational.institutions.models import Signatory
from vocational.shared.errors import RuleViolation
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm
from vocational.web.numbers import read_whole

REQUIRED = _l("Fill this in.")


class StepForm(BaseForm):
    """What every step asks when something is missing that does not refuse it."""

    confirmed = BooleanField(_l("Go on all the same: what is missing above is known."))


class OpeningForm(StepForm):
    """The opening decision."""

    number = TextField(
        _l("Number of the decision"),
        [Optional()],
        description=_l("Proposed is the next one of the year. Empty takes it too."),
    )
    decided_on = DateField(_l("Day of the decision"), [InputRequired(REQUIRED)])
    signatory_id = SelectField(_l("Signed by"), choices=[], validate_choice=False)

    def offer_signatories(self, signatories: Iterable[Signatory]) -> None:
        """Say who may sign on the day."""
        self.signatory_id.choices = [
            (str(item.id), f"{item.full_name}, {item.title if item.is_head else item.own_title}")
            for item in signatories
        ]

    def to_request(self) -> OpeningRequest:
        """Return what was entered."""
        return OpeningRequest(
            number=self.number.data or "",
            decided_on=_day(self.decided_on.data),
            confirmed=bool(self.confirmed.data),
            signatory_id=read_whole(self.signatory_id.data),
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
