"""Forms about places in classes."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError
from wtforms.validators import Optional

from vocational.enrolment.messages import REASON_NAMES
from vocational.enrolment.rules import WithdrawalReason
from vocational.enrolment.services import WithdrawalRequest
from vocational.web import messages
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm


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
