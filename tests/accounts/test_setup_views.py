"""The first page of an empty installation."""

import stat

import pytest
from sqlalchemy import select

from tests.pages import CheckedClient
from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.accounts.models import User
from vocational.accounts.services.setup_code import setup_code
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.models import Institution
from vocational.jobs import worker
from vocational.jobs.registry import Result, job, registry
from vocational.shared import tenancy


def filled_form(**changes: str) -> dict[str, str]:
    """Return the form of the institution as a person fills it."""
    return {
        "name": "Trung tâm Giáo dục nghề nghiệp Sông Đáy",
        "superior_body": "Ủy ban nhân dân xã Phúc Thọ",
        "short_name": "Trung tâm GDNN Sông Đáy",
        "code": "sd",
        "document_symbol": "TTGDNN",
        "commune": "phúc thọ hà nội",
        "address": "Thôn 5",
        "place_name": "Hà Nội",
        "phone": "024 3364 2222",
        "head_name": "Trần Văn Mẫu",
        "title": "Giám đốc",
        "administrator_name": "Nguyễn Thị Ánh",
        "username": "anh.nguyen",
        "password": "một câu ngắn dễ nhớ",
        "password_again": "một câu ngắn dễ nhớ",
    } | changes


@pytest.fixture
def client(empty_app):
    """A visitor of the empty installation."""
    return CheckedClient(empty_app)


@pytest.fixture
def knowing(client, empty_app):
    """A visitor who has typed the set-up code."""
    code = setup_code(empty_app.config["SETTINGS"])
    client.post("/setup", {"setup_code": code.lower().replace("-", " ")})
    return client


@pytest.mark.parametrize("path", ["/login", "/users", "/account", "/settings", "/audit"])
def test_every_page_leads_to_the_set_up(client, path):
    assert client.get(path, status=302).location == "/setup"


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/static/bundles/manifest.json", "/communes?q=ha"]
)
def test_what_watches_and_serves_answers_all_the_same(client, path):
    client.get(path)


def test_the_code_is_kept_in_a_file_for_the_owner_alone(empty_app):
    settings = empty_app.config["SETTINGS"]
    first = setup_code(settings)
    assert setup_code(settings) == first
    mode = (settings.var_dir / "setup_code").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_wrong_code_is_refused_and_throttled(client):
    for _ in range(10):
        assert "không đúng" in client.post("/setup", {"setup_code": "X"}, status=422).text
    assert "phút" in client.post("/setup", {"setup_code": "X"}, status=422).text


def test_without_the_code_nothing_can_be_set_up(client, empty_app):
    for path in ("/setup/choice", "/setup/institution", "/setup/demonstration"):
        assert client.get(path, status=302).location == "/setup"
    client.post("/setup/institution", filled_form())
    client.post("/setup/demonstration")
    with empty_app.app_context():
        assert institutions.is_empty()


def test_set_up_makes_an_institution_and_an_administrator_who_signs_in(knowing, empty_app):
    assert knowing.post("/setup/institution", filled_form()).location == "/login"
    with empty_app.app_context():
        row = db.session.scalars(select(Institution)).one()
        assert (row.code, row.commune_code) == ("SD", "09715")
    credentials = {"username": "anh.nguyen", "password": "một câu ngắn dễ nhớ"}
    assert knowing.post("/login", credentials).location == "/home"
    assert "Phúc Thọ, Hà Nội" in knowing.get("/settings").text
    assert knowing.get("/setup", status=302).location == "/login"
    assert knowing.post("/setup/institution", filled_form(code="XX")).location == "/setup"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"code": "1"}, "code"),
        ({"commune": "không có nơi này"}, "commune"),
        ({"commune": "Hòa Bình"}, "commune"),
        ({"head_name": "12345"}, "head_name"),
        ({"administrator_name": "<script>"}, "administrator_name"),
        ({"username": "ánh"}, "username"),
        ({"password": "ngan", "password_again": "ngan"}, "password"),
        ({"password_again": "khác hẳn đấy"}, "password_again"),
        ({"deputy_name": "Lê Thị Hoà"}, "own_title"),
        ({"name": "x" * 300}, "name"),
        ({"name": ""}, "name"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_is_saved(knowing, empty_app, changes, field):
    page = knowing.post("/setup/institution", filled_form(**changes), status=422).text
    assert f'id="{field}-error"' in page
    assert "Trung tâm GDNN Sông Đáy" in page
    with empty_app.app_context():
        assert institutions.is_empty()
        assert db.session.scalars(select(User)).all() == []


def test_all_faults_show_together(knowing):
    faults = {"username": "ánh", "password": "ngan", "password_again": "khác", "code": "1"}
    page = knowing.post("/setup/institution", filled_form(**faults), status=422).text
    assert all(f'id="{name}-error"' in page for name in faults)


def test_the_demonstration_is_offered_and_shows_its_accounts(knowing, empty_app, monkeypatch):
    def load(actor: Actor, arguments, progress):
        progress.of(1)
        content = b'{"accounts": [{"role": "registrar", "username": "gv", "password": "pw"}]}'
        with transaction():
            file = storage.store("demo", NewFile("demo.json", "application/json", content))
            db.session.flush()
        progress.step()
        return Result(file.id)

    monkeypatch.setattr(registry, "handlers", {})
    job("demo.load")(load)
    assert "trung tâm mẫu" in knowing.get("/setup/choice").text
    assert knowing.post("/setup/demonstration").location == "/setup/demonstration"
    assert knowing.get("/setup/demonstration/state").json["state"] == "queued"
    worker.run_all(empty_app)
    page = knowing.get("/setup/demonstration").text
    assert "giáo vụ" in page
    assert ">gv<" in page
    with empty_app.app_context(), tenancy.all_institutions(db.session(), "a test"):
        assert db.session.scalars(select(Institution.is_demonstration)).one()
