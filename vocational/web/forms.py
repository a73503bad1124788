"""The base of every form."""

from collections.abc import Callable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField
from wtforms.validators import ValidationError

from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.numbers import read_whole


class BaseForm(FlaskForm):
    """A form that shows refusals beside their field and keeps what was typed."""

    #: Where a refusal's field has another name in the form: {refusal's field: form field}.
    field_names: dict[str, str] = {}

    def show(self, violation: RuleViolation) -> None:
        """Put the sentence of a refusal beside its field, or above the form."""
        text = messages.sentence_of(violation)
        name = self.field_names.get(violation.field or "", violation.field or "")
        field = self._fields.get(name)
        if field is None:
            self.form_errors.append(text)
        else:
            field.errors = [*field.errors, text]

    @property
    def status(self) -> int:
        """The status of the page: 200 when the form is first shown, 422 when it comes back."""
        return 422 if self.is_submitted() else 200

    @property
    def error_list(self) -> list[tuple[str, str]]:
        """Every error as (id of the field or empty, message), in the order of the form."""
        form_errors = [("", str(message)) for message in self.form_errors]
        return form_errors + list(_errors_of(self))


def rule_validator(rule: Callable[[str], object]) -> Callable[[FlaskForm, Field], None]:
    """Give a validator that asks a rule of what was typed, so that all errors show together.

    The rule raises `RuleViolation`, whose sentence then stands beside the field.
    """

    def validator(_form: FlaskForm, field: Field) -> None:
        try:
            rule(field.data or "")
        except RuleViolation as violation:
            raise ValidationError(messages.sentence_of(violation)) from violation

    return validator


class VersionedForm(BaseForm):
    """A form about a saved row; it carries along which version of the row was shown."""

    version = HiddenField(default="0")

    def known_version(self) -> int:
        """Return the version that the form was opened with; 0 when it is unreadable."""
        return read_whole(self.version.data) or 0


def _errors_of(form: Any) -> Iterator[tuple[str, str]]:
    for field in form:
        yield from _errors_of_field(field)


def _errors_of_field(field: Field) -> Iterator[tuple[str, str]]:
    entries = getattr(field, "entries", None)
    if entries is not None:
        for entry in entries:
            yield from _errors_of_field(entry)
        if field.errors and all(isinstance(message, str) for message in field.errors):
            yield from ((field.id, str(message)) for message in field.errors)
    elif hasattr(field, "form"):
        yield from _errors_of(field.form)
    else:
        yield from ((field.id, str(message)) for message in field.errors)
