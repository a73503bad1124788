"""Forms of sign-in, the own password and a reset link."""

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from vocational.accounts.rules import LONGEST_PASSWORD, check_password, check_same_password
from vocational.accounts.services.own_account import PasswordChange
from vocational.accounts.services.signing_in import Credentials
from vocational.web.fields import TextField
from vocational.web.forms import BaseForm, rule_validator

NEEDED = InputRequired(_l("Fill this in."))
NOT_ENDLESS = Length(max=4 * LONGEST_PASSWORD, message=_l("This is too long for a password."))


class SignInForm(BaseForm):
    """User name and password; `next` is the page that was asked for."""

    username = TextField(_l("User name"), [NEEDED, Length(max=100)])
    password = PasswordField(_l("Password"), [NEEDED, NOT_ENDLESS])
    next = HiddenField()

    def to_credentials(self, address: str) -> Credentials:
        """Return what was typed, with the network address it came from."""
        return Credentials(self.username.data or "", self.password.data or "", address)


class NewPasswordForm(BaseForm):
    """A new password, typed twice, of the user named `for_username`."""

    for_username = ""

    password = PasswordField(_l("New password"), [NEEDED, NOT_ENDLESS])
    password_again = PasswordField(_l("New password again"), [NEEDED, NOT_ENDLESS])

    def validate_password(self, field: PasswordField) -> None:
        """Refuse one that is easily guessed, beside every other error."""
        rule_validator(lambda text: check_password(text, username=self.for_username))(self, field)

    def validate_password_again(self, field: PasswordField) -> None:
        """Refuse one typed differently the second time."""
        rule_validator(lambda text: check_same_password(self.password.data or "", text))(
            self, field
        )


class PasswordForm(NewPasswordForm):
    """The present password and a new one."""

    current = PasswordField(_l("Present password"), [NEEDED, NOT_ENDLESS])

    def to_change(self) -> PasswordChange:
        """Return what was typed."""
        return PasswordChange(
            self.current.data or "", self.password.data or "", self.password_again.data or ""
        )
