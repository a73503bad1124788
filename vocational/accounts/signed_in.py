"""Who is signed in and in which institution: for the session, and for every template."""

from functools import cached_property
from typing import Any

from flask import Flask, g, redirect, request, url_for
from flask_login import AnonymousUserMixin, current_user
from werkzeug.wrappers import Response

from vocational.access.roles import Role
from vocational.accounts import queries
from vocational.accounts.messages import ROLE_LABELS
from vocational.accounts.models import User
from vocational.extensions import login_manager
from vocational.institutions import queries as institutions
from vocational.institutions.models import Institution
from vocational.institutions.queries import KnownInstitution
from vocational.shared.clock import today
from vocational.web.locale import select_locale

#: What answers before there is an institution.
_BEFORE_SET_UP = frozenset({"static", "reference.communes", "accounts.language"})


class Visitor(AnonymousUserMixin):  # type: ignore[misc] # flask_login carries no types
    """Somebody who is not signed in."""

    id: int | None = None
    full_name = ""
    text_size = "normal"
    row_density = "normal"
    locale = ""
    institution_id: int | None = None
    roles: frozenset[Any] = frozenset()


class PersonView:
    """The reader as templates know him: a user or a visitor, with the roles in words."""

    def __init__(self, person: User | Visitor) -> None:
        self.id = person.id
        self.is_authenticated: bool = person.is_authenticated
        self.full_name = person.full_name
        self.text_size = person.text_size
        self.row_density = person.row_density
        self.roles = person.roles

    @property
    def role_label(self) -> str:
        """The roles, such as `giáo vụ, nhà giáo`."""
        return ", ".join(str(label) for role, label in ROLE_LABELS.items() if role in self.roles)


class InstitutionView:
    """The institution as templates know it; its full name is looked up when it is shown."""

    def __init__(self, row: Institution | KnownInstitution) -> None:
        self.id = row.id
        self.code = row.code
        self.short_name = row.short_name
        self.address = row.address
        self.phone = row.phone
        self.opening_hours = row.opening_hours
        self.commune_code = row.commune_code
        self.is_demonstration = row.is_demonstration
        if isinstance(row, KnownInstitution):
            self.__dict__["name"] = row.name

    @cached_property
    def name(self) -> str:
        """The full name of today."""
        name = institutions.name_on(today())
        return name.name if name else self.short_name


def install(app: Flask) -> None:
    """Wire sign-in, the way to set-up, and the values of templates."""
    login_manager.user_loader(queries.user_of_session)
    login_manager.anonymous_user = Visitor
    login_manager.login_view = "accounts.sign_in"
    login_manager.login_message = None
    app.before_request(_lead_to_set_up)
    app.context_processor(template_values)
    app.jinja_env.filters["role"] = role_label


def template_values() -> dict[str, object]:
    """Return `institution`, `current_user` and `locale`."""
    return {
        "institution": institution_view(),
        "current_user": PersonView(current_user._get_current_object()),
        "locale": select_locale(),
    }


def role_label(role: Role) -> str:
    """Name a role in the reader's language."""
    return str(ROLE_LABELS[role])


def institution_view() -> InstitutionView | None:
    """Return the reader's institution, else the installation's only one; at most one query."""
    if "shown_institution" not in g:
        g.institution_view = _find_institution()
    result: InstitutionView | None = g.institution_view
    return result


def _find_institution() -> InstitutionView | None:
    if current_user.is_authenticated and current_user.memberships:
        return InstitutionView(current_user.memberships[0].institution)
    first_institutions = _first_institutions()
    return first_institutions[0] if len(first_institutions) == 1 else None


def _first_institutions() -> list[InstitutionView]:
    """The first two institutions: whether there is any, and whether it is the only one."""
    if "first_institutions" not in g:
        g.first_institutions = list(map(InstitutionView, institutions.first_two(today())))
    first_institutions: list[InstitutionView] = g.first_institutions
    return first_institutions


def _lead_to_set_up() -> Response | None:
    """Send every page of an empty installation to the set-up."""
    endpoint = request.endpoint or ""
    if endpoint in _BEFORE_SET_UP or endpoint.startswith(("setup.", "demo.", "health.")):
        return None
    return None if is_set_up() else redirect(url_for("setup.index"))


def is_set_up() -> bool:
    """Tell whether there is an institution."""
    return current_user.is_authenticated or bool(_first_institutions())
