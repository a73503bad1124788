"""The first page's forms: the code, then the institution and its administrator."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import Length, Optional

from vocational.access.roles import Role
from vocational.accounts.forms.signing_in import NEEDED, NOT_ENDLESS
from vocational.accounts.rules import check_password, check_same_password, clean_username
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.setting_up import NewInstallation
from vocational.institutions.rules import SignatoryKind, clean_code
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.reference.services.choosing import chosen_commune
from vocational.shared.free_text import required_line
from vocational.shared.person_names import clean_name
from vocational.web.fields import TextField
from vocational.web.forms import BaseForm, rule_validator


class SetupCodeForm(BaseForm):
    """The code printed on the console."""

    setup_code = TextField(_l("Set-up code"), [NEEDED, Length(max=100)])


class SetupForm(BaseForm):
    """The institution as its papers name it, and the person who will look after accounts."""

    field_names = {"full_name": "administrator_name", "phone": "phone"}

    name = TextField(_l("Full name of the institution"), [NEEDED, Length(max=200)])
    short_name = TextField(_l("Short name"), [NEEDED, Length(max=80)])
    code = TextField(_l("Code"), [NEEDED, Length(max=12), rule_validator(clean_code)])
    superior_body = TextField(_l("Superior body"), [NEEDED, Length(max=200)])
    document_symbol = TextField(_l("Symbol in document numbers"), [NEEDED, Length(max=40)])
    place_name = TextField(_l("Place written before dates"), [NEEDED, Length(max=60)])
    commune = TextField(_l("Commune"), [NEEDED, Length(max=100)])
    commune_code = HiddenField()
    address = TextField(_l("House number, street, hamlet"), [NEEDED, Length(max=200)])
    phone = TextField(_l("Telephone"), [Optional(), Length(max=20)])
    head_name = TextField(
        _l("Head's full name"), [NEEDED, Length(max=100), rule_validator(clean_name)]
    )
    title = TextField(_l("Head's title"), [NEEDED, Length(max=60)])
    deputy_name = TextField(
        _l("Deputy's full name"), [Optional(), Length(max=100), rule_validator(clean_name)]
    )
    own_title = TextField(_l("Deputy's title"), [Length(max=60)])
    administrator_name = TextField(
        _l("Full name"), [NEEDED, Length(max=100), rule_validator(clean_name)]
    )
    username = TextField(_l("User name"), [NEEDED, Length(max=60), rule_validator(clean_username)])
    password = PasswordField(_l("Password"), [NEEDED, NOT_ENDLESS])
    password_again = PasswordField(_l("Password again"), [NEEDED, NOT_ENDLESS])

    def validate_commune(self, field: TextField) -> None:
        """Refuse a commune that is not found."""
        rule_validator(lambda text: chosen_commune(text, self.commune_code.data or ""))(self, field)

    def validate_own_title(self, field: TextField) -> None:
        """Ask for the title of a deputy who is named."""
        if self.deputy_name.data:
            rule_validator(lambda text: required_line(text, 60, "own_title"))(self, field)

    def validate_password(self, field: PasswordField) -> None:
        """Refuse one that is easily guessed, beside every other error."""
        rule_validator(lambda text: check_password(text, username=self.username.data or ""))(
            self, field
        )

    def validate_password_again(self, field: PasswordField) -> None:
        """Refuse one typed differently the second time."""
        rule_validator(lambda text: check_same_password(self.password.data or "", text))(
            self, field
        )

    def to_request(self) -> NewInstallation:
        """Return what was typed; raises `RuleViolation` for a commune that is not found."""
        commune = chosen_commune(self.commune.data or "", self.commune_code.data or "")
        return NewInstallation(
            code=self.code.data or "",
            contact=Contact(
                short_name=self.short_name.data or "",
                place_name=self.place_name.data or "",
                address=self.address.data or "",
                commune_code=commune.code,
                phone=self.phone.data or "",
            ),
            names=Names(
                name=self.name.data or "",
                superior_body=self.superior_body.data or "",
                document_symbol=self.document_symbol.data or "",
            ),
            head=SignatoryDetails(
                SignatoryKind.HEAD, self.head_name.data or "", self.title.data or ""
            ),
            deputy=self._deputy(),
            administrator=UserDetails(
                full_name=self.administrator_name.data or "",
                username=self.username.data or "",
                phone="",
                roles=frozenset({Role.ADMINISTRATOR}),
            ),
            password=self.password.data or "",
            password_again=self.password_again.data or "",
        )

    def _deputy(self) -> SignatoryDetails | None:
        if not self.deputy_name.data:
            return None
        return SignatoryDetails(
            SignatoryKind.DEPUTY,
            self.deputy_name.data,
            self.title.data or "",
            own_title=self.own_title.data or "",
        )
