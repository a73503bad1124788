"""Users of the institution, for its administrators."""

from dataclasses import replace

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import Role
from vocational.accounts import queries
from vocational.accounts.forms.users import UserForm
from vocational.accounts.messages import ROLE_LABELS
from vocational.accounts.services import membership, resets
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.web.lists import ListState, list_state

bp = Blueprint("users", __name__, url_prefix="/users")

_LINK = "reset_link"
STATES = ("active", "inactive")


@bp.get("")
@requires(Permission.USER_EDIT)
def index() -> ResponseReturnValue:
    """Show the list of users."""
    state = _state()
    page = queries.members(current_actor().own_institution(), state)
    return render_template("users/index.html", state=state, page=page)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.USER_EDIT)
def new() -> ResponseReturnValue:
    """Add a user and make the link by which the person chooses a password."""
    form = UserForm()
    form.offer_roles()
    if form.validate_on_submit():
        try:
            user = membership.add_user(current_actor(), form.to_details(), now_utc())
            token = resets.make_reset_link(current_actor(), user.id, now_utc())
        except RuleViolation as violation:
            form.show(violation)
        else:
            session[_LINK] = [user.id, token]
            return redirect(url_for("users.link", user_id=user.id))
    bodies = queries.local_bodies()
    return render_template("users/new.html", form=form, bodies=bodies), form.status


@bp.route("/<int:user_id>", methods=["GET", "POST"])
@requires(Permission.USER_EDIT)
def edit(user_id: int) -> ResponseReturnValue:
    """Change a user's name, phone and roles."""
    user = queries.member(user_id, current_actor().own_institution())
    form = UserForm()
    form.offer_roles()
    if form.validate_on_submit():
        try:
            membership.edit_user(current_actor(), user_id, form.to_details(), form.known_version())
        except RuleViolation as violation:
            form.show(violation)
            user = queries.member(user_id, current_actor().own_institution())
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("users.index"))
    elif not form.is_submitted():
        form.fill(user, queries.local_body_of(user))
    history = history_lines(history_of("users", user_id))
    bodies = queries.local_bodies()
    shown = render_template("users/edit.html", form=form, user=user, history=history, bodies=bodies)
    return shown, form.status


@bp.post("/<int:user_id>/active")
@requires(Permission.USER_EDIT)
def active(user_id: int) -> ResponseReturnValue:
    """Let a user sign in, or no longer."""
    is_active = request.form.get("is_active") == "yes"
    user = membership.set_active(current_actor(), user_id, is_active)
    if is_active:
        flash(_("%(name)s may sign in again.", name=user.full_name), "success")
    else:
        flash(_("%(name)s may no longer sign in.", name=user.full_name), "success")
    return redirect(url_for("users.edit", user_id=user_id))


@bp.route("/<int:user_id>/link", methods=["GET", "POST"])
@requires(Permission.USER_EDIT)
def link(user_id: int) -> ResponseReturnValue:
    """Make a link for a new password; show it once."""
    user = queries.member(user_id, current_actor().own_institution())
    if request.method == "POST":
        session[_LINK] = [user_id, resets.make_reset_link(current_actor(), user_id, now_utc())]
        return redirect(url_for("users.link", user_id=user_id))
    made_for, token = session.pop(_LINK, (0, ""))
    url = _address_of(token) if made_for == user_id else ""
    return render_template("users/link.html", user=user, link=url)


def _address_of(token: str) -> str:
    """Return the link's address under `BASE_URL`; what a request says of its host is no proof."""
    path = url_for("accounts.reset", token=token)
    base: str = current_app.config["BASE_URL"]
    return f"{base or request.host_url.rstrip('/')}{path}"


def _state() -> ListState:
    roles = [role.value for role in Role]
    state = list_state(
        sorts=("name", "username", "signed_in"), filters={"role": roles, "state": STATES}
    )
    counts = queries.role_counts(current_actor().own_institution())
    chips = [
        state.filter_chip("role", role.value, str(label), counts.get(role, 0))
        for role, label in ROLE_LABELS.items()
    ]
    chips.append(state.filter_chip("state", "inactive", _("may not sign in")))
    return replace(state, chips=chips)
