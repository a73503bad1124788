"""The first page's forms: the code, then the institution and its administrator."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import Length, Optional

from vocational.access.roles import Role
from vocational.accounts.forms.signing_in import NEEDED, NOT_ENDLESS
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.setting_up import NewInstallation
from vocational.institutions.rules import SignatoryKind
from vocational.institutions.services import Contact, Names, SignatoryDetails
from vocational.reference.choosing import chosen_commune
from vocational.web.fields import TextField
from vocational.web.forms import BaseForm


class SetupCodeForm(BaseForm):
    """The code printed on the console."""

    setup_code = TextField(_l("Set-up code"), [NEEDED, Length(max=100)])


class SetupForm(BaseForm):
    """The institution as its papers name it, and the person who will look after accounts."""

    field_names = {"full_name": "administrator_name", "phone": "phone"}

    name = TextField(_l("Full name of the institution"), [NEEDED, Length(max=200)])
    short_name = TextField(_l("Short name"), [NEEDED, Length(max=80)])
    code = TextField(_l("Code"), [NEEDED, Length(max=12)])
    superior_body = TextField(_l("Superior body"), [NEEDED, Length(max=200)])
    document_symbol = TextField(_l("Symbol in document numbers"), [NEEDED, Length(max=40)])
    place_name = TextField(_l("Place written before dates"), [NEEDED, Length(max=60)])
    commune = TextField(_l("Commune"), [NEEDED, Length(max=100)])
    commune_code = HiddenField()
    address = TextField(_l("House number, street, hamlet"), [NEEDED, Length(max=200)])
    phone = TextField(_l("Telephone"), [Optional(), Length(max=20)])
    head_name = TextField(_l("Head's full name"), [NEEDED, Length(max=100)])
    title = TextField(_l("Head's title"), [NEEDED, Length(max=60)])
    deputy_name = TextField(_l("Deputy's full name"), [Optional(), Length(max=100)])
    own_title = TextField(_l("Deputy's title"), [Optional(), Length(max=60)])
    administrator_name = TextField(_l("Full name"), [NEEDED, Length(max=100)])
    username = TextField(_l("User name"), [NEEDED, Length(max=60)])
    password = PasswordField(_l("Password"), [NEEDED, NOT_ENDLESS])
    password_again = PasswordField(_l("Password again"), [NEEDED, NOT_ENDLESS])

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
