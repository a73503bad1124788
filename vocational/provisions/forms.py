"""Forms of the institution's own figures."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from vocational.provisions.rules import NewFigure
from vocational.web.fields import DateField, DecimalField, TextField
from vocational.web.forms import BaseForm

NEEDED = InputRequired(_l("Fill this in."))


class OwnValueField(DecimalField):
    """A number in Vietnamese writing: dots between thousands, a decimal comma."""

    def parse(self, text: str) -> Decimal:
        """Read the number."""
        return super().parse(text.replace(".", "").replace(" ", ""))


class FigureForm(BaseForm):
    """One figure: how much, from when, by which paper."""

    key = HiddenField()
    value = OwnValueField(_l("The institution's figure"), [NEEDED])
    effective_from = DateField(_l("From"), [NEEDED])
    effective_to = DateField(_l("Last day"), [Optional()])
    source = TextField(_l("The paper that sets it"), [NEEDED, Length(max=200)])
    note = TextField(_l("Note"), [Optional(), Length(max=300)])

    def to_figure(self) -> NewFigure:
        """Return what was entered; the form has been validated."""
        return NewFigure(
            key=self.key.data or "",
            value=self.value.data,
            effective_from=self.effective_from.data,
            effective_to=self.effective_to.data,
            source=self.source.data or "",
            note=self.note.data or "",
        )


class WithdrawForm(BaseForm):
    """Why a figure is withdrawn."""

    reason = TextAreaField(_l("Reason"), [NEEDED, Length(max=300)])
