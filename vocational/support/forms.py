"""Forms of support: facts of a learner in a class, why support is given again."""

from datetime import date
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.casework import Facts
from vocational.web.fields import DateField, DecimalField, TextField, WholeNumberField
from vocational.web.formats import show_date, show_number
from vocational.web.forms import BaseForm, VersionedForm


class FactsForm(VersionedForm):
    """What rules read of a learner in a class beside categories."""

    distance_km = DecimalField(_l("Distance from home to the place of training, km"), [Optional()])
    extremely_difficult_area = BooleanField(_l("Lives in an extremely difficult commune, village"))
    difficult_area = BooleanField(_l("Lives in a difficult area"))
    does_farm_work = BooleanField(_l("Lives in a ward and does farm work"))
    blind = BooleanField(_l("Blind"))
    policy_vessel_400cv = BooleanField(_l("Learns to work on a policy vessel of 400 CV or more"))
    card_issued_on = DateField(_l("Training card issued on"), [Optional()])
    months_worked = WholeNumberField(_l("Months worked in the firm"), [Optional()])
    job_lost_paper = TextField(
        _l("Commune's certificate that the job was lost"), [Optional(), Length(max=160)]
    )

    def fill(self, facts: Facts, version: int) -> None:
        """Show what is on file."""
        self.distance_km.data = facts.distance_km
        for attribute in Attribute:
            self[attribute.value].data = attribute in facts.attributes
        self.does_farm_work.data = facts.does_farm_work
        self.card_issued_on.data = facts.card_issued_on
        self.months_worked.data = facts.months_worked or None
        self.job_lost_paper.data = facts.job_lost_paper
        self.version.data = str(version)

    def told(self) -> list[tuple[str, str]]:
        """Return what is on file in words, for who reads it alone."""
        given = [item for item in self if item.data and item.widget.input_type != "hidden"]
        return [(str(item.label.text), _shown(item.data)) for item in given]

    def to_facts(self) -> Facts:
        """Return what was entered; the form has been validated."""
        return Facts(
            distance_km=self.distance_km.data,
            attributes=frozenset(item for item in Attribute if self[item.value].data),
            does_farm_work=self.does_farm_work.data,
            card_issued_on=self.card_issued_on.data,
            months_worked=self.months_worked.data or 0,
            job_lost_paper=self.job_lost_paper.data or "",
        )


class OverrideForm(BaseForm):
    """Why support is given again."""

    reason = TextAreaField(_l("Reason"), [InputRequired(_l("Fill this in.")), Length(max=500)])


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(_("yes"))
    if isinstance(value, date):
        return show_date(value)
    return str(show_number(value) if isinstance(value, int | Decimal) else value)
