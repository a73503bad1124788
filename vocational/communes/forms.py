"""The forms of officers of communes and associations: one person, one file."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, ValidationError

from vocational.accounts.models import LocalBody
from vocational.applications.forms.cards import CardForm
from vocational.applications.models import Application
from vocational.applications.rules.consent import Purpose
from vocational.classes.models import TrainingClass
from vocational.communes.messages import NO_FILE
from vocational.communes.services import sheets
from vocational.communes.services.files import Upload
from vocational.communes.services.submissions import Proposal
from vocational.learners.forms.papers import checked, set_value
from vocational.shared.clock import today
from vocational.shared.form_tokens import read_token
from vocational.shared.free_text import required_line
from vocational.web import messages
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm
from vocational.web.numbers import read_whole


class SignedForm(BaseForm):
    """For which class, and that who applies has signed the notice on paper."""

    class_id = SelectField(_l("Class"), choices=[], validate_choice=False)
    consent = BooleanField(_l("The applicant has signed the notice on personal data on paper"))
    signed_on = DateField(_l("Signed on"))
    brought_by = TextField(_l("Who brings the signed paper"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered_ids: frozenset[str] = frozenset()

    def offer(self, classes: list[TrainingClass]) -> None:
        """Offer the classes that take applications."""
        self.offered_ids = frozenset(str(row.id) for row in classes)
        self.class_id.choices = [("", "")] + [
            (str(row.id), f"{row.code} {row.course_version.name}") for row in classes
        ]

    def begin(self, officer: str, class_id: str) -> None:
        """Begin with today and the class that was chosen last."""
        set_value(self.class_id, class_id)
        set_value(self.signed_on, today())
        set_value(self.brought_by, officer)

    @property
    def chosen_class_id(self) -> int | None:
        """Return the class that is chosen, None when none is."""
        return read_whole(self.class_id.data)

    def validate_class_id(self, field: SelectField) -> None:
        """Ask for one of the list."""
        if not field.data or field.data not in self.offered_ids:
            raise ValidationError(messages.sentence("enrolment.class_missing"))

    def validate_consent(self, field: BooleanField) -> None:
        """Ask for it; nothing is ticked beforehand."""
        if not field.data:
            raise ValidationError(messages.sentence("applications.consent_unticked"))

    def validate_signed_on(self, field: DateField) -> None:
        """Ask for it; what was typed has been read before."""
        if field.data is None and not field.process_errors:
            raise ValidationError(messages.sentence("required"))

    def validate_brought_by(self, field: TextField) -> None:
        """Ask for it."""
        checked(required_line, field.data or "", 100, field.name)


class ProposalForm(SignedForm, CardForm):
    """One person whom a commune or an association brings; the class stays chosen for the next.

    Whether the originals were seen is for the centre to say: the form does not ask.
    """

    citizen_number = TextField(_l("Scan the citizen card, or type the 12 digits"))
    cannot_read = BooleanField(_l("Cannot read or write: the application is signed by thumb print"))
    tell_earlier_support = BooleanField(
        _l("The applicant also agreed that other centres may be told of earlier support")
    )
    confirm_overlap = BooleanField(_l("Both classes can be attended"))
    form_token = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = today()

    def begin_at(self, body: LocalBody) -> None:
        """Begin with the body's own commune, where most of its people live."""
        if body.commune is not None:
            set_value(self.commune, f"{body.commune.name}, {body.commune.province.name}")
            set_value(self.commune_code, body.commune.code)

    def fill_application(self, row: Application) -> None:
        """Show what was entered; the citizen number stays masked."""
        self.fill_person(row)
        self.fill_claims(row.categories)
        set_value(self.class_id, str(row.class_id))
        set_value(self.cannot_read, row.cannot_read)
        set_value(self.consent, Purpose.TRAINING in row.consent_purposes)
        set_value(self.tell_earlier_support, Purpose.EARLIER_SUPPORT in row.consent_purposes)
        set_value(self.signed_on, row.consent_signed_on)
        set_value(self.brought_by, row.consent_brought_by)

    def to_proposal(self, on: date) -> Proposal:
        """Return what was typed as the request of the command; the form has been validated."""
        given = {
            Purpose.TRAINING: self.consent.data,
            Purpose.EARLIER_SUPPORT: self.tell_earlier_support.data,
        }
        return Proposal(
            class_id=self.chosen_class_id or 0,
            entry=self.to_entry(on),
            form_token=read_token(self.form_token.data),
            purposes=frozenset(purpose for purpose, is_given in given.items() if is_given),
            signed_on=self.signed_on.data,
            brought_by=self.brought_by.data or "",
            cannot_read=self.cannot_read.data,
            overlap_confirmed=self.confirm_overlap.data,
        )


class UploadForm(SignedForm):
    """A spreadsheet of people for one class, and who vouches that all have signed."""

    file = FileField(_l("Spreadsheet (XLSX or CSV)"))
    consent = BooleanField(_l("Everybody in the list has signed the notice on personal data"))
    signed_on = DateField(_l("The last of them signed on"))
    brought_by = TextField(_l("Who brings the signed papers"))

    def validate_file(self, field: FileField) -> None:
        """Ask for it."""
        if not field.data or not field.data.filename:
            raise ValidationError(messages.sentence(NO_FILE))

    def to_upload(self) -> Upload:
        """Read the file; the form has been validated.

        Raises `RuleViolation`: those of `sheets.read_sheet`.
        """
        content = self.file.data.read(sheets.MOST_MEGABYTES * 1024 * 1024 + 1)
        return Upload(
            class_id=self.chosen_class_id or 0,
            name=self.file.data.filename,
            rows=sheets.read_sheet(content),
            signed_on=self.signed_on.data,
            brought_by=self.brought_by.data or "",
        )
