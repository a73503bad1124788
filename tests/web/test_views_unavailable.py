"""What people read when a key, the file store or the database does not work: never a defect."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from tests.factories import certificates, learners
from tests.world import HOME
from vocational.access.roles import Role
from vocational.extensions import db
from vocational.shared.encryption import Keyring, install_keyring, keyring
from vocational.shared.engine import IMPATIENCE_MS, PAGE_PATIENCE_MS, Queue


@pytest.fixture
def other_key():
    """The server runs with another data key than the one that wrote the rows."""

    former = keyring()
    yield lambda: install_keyring(Keyring.from_secret("another data key of the server"))
    install_keyring(former)


def test_with_another_data_key_pages_say_so_and_the_watcher_is_told(client_of, at_home, other_key):
    with at_home():
        learner_id = learners.learner(1).id
    other_key()
    shown = client_of(Role.REGISTRAR).get(f"/learners/{learner_id}", status=503).text
    assert "DATA_KEY" in shown
    watched = client_of(None).get("/readyz", status=503)
    assert watched.json["checks"]["data_key"] == "failed"


def test_a_file_that_the_store_lost_is_said_to_be_lost(app, client_of, at_home, run_jobs):
    with at_home():
        _recognised, ids = certificates.issued_class(HOME.actor(Role.REGISTRAR), 1)
    run_jobs()
    app.config["STORAGE_URL"], kept = "/proc/no-such-folder", app.config["STORAGE_URL"]
    shown = client_of(Role.REGISTRAR).get(f"/certificates/{ids[0]}/pdf", status=503).text
    app.config["STORAGE_URL"] = kept
    assert "kho lưu trữ" in shown
    client_of(Role.REGISTRAR).get(f"/certificates/{ids[0]}/pdf")


def test_a_store_that_takes_nothing_fails_the_job_with_its_reason(
    app, client_of, at_home, run_jobs
):
    with at_home():
        _recognised, ids = certificates.issued_class(HOME.actor(Role.REGISTRAR), 1)
    app.config["STORAGE_URL"], kept = "/proc/no-such-folder", app.config["STORAGE_URL"]
    run_jobs()
    app.config["STORAGE_URL"] = kept
    client = client_of(Role.REGISTRAR)
    assert "Kho lưu trữ không ghi được tệp" in client.get("/jobs/1").text
    client.post("/jobs/1/again")
    run_jobs()
    client.get(f"/certificates/{ids[0]}/pdf")


def test_a_database_that_does_not_answer_is_a_pause_not_a_defect(client_of, monkeypatch):
    def locked(*_args, **_options):
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))

    monkeypatch.setattr("vocational.accounts.services.own_account.save_preferences", locked)
    answer = client_of(Role.REGISTRAR).post("/account/preferences", status=503)
    assert "Không mất gì" in answer.text
    assert answer.headers["Retry-After"] == "10"


@pytest.fixture
def locked_file(app, monkeypatch):
    """Somebody else holds the write lock of the SQLite file."""
    monkeypatch.setattr("vocational.shared.engine.PAGE_PATIENCE_MS", 50)
    monkeypatch.setattr("vocational.shared.engine.IMPATIENCE_MS", 10)
    with app.app_context():
        path = db.engine.url.database
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


def test_while_another_writes_pages_are_read_and_what_was_typed_is_kept(client_of, locked_file):
    client = client_of(Role.REGISTRAR)
    client.get("/home")
    typed = {
        "full_name": "Đỗ Thị Lan",
        "qualification_route": "degree",
        "qualification_detail": 'Kỹ sư "nông học"',
        "user_id": "",
    }
    answer = client.post("/teachers/new", typed, status=503)
    assert "Kỹ sư &#34;nông học&#34;" in answer.text
    assert "Gửi lại" in answer.text
    locked_file.rollback()
    client.post("/teachers/new", typed)


def test_a_password_is_not_kept_on_the_page(client_of, locked_file):
    typed = {"username": "registrar", "password": "một câu ngắn dễ nhớ"}
    assert "ngắn dễ nhớ" not in client_of(None).post("/login", typed, status=503).text


def test_pages_wait_less_where_others_wait_in_vain():
    queue = Queue()
    with queue.patience() as first, queue.patience(), queue.patience() as third:
        assert (first, third) == (PAGE_PATIENCE_MS, IMPATIENCE_MS)
    with pytest.raises(OperationalError), queue.patience():
        raise OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))
    with queue.patience() as after:
        assert after == IMPATIENCE_MS
    with queue.patience() as free:
        assert free == PAGE_PATIENCE_MS
