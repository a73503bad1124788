"""Pages of sign-in, the own account and users."""

import re

import pytest

from tests.pages import CheckedClient
from tests.world import ELSEWHERE, HOME, PASSWORD
from vocational.access.roles import Role

TEACHER_ID = HOME.actor(Role.TEACHER).user_id


@pytest.fixture
def visitor(client_of):
    """Somebody who is not signed in."""
    return client_of(None)


@pytest.fixture
def admin(client_of):
    """The administrator at home."""
    return client_of(Role.ADMINISTRATOR)


def sign_in(client, username="registrar", password=PASSWORD, **more):
    return client.post("/login", {"username": username, "password": password} | more)


# ---------- sign-in ----------


@pytest.mark.parametrize("role", Role)
def test_signing_in_leads_to_where_work_begins(visitor, role):
    assert sign_in(visitor, role.value).location == "/home"


def test_signing_in_leads_back_to_the_page_asked_for(visitor):
    asked = visitor.get("/account?x=1", status=302).location
    assert asked.startswith("/login?next=")
    visitor.get(asked)
    assert sign_in(visitor, next="/account?x=1").location == "/account?x=1"


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "evil.example",
    ],
)
def test_no_foreign_page_is_led_to(visitor, foreign):
    assert sign_in(visitor, next=foreign).location == "/home"


def test_a_wrong_password_is_told_above_the_form_and_the_name_kept(visitor):
    data = {"username": "registrar", "password": "sai"}
    page = visitor.post("/login", data, status=422).text
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in page
    assert 'value="registrar"' in page
    assert "sai" not in re.findall(r'type="password"[^>]*value="([^"]*)"', page)


def test_nothing_of_the_visitors_session_is_kept_but_the_language(visitor):
    with visitor.client.session_transaction() as session:
        session["planted"], session["locale"] = "x", "en"
    sign_in(visitor)
    with visitor.client.session_transaction() as session:
        assert "planted" not in session
        assert session["locale"] == "en"


def test_a_second_process_sees_the_failures_of_the_first(visitor, second_app):
    elsewhere = CheckedClient(second_app)
    for client in (visitor, elsewhere, visitor, elsewhere, visitor):
        client.post("/login", {"username": "registrar", "password": "sai"}, status=422)
    page = elsewhere.post("/login", {"username": "registrar", "password": PASSWORD}, status=422)
    assert "phút" in page.text


def test_signing_out_ends_the_session_and_needs_a_post(client_of):
    client = client_of(Role.REGISTRAR)
    client.get("/logout", status=405)
    client.get("/account")
    assert client.post("/logout").location == "/login"
    client.get("/account", status=302)


def test_everybody_chooses_the_language(visitor):
    assert 'lang="vi"' in visitor.get("/login").text
    assert visitor.post("/language", {"locale": "en", "next": "/login"}).location == "/login"
    assert "Sign in" in visitor.get("/login").text
    visitor.post("/language", {"locale": "xx"}, status=400)


# ---------- the own account ----------


def test_settings_are_kept_with_the_account(client_of):
    client = client_of(Role.TEACHER)
    client.post("/account/preferences", {"text_size": "large", "next": "/account"})
    client.post("/account/preferences", {"row_density": "dense", "locale": "en"})
    client.post("/account/preferences", {"text_size": "gigantic"})
    page = client.get("/account").text
    assert 'data-text="large"' in page
    assert 'data-rows="dense"' in page
    assert 'lang="en"' in page


def test_changing_the_password_keeps_this_session_and_ends_the_others(client_of):
    here, there = client_of(Role.REGISTRAR), client_of(Role.REGISTRAR)
    new = "một câu ngắn dễ nhớ"
    wrong = {"current": "sai", "password": new, "password_again": new}
    assert 'id="current-error"' in here.post("/account/password", wrong, status=422).text
    here.post("/account/password", wrong | {"current": PASSWORD})
    here.get("/account")
    there.get("/account", status=302)


def test_signing_out_everywhere_ends_this_session_too(client_of):
    here, there = client_of(Role.REGISTRAR), client_of(Role.REGISTRAR)
    here.post("/account/sign-out-everywhere")
    here.get("/account", status=302)
    there.get("/account", status=302)


# ---------- users ----------


def new_user(**changes):
    return {
        "full_name": "Lê Thu Trang",
        "username": "thu.trang",
        "phone": "0912 345 678",
        "roles": ["registrar", "teacher"],
    } | changes


