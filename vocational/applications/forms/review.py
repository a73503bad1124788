"""The registrar's forms on one application: correct it, decide on it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Optional

from vocational.applications.models import Application
from vocational.applications.services.acceptance import Acceptance
from vocational.learners.forms.people import LearnerForm
from vocational.shared.clock import today
from vocational.web.fields import DateField
from vocational.web.forms import VersionedForm
from vocational.web.numbers import read_whole

NEW_PERSON = "new"


class CorrectionForm(LearnerForm):
    """Who applied and with which papers."""

    def fill_application(self, row: Application) -> None:
        """Show what was handed in; the citizen number stays masked."""
        self.fill_person(row)
        self.fill_claims(row.categories)


class DecisionForm(VersionedForm):
    """What the registrar decides; which button was pressed is `action`."""

    complete_on = DateField(_l("Complete since"), [Optional()])
    missing = TextAreaField(_l("What is missing"))
    reason = TextAreaField(_l("Reason of the refusal"))
    learner = HiddenField(_l("Who it is"))
    confirm_overlap = BooleanField(_l("Both classes can be attended"))

    def to_acceptance(self, application_id: int) -> Acceptance:
        """Return what was chosen as the request of the command."""
        return Acceptance(
            application_id=application_id,
            version=self.known_version(),
            on=today(),
            learner_id=read_whole(self.learner.data),
            is_new_person=self.learner.data == NEW_PERSON,
            overlap_confirmed=self.confirm_overlap.data,
        )
