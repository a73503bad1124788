"""Sign-in, throttling, reset links, users and set-up, on both engines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.world import ELSEWHERE, HOME, PASSWORD
from vocational.access.roles import Role
from vocational.accounts import queries, rules
from vocational.accounts.models import Attempt, PasswordReset, User
from vocational.accounts.services import (
    membership,
    own_account,
    passwords,
    resets,
    setting_up,
    signing_in,
    throttle,
)
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.own_account import PasswordChange
from vocational.accounts.services.signing_in import Credentials
from vocational.audit.models import AuditRecord
from vocational.shared.errors import Refused, RuleViolation

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=16)
NEW_PASSWORD = "một câu ngắn dễ nhớ"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch):
    """Hash quickly; the real parameters are tested once."""
    cheap = passwords._cheap
    monkeypatch.setattr(passwords, "_normal", cheap)
    monkeypatch.setattr(passwords, "_NOBODY", cheap.hash("nobody"))


def sign_in(username="registrar", password=PASSWORD, now=NOW, address="198.51.100.7"):
    return signing_in.sign_in(Credentials(username, password, address), now)


def refused(act, *args, **kwargs) -> RuleViolation:
    with pytest.raises(RuleViolation) as caught:
        act(*args, **kwargs)
    return caught.value


def details(**changes) -> UserDetails:
    values = {
        "full_name": "Lê Thu Trang",
        "username": "thu.trang",
        "phone": "0912 345 678",
        "roles": frozenset({Role.REGISTRAR}),
    }
    return UserDetails(**(values | changes))


def actions(session) -> list[str]:
    return list(session.scalars(select(AuditRecord.action).order_by(AuditRecord.id)))


# ---------- sign-in ----------


def test_the_right_password_signs_in_and_is_noted(session):
    user = sign_in()
    assert (user.username, user.signed_in_at) == ("registrar", NOW)


def test_the_user_name_is_read_without_case_and_outer_space(session):
    assert sign_in(" Registrar ").username == "registrar"


def test_unknown_names_and_wrong_passwords_get_the_same_answer(session):
    wrong, unknown = refused(sign_in, password="sai"), refused(sign_in, "nobody")
    assert (wrong.code, wrong.field, wrong.params) == ("sign_in.wrong", None, {})
    assert (unknown.code, unknown.field, unknown.params) == ("sign_in.wrong", None, {})


def test_an_unknown_name_costs_a_hash_too(session, monkeypatch):
    verified = []
    verify = passwords._normal.verify
    monkeypatch.setattr(
        type(passwords._normal),
        "verify",
        lambda hasher, known, typed: verified.append(known) or verify(known, typed),
    )
    refused(sign_in, "nobody")
    assert len(verified) == 1


def test_after_five_failures_even_the_right_password_waits(session):
    for _ in range(5):
        assert refused(sign_in, password="sai").code == "sign_in.wrong"
    waiting = refused(sign_in)
    assert (waiting.code, waiting.params) == ("throttle.wait", {"minutes": 15})
    assert sign_in(now=LATER).username == "registrar"


def test_unknown_names_are_throttled_alike(session):
    for _ in range(5):
        refused(sign_in, "nobody")
    assert refused(sign_in, "nobody").code == "throttle.wait"


def test_hammering_does_not_prolong_the_wait(session):
    for _ in range(20):
        refused(sign_in, password="sai")
    assert sign_in(now=LATER)


def test_success_forgets_the_failures_of_that_name(session):
    for _ in range(4):
        refused(sign_in, password="sai")
    sign_in()
    for _ in range(4):
        assert refused(sign_in, password="sai").code == "sign_in.wrong"


def test_one_address_cannot_try_many_names(session):
    for number in range(rules.SIGN_IN_BY_ADDRESS.attempts):
        assert refused(sign_in, f"name{number}").code == "sign_in.wrong"
    assert refused(sign_in).code == "throttle.wait"
    assert sign_in(address="198.51.100.8")


def test_successes_do_not_count_against_an_address(session):
    for _ in range(3):
        sign_in()
    assert session.scalars(select(Attempt)).all() == []


def test_no_address_or_name_is_kept_in_clear(session):
    refused(sign_in, password="sai")
    keys = session.scalars(select(Attempt.key)).all()
    assert len(keys) == 2
    assert all(len(key) == 64 and "registrar" not in key for key in keys)


def test_attempts_that_count_no_more_are_deleted(session):
    refused(sign_in, password="sai")
    refused(sign_in, "nobody", now=NOW + timedelta(days=2))
    assert len(session.scalars(select(Attempt)).all()) == 2


def test_a_deactivated_user_gets_the_same_answer(session, administrator):
    membership.set_active(administrator, HOME.actor(Role.TEACHER).user_id, False)
    assert refused(sign_in, "teacher").code == "sign_in.wrong"


def test_a_weaker_hash_is_renewed(session, monkeypatch):
    monkeypatch.setattr(passwords, "needs_rehash", lambda known: True)
    before = queries.user_by_username("registrar").password_hash
    after = sign_in().password_hash
    assert after != before
    assert passwords.matches(after, PASSWORD)


# ---------- the own account ----------


def change(actor, current=PASSWORD, password=NEW_PASSWORD, again=NEW_PASSWORD):
    return own_account.change_password(actor, PasswordChange(current, password, again), NOW)


def key_of(username):
    user = queries.user_by_username(username)
    user.session_mark = signing_in.new_mark()
    return user.get_id()


def test_a_session_that_was_ended_is_of_no_use_to_who_copied_it(session, registrar):
    ended, other = key_of("registrar"), key_of("registrar")
    user = queries.user_of_session(ended)
    signing_in.end_session(user.id, user.session_mark, NOW)
    signing_in.end_session(user.id, ended.split(".")[2], NOW)
    assert queries.user_of_session(ended) is None
    assert queries.user_of_session(other).username == "registrar"


def test_a_new_password_ends_the_other_sessions(session, registrar):
    before = key_of("registrar")
    user = change(registrar)
    assert queries.user_of_session(before) is None
    assert queries.user_of_session(key_of(user.username)).username == "registrar"
    assert sign_in(password=NEW_PASSWORD)
    assert actions(session) == ["user.password_changed"]


def test_the_present_password_is_needed_and_throttled(session, registrar):
    for _ in range(5):
        assert refused(change, registrar, current="sai").code == "password.wrong_current"
    assert refused(change, registrar).code == "throttle.wait"


def test_signing_out_everywhere_ends_every_session(session, registrar):
    before = key_of("registrar")
    own_account.sign_out_everywhere(registrar)
    assert queries.user_of_session(before) is None


@pytest.mark.parametrize("key", ["", "1", "1.", ".1", "1.2.3", "x.1", "1.99", "99999.1", "²,1"])
def test_strange_session_keys_are_nobody(session, key):
    assert queries.user_of_session(key) is None


# ---------- reset links ----------


def make_link(actor, role=Role.TEACHER, place=HOME):
    return resets.make_reset_link(actor, place.actor(role).user_id, NOW)


def test_a_link_works_once_ends_sessions_and_forgets_attempts(session, administrator):
    before = queries.user_by_username("teacher").get_id()
    for _ in range(5):
        refused(sign_in, "teacher", "sai")
    token = make_link(administrator)
    assert resets.user_of_link(token, "x", NOW).username == "teacher"
    resets.set_password(token, NEW_PASSWORD, NEW_PASSWORD, NOW)
    assert queries.user_of_session(before) is None
    assert sign_in("teacher", NEW_PASSWORD)
    assert refused(resets.set_password, token, NEW_PASSWORD, NEW_PASSWORD, NOW).code == "reset.gone"
    assert resets.user_of_link(token, "x", NOW) is None
    assert actions(session) == ["user.reset_link_made", "user.password_reset"]


def test_only_the_hash_of_a_link_is_kept(session, administrator):
    token = make_link(administrator)
    assert token not in session.scalars(select(PasswordReset.token_hash)).one()


def test_a_link_ends_after_a_day(session, administrator):
    token = make_link(administrator)
    assert resets.user_of_link(token, "x", NOW + timedelta(hours=23))
    assert resets.user_of_link(token, "x", NOW + timedelta(hours=24)) is None


def test_a_new_link_stops_the_one_before(session, administrator):
    first, second = make_link(administrator), make_link(administrator)
    assert resets.user_of_link(first, "x", NOW) is None
    assert resets.user_of_link(second, "x", NOW)


def test_a_refused_password_leaves_the_link_usable(session, administrator):
    token = make_link(administrator)
    assert refused(resets.set_password, token, "ngan", "ngan", NOW).code == "password.too_short"
    assert resets.user_of_link(token, "x", NOW)


def test_guessing_links_is_throttled(session):
    for _ in range(rules.RESET_LINK.attempts):
        assert resets.user_of_link("guess", "198.51.100.7", NOW) is None
    assert refused(resets.user_of_link, "guess", "198.51.100.7", NOW).code == "throttle.wait"


def test_nobody_makes_links_for_another_institution_or_without_permission(
    session, administrator, registrar
):
    with pytest.raises(Exception, match="No row"):
        make_link(administrator, place=ELSEWHERE)
    with pytest.raises(Refused):
        make_link(registrar)


# ---------- users ----------


def test_a_new_user_cannot_sign_in_before_a_password_is_set(session, administrator):
    user = membership.add_user(administrator, details(), NOW)
    assert (user.phone, user.roles) == ("0912345678", frozenset({Role.REGISTRAR}))
    assert refused(sign_in, "thu.trang", "").code == "sign_in.wrong"
    assert actions(session) == ["user.created"]


def test_a_user_name_is_given_once_in_the_installation(session, administrator):
    taken = refused(
        membership.add_user, administrator, details(username="registrar.elsewhere"), NOW
    )
    assert (taken.code, taken.field) == ("user.username_taken", "username")
    assert membership.add_user(administrator, details(), NOW)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"roles": frozenset()}, "user.no_role"),
        ({"username": "x"}, "user.username_form"),
        ({"full_name": " "}, "person_name.empty"),
        ({"full_name": "<script>"}, "person_name.character"),
        ({"phone": "12"}, "phone.length"),
    ],
)
def test_what_a_new_user_must_have(session, administrator, changes, code):
    assert refused(membership.add_user, administrator, details(**changes), NOW).code == code


def test_roles_change_and_are_audited(session, administrator):
    user = membership.add_user(administrator, details(), NOW)
    both = details(roles=frozenset({Role.TEACHER, Role.DIRECTOR}))
    changed = membership.edit_user(administrator, user.id, both, user.version)
    assert changed.roles == both.roles
    record = session.scalars(select(AuditRecord).order_by(AuditRecord.id.desc())).first()
    assert record.before == {"roles": ["registrar"]}
    assert record.after == {"roles": ["director", "teacher"]}


def test_an_older_copy_of_a_user_is_not_saved(session, administrator):
    user = membership.add_user(administrator, details(), NOW)
    version = user.version
    membership.edit_user(administrator, user.id, details(phone=""), version)
    late = refused(membership.edit_user, administrator, user.id, details(), version)
    assert late.code == "record.changed_meanwhile"


def test_the_last_administrator_keeps_the_role_and_the_account(session, administrator):
    own_id = administrator.user_id
    version = queries.member(own_id, HOME.institution_id).version
    for act in (
        lambda: membership.edit_user(administrator, own_id, details(), version),
        lambda: membership.set_active(administrator, own_id, False),
    ):
        assert refused(act).code == "user.last_administrator"
    second = membership.add_user(administrator, details(roles=frozenset({Role.ADMINISTRATOR})), NOW)
    membership.set_active(administrator, second.id, False)
    assert refused(membership.set_active, administrator, own_id, False).code == (
        "user.last_administrator"
    )
    membership.set_active(administrator, second.id, True)
    membership.set_active(administrator, own_id, False)


def test_nobody_of_another_institution_can_be_raised(session, administrator):
    foreign_id = ELSEWHERE.actor(Role.TEACHER).user_id
    raised = details(roles=frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(Exception, match="No row"):
        membership.edit_user(administrator, foreign_id, raised, 1)
    with pytest.raises(Exception, match="No row"):
        membership.set_active(administrator, foreign_id, False)


def test_who_may_not_edit_users_cannot_raise_himself(session, registrar):
    with pytest.raises(Refused):
        membership.add_user(registrar, details(), NOW)


def test_a_deactivated_user_is_signed_out_at_once(session, administrator):
    key = queries.user_by_username("teacher").get_id()
    membership.set_active(administrator, HOME.actor(Role.TEACHER).user_id, False)
    assert queries.user_of_session(key) is None


def test_an_operator_adds_an_administrator_to_an_institution(session):
    system = setting_up.Actor.system("console")
    user_id = setting_up.add_administrator(system, "ld", details(), NEW_PASSWORD, NOW)
    user = session.get(User, user_id)
    assert Role.ADMINISTRATOR in user.roles
    assert sign_in("thu.trang", NEW_PASSWORD)
    unknown = refused(setting_up.add_administrator, system, "ZZ", details(), NEW_PASSWORD, NOW)
    assert unknown.code == "institution.unknown"


def test_limits_of_other_kinds_and_subjects_stand_apart(session):
    limit = rules.Limit("test.lookup", 2, timedelta(minutes=1))
    for _ in range(2):
        throttle.check(limit, "a", NOW)
        throttle.record(limit, "a", NOW)
    assert refused(throttle.check, limit, "a", NOW).code == "throttle.wait"
    throttle.check(limit, "b", NOW)
    throttle.clear(limit, "a")
    throttle.check(limit, "a", NOW)


def officer(**changes) -> UserDetails:
    given = {"roles": frozenset({Role.COMMUNE_OFFICER}), "body_name": "Hội Nông dân xã Phúc Thọ"}
    return details(username="hoi.nong.dan", **(given | changes))


def test_an_officer_of_an_association_is_taken_up_with_it(home, administrator):
    user = membership.add_user(administrator, officer(body_commune_code="09715"), NOW)
    body = queries.local_body(user.actor().own_local_body())
    assert (body.name, body.commune_code) == ("Hội Nông dân xã Phúc Thọ", "09715")


def test_two_officers_act_for_the_same_association_however_it_is_written(home, administrator):
    first = membership.add_user(administrator, officer(), NOW)
    other = officer(body_name="hội nông dân  xã phúc thọ")
    second = membership.add_user(administrator, replace(other, username="nguoi.khac"), NOW)
    assert first.local_body_id == second.local_body_id


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"body_name": " "}, "user.body_missing"),
        ({"roles": frozenset({Role.COMMUNE_OFFICER, Role.TEACHER})}, "user.outside_role_alone"),
    ],
)
def test_an_officer_has_a_body_and_no_other_role(home, administrator, wrong, code):
    assert refused(membership.add_user, administrator, officer(**wrong), NOW).code == code


def test_an_officer_who_joins_the_staff_acts_for_no_body_any_more(home, administrator):
    user = membership.add_user(administrator, officer(), NOW)
    joined = officer(roles=frozenset({Role.TEACHER}))
    membership.edit_user(administrator, user.id, joined, user.version)
    assert queries.member(user.id, HOME.institution_id).local_body_id is None