def test_a_new_user_gets_a_link_that_is_shown_once_and_sets_the_password(admin, visitor):
    place = admin.post("/users/new", new_user()).location
    link = re.search(r'value="http://[^/]+(/reset/[^"]+)"', admin.get(place).text).group(1)
    assert "/reset/" not in admin.get(place).text
    assert "Lê Thu Trang" in visitor.get(link).text
    new = "một câu ngắn dễ nhớ"
    visitor.post(link, {"password": "ngan", "password_again": "ngan"}, status=422)
    assert visitor.post(link, {"password": new, "password_again": new}).location == "/login"
    visitor.get(link, status=404)
    assert sign_in(visitor, "thu.trang", new).location == "/home"


def test_a_faulty_user_is_not_saved_and_what_was_typed_is_kept(admin):
    page = admin.post("/users/new", new_user(username="registrar"), status=422).text
    assert 'id="username-error"' in page
    assert "Lê Thu Trang" in page
    page = admin.post("/users/new", new_user(roles=[]), status=422).text
    assert 'id="roles-error"' in page


def test_the_list_is_searched_and_filtered(admin):
    assert "teacher" in admin.get("/users").text
    assert "registrar</a>" not in admin.get("/users?role=teacher").text
    assert "Không có người dùng nào khớp" in admin.get("/users?q=khongai").text
    admin.get("/users?sort=-signed_in&per_page=50&page=9")
    assert "elsewhere" not in admin.get("/users").text


def test_the_list_asks_as_often_for_many_users_as_for_few(admin, count_queries):
    admin.get("/users")
    with count_queries() as few:
        admin.get("/users")
    for number in range(20):
        admin.post("/users/new", new_user(username=f"user{number}"))
    with count_queries() as many:
        admin.get("/users")
    assert len(many) == len(few)
    assert len(few) <= 6


def test_a_user_is_changed_deactivated_and_let_in_again(admin, client_of):
    page = admin.get(f"/users/{TEACHER_ID}").text
    version = re.search(r'name="version"[^>]*value="(\d+)"', page).group(1)
    changed = new_user(full_name="Nguyễn Văn Dạy", roles=["teacher"], version=version)
    admin.post(f"/users/{TEACHER_ID}", changed)
    assert "v-errors" in admin.post(f"/users/{TEACHER_ID}", changed, status=422).text
    admin.post(f"/users/{TEACHER_ID}/active", {"is_active": "no"})
    assert "Mở lại đăng nhập" in admin.get(f"/users/{TEACHER_ID}").text
    admin.post(f"/users/{TEACHER_ID}/active", {"is_active": "yes"})
    assert "Nguyễn Văn Dạy" in admin.get(f"/users/{TEACHER_ID}").text


def test_the_last_administrator_is_told_why_not(admin):
    own_id = HOME.actor(Role.ADMINISTRATOR).user_id
    page = admin.post(f"/users/{own_id}/active", {"is_active": "no"}, status=422).text
    assert "quản trị duy nhất" in page


@pytest.mark.parametrize("path", ["", "/active", "/link"])
def test_users_of_another_institution_are_not_found(admin, path):
    foreign = ELSEWHERE.actor(Role.TEACHER).user_id
    if path != "/active":
        admin.get(f"/users/{foreign}{path}", status=404)
    admin.post(f"/users/{foreign}{path}", new_user(version="1"), status=404)


def test_the_link_stands_under_the_address_of_the_installation_whatever_the_request_says(
    app, client_of, monkeypatch
):
    monkeypatch.setitem(app.config, "BASE_URL", "https://daynghe.example.vn")
    client = client_of(Role.ADMINISTRATOR)
    path = f"/users/{HOME.actor(Role.TEACHER).user_id}/link"
    client.post(path)
    assert "https://daynghe.example.vn/reset/" in client.get(path).text


def test_a_copied_cookie_ends_with_the_session(client_of, app):
    client, thief = client_of(None), client_of(None)
    client.post("/login", {"username": "registrar", "password": PASSWORD})
    cookie = client.client.get_cookie("session")
    thief.client.set_cookie("session", cookie.value)
    thief.get("/home")
    client.post("/logout")
    assert thief.get("/home", status=302).location.startswith("/login")


def test_all_errors_of_a_new_user_show_together(client_of):
    admin = client_of(Role.ADMINISTRATOR)
    page = admin.post("/users/new", new_user(username="x", phone="12", roles=[]), status=422).text
    assert all(f'id="{name}-error"' in page for name in ("username", "phone", "roles"))
