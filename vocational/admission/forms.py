"""What is typed on the pages of admission."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from vocational.admission.models import AdmissionRun
from vocational.admission.rules.admission import Inputs, Settings
from vocational.admission.rules.ranking import Tiers
from vocational.admission.rules.seating import Reserved
from vocational.admission.services.runs import Council
from vocational.admission.services.settings import SettingsRequest
from vocational.admission.services.signing import SignRequest
from vocational.learners.rules.categories import CategoryDefinition, categories
from vocational.web.fields import DateField, TextField, WholeNumberField
from vocational.web.forms import BaseForm, VersionedForm
from vocational.web.numbers import read_whole

NO_TIER = "0"
OFFERED_TIERS = 4
TOO_LONG = _l("Too long.")

Form = TypeVar("Form", bound="TiersForm")


class SignForm(VersionedForm):
    """Number, day and signer of the decision."""

    number = TextField(_l("Number of the decision"), [Optional(), Length(max=60)])
    signed_on = DateField(_l("Signed on"), [InputRequired(_l("Write the day."))])
    signatory_id = SelectField(_l("Signed by"), choices=[], validate_choice=False)

    def to_request(self, class_id: int, run_id: int) -> SignRequest:
        """Give what the director signs with."""
        assert isinstance(self.signed_on.data, date)
        return SignRequest(
            class_id=class_id,
            run_id=run_id,
            version=self.known_version(),
            number=self.number.data or "",
            signed_on=self.signed_on.data,
            signatory_id=read_whole(self.signatory_id.data),
        )


class CouncilForm(VersionedForm):
    """Who met to admit."""

    chair = TextField(_l("Chair"), [Optional(), Length(max=100, message=TOO_LONG)])
    secretary = TextField(_l("Secretary"), [Optional(), Length(max=100, message=TOO_LONG)])
    members = TextAreaField(_l("Members, one a line"), [Optional(), Length(max=1500)])

    def show_run(self, run: AdmissionRun) -> None:
        """Fill the form from a run."""
        self.chair.data, self.secretary.data = run.chair_name, run.secretary_name
        self.members.data = "\n".join(run.member_names)
        self.version.data = str(run.version)

    def to_council(self) -> Council:
        """Give the names as typed."""
        members = (self.members.data or "").splitlines()
        return Council(self.chair.data or "", self.secretary.data or "", tuple(members))


class ReservedForm(BaseForm):
    """Seats kept for tiers."""

    tiers = SelectMultipleField(
        _l("Kept for"), [DataRequired(_l("Choose at least one."))], choices=[]
    )
    seats = WholeNumberField(_l("Seats"), [InputRequired(_l("Write how many."))])
    until = DateField(_l("Released on"), [InputRequired(_l("Write the day."))])

    def offer_tiers(self, settings: Settings) -> None:
        """Offer every tier of the order in force, the last for everyone else."""
        self.tiers.choices = tier_choices(settings)

    def to_reserved(self) -> Reserved:
        """Give what was typed."""
        assert isinstance(self.until.data, date)
        tiers = frozenset(int(tier) for tier in self.tiers.data or ())
        return Reserved(tiers, self.seats.data or 0, self.until.data)


class AnswerForm(BaseForm):
    """What an applicant said to an offer."""

    note = TextField(_l("Note"), [Optional(), Length(max=300, message=TOO_LONG)])


class TiersForm(BaseForm):
    """An order of tiers; `with_tiers` adds a choice for every category."""

    def show_tiers(self, tiers: Tiers) -> None:
        """Fill the choices from an order of tiers."""
        place = {code: tier for tier, codes in enumerate(tiers, start=1) for code in codes}
        for field in self.tier_fields():
            field.data = str(place.get(_code(field), NO_TIER))

    def chosen_tiers(self) -> list[list[str]]:
        """Give the tiers, the first first; empty ones behind the last are left out."""
        chosen: list[list[str]] = [[] for _tier in range(OFFERED_TIERS)]
        for field in self.tier_fields():
            tier = read_whole(field.data) or 0
            if 1 <= tier <= OFFERED_TIERS:
                chosen[tier - 1].append(_code(field))
        while chosen and not chosen[-1]:
            chosen.pop()
        return chosen

    def tier_fields(self) -> list[SelectField]:
        """Return the choices of the categories, in the order of the counter."""
        return [field for field in self if field.name.startswith("tier_")]


class SettingsForm(TiersForm):
    """How the institution admits from a day on."""

    field_names = {"tiers": ""}

    effective_from = DateField(_l("From"), [InputRequired(_l("Write the day."))])
    source = TextField(
        _l("Decision or plan that says so"),
        [DataRequired(_l("Name the paper: number, date and issuer.")), Length(max=200)],
    )
    answer_days = WholeNumberField(
        _l("Days to answer an offered seat"), [InputRequired(_l("Write how many."))]
    )

    def to_request(self) -> SettingsRequest:
        """Give what was typed."""
        assert isinstance(self.effective_from.data, date)
        return SettingsRequest(
            effective_from=self.effective_from.data,
            tiers=self.chosen_tiers(),
            answer_days=self.answer_days.data or 0,
            source=self.source.data or "",
        )


class SimulationForm(TiersForm):
    """What if: another day, more seats, another order, seats kept; nothing is stored.

    `shown_order` names the order that the tiers were filled from: with another one chosen they
    are filled again, with the same one they count as edited.
    """

    field_names = {"tiers": "order"}

    class Meta:
        """Read from the address, so without a token."""

        csrf = False

    on = DateField(_l("Ranked on"))
    capacity = WholeNumberField(_l("Seats of the class"))
    order = SelectField(_l("Order of tiers"), choices=[], validate_choice=False)
    shown_order = HiddenField()
    kept_tier = SelectField(_l("Kept for"), choices=[], validate_choice=False)
    kept_seats = WholeNumberField(_l("Seats kept"))
    kept_until = DateField(_l("Released on"))

    @property
    def own_tiers(self) -> list[list[str]] | None:
        """Give the tiers as edited; None where another order was chosen or none was shown."""
        if not self.shown_order.data or self.order.data != self.shown_order.data:
            return None
        return self.chosen_tiers()

    def changed(self, inputs: Inputs, settings: Settings) -> Inputs:
        """Give the inputs with what was typed put in."""
        capacity = self.capacity.data
        reserved = inputs.reserved
        tier, seats = read_whole(self.kept_tier.data), self.kept_seats.data
        if seats is not None:
            until = self.kept_until.data or date.max
            kept = Reserved(frozenset({tier}), seats, until) if tier and seats else None
            reserved = (kept,) if kept else ()
        return replace(
            inputs,
            capacity=inputs.capacity if capacity is None else capacity,
            settings=settings,
            reserved=reserved,
        )


def with_tiers(form: type[Form], *args: Any) -> Form:
    """Make a form with one choice of tier for every category."""
    tiers = [(NO_TIER, _("No priority"))]
    tiers += [(str(tier), _("Tier %(tier)s", tier=tier)) for tier in range(1, OFFERED_TIERS + 1)]
    fields = {
        f"tier_{category.code}": SelectField(
            category_name(category), choices=[], validate_choice=False
        )
        for category in categories()
    }
    made: Form = type(f"Full{form.__name__}", (form,), fields)(*args)
    for field in made.tier_fields():
        field.choices = list(tiers)
    return made


def category_name(category: CategoryDefinition) -> str:
    """Name a category in the reader's language."""
    is_english = str(get_locale() or "vi").startswith("en")
    return category.name_en if is_english else category.name


def tier_choices(settings: Settings) -> Sequence[tuple[str, str]]:
    """Name the tiers of an order, the last one for everyone else."""
    named = [
        (str(tier), _("Tier %(tier)s", tier=tier)) for tier in range(1, len(settings.tiers) + 1)
    ]
    return [*named, (str(settings.last_tier), _("Without priority"))]


def _code(field: SelectField) -> str:
    return field.name.removeprefix("tier_")
