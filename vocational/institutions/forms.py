"""Forms of the institution's data, names and signatories."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired, Length, Optional

from vocational.institutions.messages import KIND_LABELS
from vocational.institutions.models import Institution, InstitutionName
from vocational.institutions.rules import SignatoryKind
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.reference import queries as reference
from vocational.reference.services.choosing import chosen_commune
from vocational.web.fields import DateField, TextField
from vocational.web.forms import BaseForm, VersionedForm

NEEDED = InputRequired(_l("Fill this in."))


class ContactForm(VersionedForm):
    """Where the institution is and how to reach it."""

    short_name = TextField(_l("Short name"), [NEEDED, Length(max=80)])
    place_name = TextField(_l("Place written before dates"), [NEEDED, Length(max=60)])
    commune = TextField(_l("Commune"), [NEEDED, Length(max=100)])
    commune_code = HiddenField()
    address = TextField(_l("House number, street, hamlet"), [NEEDED, Length(max=200)])
    phone = TextField(_l("Telephone"), [Optional(), Length(max=20)])
    opening_hours = TextField(_l("Opening hours"), [Optional(), Length(max=100)])

    def fill(self, row: Institution) -> None:
        """Show what is saved."""
        commune = reference.commune(row.commune_code) if row.commune_code else None
        self.short_name.data, self.place_name.data = row.short_name, row.place_name
        self.address.data, self.phone.data = row.address, row.phone
        self.opening_hours.data, self.version.data = row.opening_hours, str(row.version)
        self.commune.data = commune.label if commune else ""
        self.commune_code.data = row.commune_code or ""

    def to_contact(self) -> Contact:
        """Return what was entered; raises `RuleViolation` for a commune that is not found."""
        commune = chosen_commune(self.commune.data or "", self.commune_code.data or "")
        return Contact(
            short_name=self.short_name.data or "",
            place_name=self.place_name.data or "",
            address=self.address.data or "",
            commune_code=commune.code,
            phone=self.phone.data or "",
            opening_hours=self.opening_hours.data or "",
        )


class NameForm(BaseForm):
    """What the institution is called from a day on."""

    effective_from = DateField(_l("From"), [NEEDED])
    name = TextField(_l("Full name of the institution"), [NEEDED, Length(max=200)])
    name_en = TextField(_l("Full name in English"), [Optional(), Length(max=200)])
    superior_body = TextField(_l("Superior body"), [NEEDED, Length(max=200)])
    superior_body_en = TextField(_l("Superior body in English"), [Optional(), Length(max=200)])
    document_symbol = TextField(_l("Symbol in document numbers"), [NEEDED, Length(max=40)])

    def fill(self, present: InstitutionName | None) -> None:
        """Begin from the names of today."""
        if present is None:
            return
        self.name.data, self.name_en.data = present.name, present.name_en
        self.superior_body.data = present.superior_body
        self.superior_body_en.data = present.superior_body_en
        self.document_symbol.data = present.document_symbol

    def to_names(self) -> Names:
        """Return what was entered."""
        return Names(
            name=self.name.data or "",
            superior_body=self.superior_body.data or "",
            document_symbol=self.document_symbol.data or "",
            name_en=self.name_en.data or "",
            superior_body_en=self.superior_body_en.data or "",
        )


class SignatoryForm(BaseForm):
    """Who signs from a day on, and how."""

    kind = SelectField(_l("Signs as"))
    effective_from = DateField(_l("From"), [NEEDED])
    head_name = TextField(_l("Full name"), [NEEDED, Length(max=100)])
    title = TextField(_l("Head's title"), [NEEDED, Length(max=60)])
    title_en = TextField(_l("Head's title in English"), [Optional(), Length(max=60)])
    own_title = TextField(_l("Deputy's title"), [Optional(), Length(max=60)])
    own_title_en = TextField(_l("Deputy's title in English"), [Optional(), Length(max=60)])

    def offer_kinds(self) -> None:
        """Offer the capacities by their names in the reader's language."""
        self.kind.choices = [(kind.value, str(label)) for kind, label in KIND_LABELS.items()]

    def to_details(self) -> SignatoryDetails:
        """Return what was entered."""
        return SignatoryDetails(
            kind=SignatoryKind(self.kind.data),
            full_name=self.head_name.data or "",
            title=self.title.data or "",
            title_en=self.title_en.data or "",
            own_title=self.own_title.data or "",
            own_title_en=self.own_title_en.data or "",
        )


class EndForm(BaseForm):
    """The last day on which a person signs."""

    effective_to = DateField(_l("Last day"), [NEEDED])
