"""The form of a user, as administrators fill it."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import Length, Optional

from vocational.access.roles import Role
from vocational.accounts.forms.signing_in import NEEDED
from vocational.accounts.messages import ROLE_LABELS
from vocational.accounts.models import User
from vocational.accounts.services.membership import UserDetails
from vocational.web.fields import TextField
from vocational.web.forms import VersionedForm


class UserForm(VersionedForm):
    """Who it is and what the person may do; the user name never changes."""

    full_name = TextField(_l("Full name"), [NEEDED, Length(max=100)])
    username = TextField(_l("User name"), [Length(max=60)])
    phone = TextField(_l("Telephone"), [Optional(), Length(max=20)])
    roles = SelectMultipleField(_l("Roles"))

    def offer_roles(self) -> None:
        """Offer the roles by their names in the reader's language."""
        self.roles.choices = [(role.value, str(label)) for role, label in ROLE_LABELS.items()]

    def fill(self, user: User) -> None:
        """Show what is saved."""
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
        )
