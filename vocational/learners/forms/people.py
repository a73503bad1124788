"""The form about a learner; a field for each declared category is added below the class."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField, TextAreaField
from wtforms.validators import Optional

from vocational.learners.forms.papers import KeptPaper, PaperForm, checked, set_value
from vocational.learners.forms.persons import PersonForm
from vocational.learners.models import Learner
from vocational.learners.rules import categories
from vocational.learners.services import claims
from vocational.learners.services.claims import Claim
from vocational.learners.services.persons import LearnerEntry
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_note
from vocational.web import messages
from vocational.web.language import localised


class LearnerForm(PersonForm):
    """Who a person is; a field for each declared category is added below the class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for category in categories.declared_categories():
            self[category.code].form.offer(category)
            self[category.code].label.text = localised(category.name, category.name_en)

    @property
    def papers(self) -> list[PaperForm]:
        """Return the categories in the order of the counter."""
        return [self[category.code].form for category in categories.declared_categories()]

    def show(self, violation: RuleViolation) -> None:
        """Put a refusal beside its field, also one of a paper (`<category>-<field>`)."""
        category, _, name = (violation.field or "").partition("-")
        if name and category in self:
            field = self[category].form[name]
            field.errors = [*field.errors, messages.sentence_of(violation)]
            return
        super().show(violation)

    def fill(self, learner: Learner) -> None:
        """Show a learner on file, categories included; the citizen number stays masked."""
        self.fill_person(learner)
        if "note" in self:
            set_value(self["note"], learner.note)
        self.fill_claims(claims.current_claims(learner))

    def fill_claims(self, rows: Iterable[KeptPaper]) -> None:
        """Show the categories on file; the others stay as they are."""
        for row in rows:
            self[row.category_code].form.fill(row)

    @property
    def claimed(self) -> tuple[Claim, ...]:
        """Return the categories that are ticked, with their papers."""
        return tuple(paper.claim for paper in self.papers if paper.ticked.data)

    def to_entry(self, on: date) -> LearnerEntry:
        """Return what was typed as the request of the command; the form has been validated."""
        shown = (paper.known_id for paper in self.papers)
        return replace(
            super().to_entry(on),
            shown_claims=frozenset(known_id for known_id in shown if known_id is not None),
        )


class RecordForm(LearnerForm):
    """The whole record: also what the counter does not ask."""

    note = TextAreaField(_l("Note"), [Optional()])

    def validate_note(self, field: TextAreaField) -> None:
        """Check the length."""
        checked(clean_note, field.data or "", 2000, field.name)


for _category in categories.declared_categories():
    setattr(LearnerForm, _category.code, FormField(PaperForm))
