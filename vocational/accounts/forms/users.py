"""The form of a user, as administrators fill it."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectMultipleField
from wtforms.validators import Length, Optional, ValidationError

from vocational.access.roles import Role
from vocational.accounts.forms.signing_in import NEEDED
from vocational.accounts.messages import ROLE_LABELS
from vocational.accounts.models import LocalBody, User
from vocational.accounts.rules import check_roles, clean_username
from vocational.accounts.services.membership import UserDetails
from vocational.reference.services.choosing import chosen_commune
from vocational.shared.errors import RuleViolation
from vocational.shared.person_names import clean_name
from vocational.shared.phone_numbers import parse_optional_phone
from vocational.web import messages
from vocational.web.fields import TextField
from vocational.web.forms import VersionedForm, rule_validator


class UserForm(VersionedForm):
    """Who it is and what the person may do; the user name never changes."""

    full_name = TextField(_l("Full name"), [NEEDED, Length(max=100), rule_validator(clean_name)])
    username = TextField(_l("User name"), [Length(max=60)])
    phone = TextField(
        _l("Telephone"), [Optional(), Length(max=20), rule_validator(parse_optional_phone)]
    )
    roles = SelectMultipleField(_l("Roles"))
    body_name = TextField(_l("Commune or association"), [Optional(), Length(max=120)])
    body_commune = TextField(_l("Its commune, ward"), [Optional(), Length(max=100)])
    body_commune_code = HiddenField()

    def validate_username(self, field: TextField) -> None:
        """Refuse what is no user name; a saved user's does not come with the form."""
        if field.raw_data:
            rule_validator(clean_username)(self, field)

    def validate_roles(self, field: SelectMultipleField) -> None:
        """Ask for a role."""
        rule_validator(lambda _text: check_roles(frozenset(field.data or ())))(self, field)

    def validate_body_commune(self, field: TextField) -> None:
        """Find the commune that was chosen or typed."""
        if not field.data:
            self.body_commune_code.data = ""
            return
        try:
            result = chosen_commune(field.data, self.body_commune_code.data or "")
        except RuleViolation as violation:
            raise ValidationError(messages.sentence_of(violation)) from violation
        field.data, self.body_commune_code.data = result.label, result.code

    def offer_roles(self) -> None:
        """Offer the roles by their names in the reader's language."""
        self.roles.choices = [(role.value, str(label)) for role, label in ROLE_LABELS.items()]

    def fill(self, user: User, body: LocalBody | None) -> None:
        """Show what is saved; `body` is the commune or association the person acts for."""
        if body is not None:
            self.body_name.data = body.name
        if body is not None and body.commune is not None:
            self.body_commune.data = f"{body.commune.name}, {body.commune.province.name}"
            self.body_commune_code.data = body.commune.code
        self.full_name.data, self.phone.data = user.full_name, user.phone
        self.roles.data = [role.value for role in user.roles]
        self.version.data = str(user.version)

    def to_details(self) -> UserDetails:
        """Return what was entered."""
        return UserDetails(
            full_name=self.full_name.data or "",
            username=self.username.data or "",
            phone=self.phone.data or "",
            roles=frozenset(Role(value) for value in self.roles.data or ()),
            body_name=self.body_name.data or "",
            body_commune_code=self.body_commune_code.data or "",
        )
