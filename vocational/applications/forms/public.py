"""The forms of applicants: apply for a class, look it up, answer, withdraw."""

from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, SelectMultipleField, StringField, ValidationError

from vocational.applications.rules.consent import Purpose
from vocational.applications.rules.receipts import read_receipt
from vocational.applications.services.submissions import ApplicationRequest
from vocational.learners.forms.papers import checked
from vocational.learners.forms.persons import PersonForm
from vocational.learners.rules import categories as rules
from vocational.learners.rules.categories import CategoryDefinition
from vocational.learners.services.claims import Claim
from vocational.reference.services.choosing import chosen_commune
from vocational.shared.clock import today
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation
from vocational.shared.form_tokens import read_token
from vocational.web import messages
from vocational.web.fields import BirthDateField, TextField
from vocational.web.forms import BaseForm


class PublicForm(PersonForm):
    """An application as its applicant writes it; `website` is a trap for robots."""

    categories = SelectMultipleField(_l("Priority categories"), choices=[], validate_choice=False)
    cannot_read = BooleanField(_l("I cannot read or write; somebody fills this in for me"))
    consent = BooleanField(
        _l("I have read this and agree that the centre uses my data for this application")
    )
    tell_earlier_support = BooleanField(
        _l("I agree that other centres may be told when and where I was supported before")
    )
    website = StringField(_l("Leave this empty"))
    form_token = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keeps_number = False
        self.on = today()
        self.offered = rules.declared_categories()
        self.province_name = ""

    @property
    def common(self) -> list[CategoryDefinition]:
        """Return the categories that stand in the open."""
        return [item for item in self.offered if item.is_common]

    @property
    def further(self) -> list[CategoryDefinition]:
        """Return the categories that are folded away."""
        return [item for item in self.offered if not item.is_common]

    @property
    def has_further(self) -> bool:
        """Tell whether one of the folded categories is ticked."""
        ticked = self.ticked
        return any(item.code in ticked for item in self.further)

    @property
    def ticked(self) -> frozenset[str]:
        """Return the codes of the categories that are ticked."""
        return frozenset(self.categories.data or ())

    @property
    def claimed(self) -> tuple[Claim, ...]:
        """Return the categories with the kind of paper that the applicant has, if any."""
        ticked = self.ticked
        return tuple(
            Claim(category_code=item.code, paper_kind=self.paper_of(item))
            for item in self.offered
            if item.code in ticked
        )

    def paper_of(self, category: CategoryDefinition) -> str:
        """Return the kind of paper chosen for a category; empty for none yet."""
        given = request.form.get(f"paper-{category.code}", "")
        return given if given in {paper.kind for paper in category.papers} else ""

    def validate_commune(self, field: TextField) -> None:
        """Find the commune; of several of one name that in the province of the class is meant."""
        if not field.data:
            raise ValidationError(messages.sentence("required"))
        code = self.commune_code.data or ""
        try:
            result = chosen_commune(field.data, code)
        except RuleViolation as violation:
            if violation.code != "commune.several":
                raise ValidationError(messages.sentence_of(violation)) from violation
            result = checked(chosen_commune, f"{field.data}, {self.province_name}")
        field.data, self.commune_code.data = result.label, result.code

    def validate_consent(self, field: BooleanField) -> None:
        """Ask for it; nothing is ticked beforehand."""
        if not field.data:
            raise ValidationError(messages.sentence("applications.consent_unticked"))

    def validate_website(self, field: StringField) -> None:
        """People do not see this field; robots fill it in."""
        if field.data:
            raise ValidationError(messages.sentence("applications.robot"))

    def to_request(self, class_id: int) -> ApplicationRequest:
        """Return what was typed as the request of the command; the form has been validated."""
        given = {
            Purpose.TRAINING: self.consent.data,
            Purpose.EARLIER_SUPPORT: self.tell_earlier_support.data,
        }
        return ApplicationRequest(
            class_id=class_id,
            entry=self.to_entry(today()),
            form_token=read_token(self.form_token.data),
            purposes=frozenset(purpose for purpose, is_given in given.items() if is_given),
            cannot_read=self.cannot_read.data,
        )


class LookUpForm(BaseForm):
    """A receipt code and the date of birth that belongs to it."""

    receipt = TextField(_l("Receipt code"))
    birth_date = BirthDateField(_l("Date of birth"))

    def validate_receipt(self, field: TextField) -> None:
        """Ask for it; one that cannot be a code is refused like one that nobody has."""
        if not field.data:
            raise ValidationError(messages.sentence("required"))

    def validate_birth_date(self, field: BirthDateField) -> None:
        """Ask for it; what was typed has been read before."""
        if field.data is None and not field.process_errors:
            raise ValidationError(messages.sentence("required"))

    @property
    def code(self) -> str | None:
        """Return the code as it is kept, None for what cannot be one."""
        return read_receipt(self.receipt.data or "")

    @property
    def born(self) -> BirthDate:
        """Return the date of birth; the form has been validated."""
        born: BirthDate = self.birth_date.data
        return born


class ConfirmForm(BaseForm):
    """The confirmation of what an applicant cannot undo."""
