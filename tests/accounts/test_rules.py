"""User names, passwords and limits, without app or database."""

from datetime import UTC, datetime, timedelta

import pytest

from vocational.accounts import rules
from vocational.accounts.rules import Limit
from vocational.accounts.services import passwords
from vocational.shared.errors import RuleViolation

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
THREE = Limit("test", 3, timedelta(minutes=15))


def ago(*minutes: int) -> list[datetime]:
    """Return moments so many minutes before now."""
    return [NOW - timedelta(minutes=minute) for minute in minutes]


def test_fewer_attempts_than_the_limit_go_on():
    assert rules.wait_until(THREE, ago(1, 2), NOW) is None


def test_the_wait_ends_when_the_oldest_counted_attempt_leaves_the_span():
    assert rules.wait_until(THREE, ago(1, 2, 10), NOW) == NOW + timedelta(minutes=5)
    assert rules.wait_until(THREE, ago(1, 2, 10, 14), NOW) == NOW + timedelta(minutes=5)


def test_attempts_before_the_span_do_not_count():
    assert rules.wait_until(THREE, ago(1, 2, 15), NOW) is None


@pytest.mark.parametrize(("seconds", "minutes"), [(1, 1), (60, 1), (61, 2), (754, 13)])
def test_minutes_are_rounded_up(seconds, minutes):
    assert rules.minutes_left(NOW + timedelta(seconds=seconds), NOW) == minutes


@pytest.mark.parametrize("name", ["thu.trang", "a1b", "le_thu-trang", "x" * 60])
def test_usable_user_names(name):
    assert rules.clean_username(name) == name


def test_a_user_name_is_kept_in_lower_case():
    assert rules.clean_username("  Thu.Trang ") == "thu.trang"


@pytest.mark.parametrize(
    "name", ["", "ab", ".abc", "abc-", "thu trang", "thứ", "a" * 61, "<script>", "abc\x00"]
)
def test_unusable_user_names(name):
    with pytest.raises(RuleViolation, match=r"user\.username_form"):
        rules.clean_username(name)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("ngan", "password.too_short"),
        ("x1" * 65, "password.too_long"),
        ("Le.Thu.Trang", "password.is_username"),
        ("matkhau123", "password.common"),
        ("MatKhau123", "password.common"),
        ("aaaaaaaaaaaa", "password.common"),
    ],
)
def test_passwords_that_are_refused(password, code):
    with pytest.raises(RuleViolation) as caught:
        rules.check_password(password, username="le.thu.trang")
    assert caught.value.code == code


def test_a_password_must_be_typed_twice_the_same():
    with pytest.raises(RuleViolation) as caught:
        rules.check_password("một câu dễ nhớ", username="x", repeated="một câu de nho")
    assert (caught.value.code, caught.value.field) == ("password.differs", "password_again")
    rules.check_password("một câu dễ nhớ", username="x", repeated="một câu dễ nhớ")


def test_the_hash_of_nobody_is_of_the_strength_of_today_and_matches_nothing():
    assert not passwords.needs_rehash(passwords._NOBODY)
    assert not passwords.matches("", "A")
