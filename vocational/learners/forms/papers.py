"""A priority category with its paper, as forms have it."""

from collections.abc import Callable
from datetime import date
from typing import Any, ParamSpec, Protocol, TypeVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Field, Form, HiddenField, SelectField, ValidationError

from vocational.learners.rules.categories import CategoryDefinition
from vocational.learners.services.claims import Claim
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.web import messages
from vocational.web.fields import DateField, ParsedField, TextField
from vocational.web.language import localised
from vocational.web.numbers import read_whole

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")


def set_value(field: Field, value: object) -> None:
    """Show a value in a field as if it had been typed."""
    field.data = value
    if isinstance(field, ParsedField):
        field.raw_data = None
        field.process_errors = []


def checked(
    act: Callable[Parameters, Answer], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Answer:
    """Run a rule as the check of a field.

    Raises `ValidationError` with the sentence of the refusal.
    """
    try:
        return act(*args, **kwargs)
    except RuleViolation as violation:
        raise ValidationError(messages.sentence_of(violation)) from violation


class KeptPaper(Protocol):
    """A saved category with its paper."""

    id: int
    category_code: str
    paper_kind: str
    paper_number: str
    issuer: str
    valid_from: date | None
    valid_to: date | None
    original_seen: bool
    copy_kept: bool


class PaperForm(Form):
    """A category and its paper; what an unticked one holds is ignored."""

    category: CategoryDefinition
    ticked = BooleanField()
    row_id = HiddenField()
    paper_kind = SelectField(_l("Paper"), choices=[], validate_choice=False)
    paper_number = TextField(_l("Paper number"))
    issuer = TextField(_l("Issued by"))
    valid_from = DateField(_l("From"))
    valid_to = DateField(_l("To"))
    original_seen = BooleanField(_l("Original seen"))
    copy_kept = BooleanField(_l("Copy kept on paper"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields of a ticked category alone."""
        return super().validate(extra_validators) if self.ticked.data else True

    def validate_paper_number(self, field: TextField) -> None:
        """Check the length."""
        checked(clean_line, field.data or "", 60, field.name)

    def validate_issuer(self, field: TextField) -> None:
        """Check the length."""
        checked(clean_line, field.data or "", 120, field.name)

    def offer(self, category: CategoryDefinition) -> None:
        """Say which category it is and which papers prove it."""
        self.category = category
        self.ticked.label.text = localised(category.name, category.name_en)
        self.paper_kind.choices = [
            (paper.kind, localised(paper.name, paper.name_en)) for paper in category.papers
        ]

    def fill(self, row: KeptPaper) -> None:
        """Show a category on file."""
        for field, value in (
            (self.ticked, True),
            (self.row_id, str(row.id)),
            (self.paper_kind, row.paper_kind),
            (self.paper_number, row.paper_number),
            (self.issuer, row.issuer),
            (self.valid_from, row.valid_from),
            (self.valid_to, row.valid_to),
            (self.original_seen, row.original_seen),
            (self.copy_kept, row.copy_kept),
        ):
            set_value(field, value)

    @property
    def known_id(self) -> int | None:
        """Return the id of the category on file that is shown, None when it is new."""
        return read_whole(self.row_id.data)

    @property
    def claim(self) -> Claim:
        """Return it as the request of the command; a single kind of paper needs no choice."""
        return Claim(
            category_code=self.category.code,
            paper_kind=self.paper_kind.data or self.category.papers[0].kind,
            paper_number=self.paper_number.data or "",
            issuer=self.issuer.data or "",
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            original_seen=self.original_seen.data,
            copy_kept=self.copy_kept.data,
            row_id=self.known_id,
        )
