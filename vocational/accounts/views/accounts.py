"""Sign in and out, use a reset link, choose the language; the own account."""

from urllib.parse import urlsplit

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from vocational.access.guards import current_actor, public, requires
from vocational.access.permissions import Permission
from vocational.accounts.forms.signing_in import NewPasswordForm, PasswordForm, SignInForm
from vocational.accounts.models import User
from vocational.accounts.services import own_account, resets, signing_in
from vocational.accounts.services.own_account import Preferences
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.errors import page
from vocational.web.locale import LOCALES

bp = Blueprint("accounts", __name__)

HOME = "/home"


@bp.route("/login", methods=["GET", "POST"])
@public("anyone who signs in is not signed in yet")
def sign_in() -> ResponseReturnValue:
    """Ask for user name and password."""
    if current_user.is_authenticated:
        return redirect(own_path(request.args.get("next", "")))
    form = SignInForm(next=request.args.get("next", ""))
    if form.validate_on_submit():
        try:
            user = signing_in.sign_in(form.to_credentials(address()), now_utc())
        except RuleViolation as violation:
            form.show(violation)
        else:
            open_session(user)
            return redirect(own_path(form.next.data or ""))
    return render_template("accounts/sign_in.html", form=form), form.status


@bp.post("/logout")
@public("signing out twice does no harm")
def sign_out() -> ResponseReturnValue:
    """End the session of this browser, and of anyone who copied its cookie."""
    if current_user.is_authenticated:
        signing_in.end_session(current_user.id, current_user.session_mark, now_utc())
    chosen = session.get("locale")
    logout_user()
    session.clear()
    if chosen:
        session["locale"] = chosen
    flash(_("You are signed out."))
    return redirect(url_for("accounts.sign_in"))


@bp.route("/reset/<token>", methods=["GET", "POST"])
@public("the secret in the link says who it is")
def reset(token: str) -> ResponseReturnValue:
    """Let the person who was given the link choose a password."""
    try:
        user = resets.user_of_link(token, address(), now_utc())
    except RuleViolation as violation:
        message = messages.sentence_of(violation)
        return render_template("accounts/reset_gone.html", message=message), 429
    if user is None:
        return render_template("accounts/reset_gone.html", message=""), 404
    form = NewPasswordForm()
    form.for_username = user.username
    if form.validate_on_submit():
        try:
            resets.set_password(
                token, form.password.data or "", form.password_again.data or "", now_utc()
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("The password is saved. Sign in with it."), "success")
            return redirect(url_for("accounts.sign_in"))
    shown = render_template(
        "accounts/reset.html", form=form, full_name=user.full_name, username=user.username
    )
    return shown, form.status


@bp.post("/language")
@public("everybody chooses the language of the pages")
def language() -> ResponseReturnValue:
    """Keep the language in this browser."""
    chosen = request.form.get("locale", "")
    if chosen not in LOCALES:
        return page(400)
    session["locale"] = chosen
    return redirect(own_path(request.form.get("next", ""), "/"))


@bp.get("/account")
@requires(Permission.ACCOUNT_SELF)
def index() -> ResponseReturnValue:
    """Show the own account."""
    return render_template("accounts/index.html", person=current_user)


@bp.route("/account/password", methods=["GET", "POST"])
@requires(Permission.ACCOUNT_SELF)
def password() -> ResponseReturnValue:
    """Change the own password."""
    form = PasswordForm()
    form.for_username = current_user.username
    if form.validate_on_submit():
        try:
            user = own_account.change_password(current_actor(), form.to_change(), now_utc())
        except RuleViolation as violation:
            form.show(violation)
        else:
            open_session(user)
            flash(_("The password is changed. Sessions elsewhere have ended."), "success")
            return redirect(url_for("accounts.index"))
    shown = render_template("accounts/password.html", form=form, username=current_user.username)
    return shown, form.status


@bp.post("/account/sign-out-everywhere")
@requires(Permission.ACCOUNT_SELF)
def sign_out_everywhere() -> ResponseReturnValue:
    """End all sessions of the person."""
    own_account.sign_out_everywhere(current_actor())
    logout_user()
    flash(_("You are signed out on every device."))
    return redirect(url_for("accounts.sign_in"))


@bp.post("/account/preferences")
@requires(Permission.ACCOUNT_SELF)
def preferences() -> ResponseReturnValue:
    """Keep one or more settings and go back to the page they were made on."""
    chosen = request.form.get("locale")
    own_account.save_preferences(
        current_actor(),
        Preferences(
            text_size=request.form.get("text_size"),
            row_density=request.form.get("row_density"),
            locale=chosen if chosen in LOCALES else None,
        ),
    )
    if chosen in LOCALES:
        session["locale"] = chosen
    return redirect(own_path(request.form.get("next", ""), url_for("accounts.index")))


def open_session(user: User) -> None:
    """Begin a new session for a user; nothing of the visitor's is kept but the language."""
    chosen = session.get("locale")
    session.clear()
    if chosen:
        session["locale"] = chosen
    user.session_mark = signing_in.new_mark()
    login_user(user)


def address() -> str:
    """Return the network address that the request came from."""
    return request.remote_addr or ""


def own_path(wanted: str, otherwise: str = HOME) -> str:
    """Return the wanted page when it is one of ours, else another one.

    Refused are other hosts and what a browser would read as one (`//host`, a backslash).
    """
    parts = urlsplit(wanted)
    foreign = parts.scheme or parts.netloc or "\\" in wanted or wanted.startswith("//")
    if foreign or not wanted.startswith("/") or any(ord(letter) < 32 for letter in wanted):
        return otherwise
    return wanted
