"""Set-up and throttling when several ask at once, through several processes' applications."""

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from tests.accounts.test_services import NOW
from tests.accounts.test_setup_views import filled_form
from tests.world import HOME
from vocational.access.roles import Role
from vocational.accounts.models import User
from vocational.accounts.rules import Limit
from vocational.accounts.services import own_account, passwords, setting_up, throttle
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.own_account import PasswordChange
from vocational.accounts.services.setting_up import NewInstallation
from vocational.extensions import db
from vocational.institutions.models import Institution
from vocational.institutions.rules import SignatoryKind
from vocational.institutions.services.settings import Contact, Names, SignatoryDetails
from vocational.shared import tenancy
from vocational.shared.errors import RuleViolation


def new_installation(number: int) -> NewInstallation:
    """Return the n-th person's idea of the institution."""
    form = filled_form()
    return NewInstallation(
        code=f"C{number}",
        contact=Contact(form["short_name"], "Hà Nội", form["address"], "09715", ""),
        names=Names(form["name"], form["superior_body"], form["document_symbol"]),
        head=SignatoryDetails(SignatoryKind.HEAD, form["head_name"], form["title"]),
        deputy=None,
        administrator=UserDetails(
            "Nguyễn Thị Ánh", f"admin{number}", "", frozenset({Role.ADMINISTRATOR})
        ),
        password=form["password"],
        password_again=form["password"],
    )


def test_of_several_set_ups_at_once_one_succeeds(empty_app):
    codes: list[str] = []

    def set_up(number: int) -> None:
        with empty_app.app_context():
            try:
                setting_up.set_up(new_installation(number), date(2026, 3, 2), NOW)
            except RuleViolation as violation:
                codes.append(violation.code)

    together(set_up, 6)
    assert codes == ["setup.done_already"] * 5
    with empty_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Institution)) == 1
        assert db.session.scalar(select(func.count()).select_from(User)) == 1


def test_of_many_attempts_at_once_no_more_than_allowed_go_on(app, second_app):
    limit = Limit("test.race", 5, timedelta(minutes=15))
    gone_on: list[int] = []

    def attempt(number: int) -> None:
        with (app, second_app)[number % 2].app_context():
            try:
                gone_on.append(throttle.attempt(limit, "same", NOW))
            except RuleViolation:
                return

    together(attempt, 20)
    assert len(gone_on) <= 5
    with second_app.app_context(), pytest.raises(RuleViolation, match=r"throttle\.wait"):
        throttle.check(limit, "same", NOW)


def together(act, count: int) -> None:
    """Run an act so many times at once."""
    threads = [threading.Thread(target=act, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_several_changes_of_one_password_at_once_one_is_saved(app, second_app):
    with app.app_context():
        user = db.session.get_one(User, HOME.actor(Role.TEACHER).user_id)
        user.password_hash = passwords.hash_password("the former password", cheap=True)
        db.session.commit()
    codes: list[str] = []

    def change(number: int) -> None:
        new = f"a new password {number}"
        request = PasswordChange("the former password", new, new)
        with (
            (app, second_app)[number % 2].app_context(),
            tenancy.institution_scope(db.session(), HOME.institution_id),
        ):
            try:
                own_account.change_password(HOME.actor(Role.TEACHER), request, NOW)
            except RuleViolation as violation:
                codes.append(violation.code)

    together(change, 4)
    assert codes == ["password.wrong_current"] * 3
