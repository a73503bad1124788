"""What refusals about accounts and set-up say, and what roles are called."""

from flask_babel import lazy_gettext as _l

from vocational.access.roles import Role
from vocational.audit.pages import name_codes
from vocational.web import messages
from vocational.web.labels import label_within, register_labels

ROLE_LABELS = register_labels(
    {
        Role.ADMINISTRATOR: _l("administrator"),
        Role.REGISTRAR: _l("registrar"),
        Role.TEACHER: _l("teacher"),
        Role.DIRECTOR: _l("director"),
        Role.COMMUNE_OFFICER: _l("commune or association officer"),
        Role.ACCOUNTANT: _l("accountant"),
    }
)

name_codes("roles", lambda code: label_within(Role(code)))

messages.register(
    {
        "password.common": _l("Many people use this password. Choose another one."),
        "password.differs": _l("This is not the same password. Type it again."),
        "password.is_username": _l("The password must not be the user name."),
        "password.too_long": _l("A password has at most %(most)s characters."),
        "password.too_short": _l(
            "A password has at least %(least)s characters. There are %(actual)s."
        ),
        "password.wrong_current": _l("This is not your present password."),
        "reset.gone": _l(
            "This link has been used or has expired. Ask the administrator for another."
        ),
        "setup.done_already": _l("This installation has been set up already. Sign in."),
        "setup.wrong_code": _l("This is not the set-up code. It stands on the server's console."),
        "sign_in.wrong": _l("The user name or the password is wrong."),
        "throttle.wait": _l("Too many attempts. Try again in %(minutes)s minutes."),
        "user.body_missing": _l("Name the commune or association that the person acts for."),
        "user.last_administrator": _l("This is the only administrator. Make another one first."),
        "user.no_role": _l("Choose at least one role."),
        "user.outside_role_alone": _l(
            "An officer of a commune or association has no other role here: a person who works at"
            " the centre gets an account of the centre."
        ),
        "user.username_form": _l(
            "A user name has 3 to 60 letters without marks, digits, dots or hyphens,"
            " such as lethu.trang."
        ),
        "user.username_taken": _l("Somebody has this user name already. Choose another one."),
    }
)
