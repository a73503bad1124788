"""The form of the counter: a person, a class, consent."""

from datetime import date

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, ValidationError

from vocational.applications.forms.cards import CardForm
from vocational.applications.messages import CONSENT_MISSING
from vocational.applications.services.counter import CounterRegistration
from vocational.learners.forms.papers import set_value
from vocational.learners.models import Learner
from vocational.shared.form_tokens import read_token
from vocational.web import messages
from vocational.web.fields import TextField
from vocational.web.numbers import read_whole, read_wholes

MOST_REJECTED = 50


class CounterForm(CardForm):
    """One person at the counter."""

    citizen_number = TextField(_l("Scan the citizen card, or type the 12 digits"))
    class_id = StringField(_l("Class"))
    consent = BooleanField(
        _l("The learner heard and signed the consent to the use of personal data")
    )
    cannot_read = BooleanField(_l("Cannot read or write: the application is signed by thumb print"))
    confirm_overlap = BooleanField(_l("Both classes can be attended"))
    learner_id = HiddenField()
    rejected = HiddenField()
    form_token = HiddenField()

    def validate_class_id(self, field: StringField) -> None:
        """Ask for a class."""
        if self.chosen_class_id is None:
            raise ValidationError(messages.sentence("enrolment.class_missing"))

    def validate_consent(self, field: BooleanField) -> None:
        """Ask for it."""
        if not field.data:
            raise ValidationError(messages.sentence(CONSENT_MISSING))

    @property
    def chosen_class_id(self) -> int | None:
        """Return the class that is marked, None when none is."""
        return read_whole(self.class_id.data)

    @property
    def known_id(self) -> int | None:
        """Return the record on file to go on with, None for a new person."""
        return read_whole(self.learner_id.data)

    @property
    def rejected_ids(self) -> frozenset[int]:
        """Return the learners on file who are somebody else."""
        return frozenset(read_wholes((self.rejected.data or "").split(",")[:MOST_REJECTED]))

    def go_on_with(self, learner: Learner) -> None:
        """Show a record on file; what was typed stays where something was."""
        typed = {name: self[name].data for name in _TYPED if self[name].data}
        self.fill(learner)
        for name, value in typed.items():
            set_value(self[name], value)
        set_value(self.learner_id, str(learner.id))

    def reject(self, ids: frozenset[int]) -> None:
        """Keep that these learners on file are somebody else."""
        set_value(self.rejected, ",".join(map(str, sorted(self.rejected_ids | ids))))
        set_value(self.learner_id, "")
        set_value(self.version, "0")

    def to_registration(self, on: date) -> CounterRegistration:
        """Return what was typed as the request of the command; the form has been validated."""
        return CounterRegistration(
            class_id=self.chosen_class_id or 0,
            entry=self.to_entry(on),
            form_token=read_token(self.form_token.data),
            has_consent=self.consent.data,
            learner_id=self.known_id,
            version=self.known_version(),
            rejected=self.rejected_ids,
            overlap_confirmed=self.confirm_overlap.data,
            cannot_read=self.cannot_read.data,
        )


_TYPED = (
    "citizen_number", "full_name", "birth_date", "sex", "commune", "commune_code", "hamlet",
    "phone",
)  # fmt: skip
