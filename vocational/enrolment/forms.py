"""Forms about places in classes."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, ValidationError
from wtforms.validators import Optional

from vocational.enrolment.messages import REASON_NAMES
from vocational.enrolment.rules.seats import WithdrawalReason
from vocational.enrolment.services.enrolments import TransferRequest, WithdrawalRequest
from vocational.web import messages
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm
from vocational.web.numbers import read_whole


class WithdrawalForm(BaseForm):
    """When and why a learner leaves a class."""

    withdrawn_on = DateField(_l("Day of leaving"))
    reason = SelectField(
        _l("Reason"),
        choices=lambda: [(reason.value, name) for reason, name in REASON_NAMES.items()],
        validate_choice=False,
    )
    note = TextField(
        _l("Note"), [Optional()], description=_l("Needed when the reason is another one")
    )

    def validate_withdrawn_on(self, field: DateField) -> None:
        """Ask for the day."""
        if field.data is None and not field.process_errors:
            raise ValidationError(messages.sentence("required"))

    def validate_reason(self, field: SelectField) -> None:
        """Ask for one of the list."""
        if field.data not in set(WithdrawalReason):
            raise ValidationError(messages.sentence("required"))

    def to_request(self, enrolment_id: int) -> WithdrawalRequest:
        """Return what was typed as the request of the command."""
        return WithdrawalRequest(
            enrolment_id=enrolment_id,
            withdrawn_on=self.withdrawn_on.data,
            reason=WithdrawalReason(self.reason.data),
            note=self.note.data or "",
        )


class TransferForm(BaseForm):
    """Into which class a learner goes from this one."""

    class_id = StringField(_l("Class"))
    confirm_overlap = BooleanField(_l("Both classes can be attended"))

    def validate_class_id(self, field: StringField) -> None:
        """Ask for a class."""
        if self.chosen_class_id is None:
            raise ValidationError(messages.sentence("enrolment.class_missing"))

    @property
    def chosen_class_id(self) -> int | None:
        """Return the class that is marked, None when none is."""
        return read_whole(self.class_id.data)

    def to_request(self, enrolment_id: int, on: date) -> TransferRequest:
        """Return what was chosen as the request of the command."""
        return TransferRequest(
            enrolment_id=enrolment_id,
            class_id=self.chosen_class_id or 0,
            on=on,
            overlap_confirmed=self.confirm_overlap.data,
        )
