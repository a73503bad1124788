"""A copy of a paper is sent in, or deleted."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, ValidationError

from vocational.documents import copy_contents
from vocational.learners.forms.papers import checked
from vocational.web import messages
from vocational.web.fields import TextField
from vocational.web.forms import BaseForm


class CopyForm(BaseForm):
    """A file, and the word that it shows no citizen card: not every card can be recognised."""

    file = FileField(_l("File"))
    no_card = BooleanField(_l("This is no picture of a citizen card"))

    def validate_file(self, field: FileField) -> None:
        """Ask for it, and check how large it is before it is read."""
        if not isinstance(field.data, FileStorage):
            raise ValidationError(messages.sentence("copy.empty"))
        checked(copy_contents.check_size, field.data.seek(0, 2))
        field.data.seek(0)

    def validate_no_card(self, field: BooleanField) -> None:
        """Ask for it."""
        if not field.data:
            raise ValidationError(messages.sentence("copy.no_card"))

    def content(self) -> bytes:
        """Return the bytes of the file; the form has been validated."""
        read: bytes = self.file.data.read()
        return read


class DeletionForm(BaseForm):
    """Why a copy is deleted."""

    reason = TextField(_l("Reason"))
