"""The form of a teacher."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired, Length, Optional

from vocational.teachers.messages import ROUTE_NAMES
from vocational.teachers.rules import QualificationRoute
from vocational.teachers.services import TeacherRequest
from vocational.web.fields import TextField
from vocational.web.forms import VersionedForm

NO_ACCOUNT = ""


class TeacherForm(VersionedForm):
    """A teacher: who, by what qualified, which account."""

    full_name = TextField(_l("Full name"), [DataRequired(_l("Fill this in."))])
    phone = TextField(_l("Telephone"), [Optional()])
    qualification_route = SelectField(
        _l("Qualified by"),
        choices=lambda: [(route.value, name) for route, name in ROUTE_NAMES.items()],
    )
    qualification_detail = TextField(
        _l("Evidence"),
        [Optional(), Length(max=200, message=_l("At most %(max)d characters."))],
        description=_l("Degree or certificate, issued by whom, in which year"),
    )
    has_pedagogy = BooleanField(_l("Has a certificate of pedagogy"))
    is_invited = BooleanField(_l("Invited, not on the staff"))
    user_id = SelectField(
        _l("Account to sign in with"),
        choices=[],
        description=_l("The teacher sees own classes and takes attendance with it"),
    )

    def offer_users(self, users: list[tuple[int, str]]) -> None:
        """Say which accounts may be linked."""
        self.user_id.choices = [
            (NO_ACCOUNT, _l("No account")),
            *((str(user_id), name) for user_id, name in users),
        ]

    def to_request(self) -> TeacherRequest:
        """Return what was typed as the request of the command."""
        return TeacherRequest(
            full_name=self.full_name.data or "",
            phone=self.phone.data or "",
            qualification_route=QualificationRoute(self.qualification_route.data),
            qualification_detail=self.qualification_detail.data or "",
            has_pedagogy=self.has_pedagogy.data,
            is_invited=self.is_invited.data,
            user_id=int(self.user_id.data) if self.user_id.data else None,
        )
