"""Long work as people meet it: list, progress, result, stop, run again."""

import pytest

from vocational.access.command import transaction
from vocational.access.permissions import Permission
from vocational.access.roles import Role
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.extensions import db
from vocational.jobs import services
from vocational.jobs.registry import Result, job, registry
from vocational.shared.errors import RuleViolation


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Register kinds for one test."""
    monkeypatch.setattr(registry, "handlers", {})
    monkeypatch.setattr(registry, "permissions", {})

    @job("test.file", permission=Permission.CERTIFICATE_VIEW)
    def _file(actor, arguments, progress):
        progress.of(1)
        with transaction():
            file = NewFile(
                "Chứng chỉ lớp Ánh.pdf", arguments.get("type", "application/pdf"), b"%PDF"
            )
            row = storage.store("tests", file)
            db.session.flush()
        progress.step()
        return Result(row.id)

    @job("test.refuse")
    def _refuse(actor, arguments, progress):
        raise RuleViolation("too_long", most=5, length=7)


@pytest.fixture
def ask(at_home, registrar):
    """A function that asks for a job and returns its path."""

    def asked(kind="test.file", **arguments):
        with at_home(), transaction():
            row = services.enqueue(registrar, kind, arguments, subject="In chứng chỉ <b>lớp</b>")
            return f"/jobs/{row.id}"

    return asked


@pytest.fixture
def client(client_of):
    """The registrar at home."""
    return client_of(Role.REGISTRAR)


def test_work_is_watched_from_waiting_to_its_file(client, ask, run_jobs):
    path = ask()
    assert "data-job" in client.get(path).text
    assert client.get(f"{path}/state").json["state"] == "queued"
    client.get(f"{path}/file", status=404)
    run_jobs()
    assert client.get(f"{path}/state").json | {"text": ""} == {
        "state": "done", "done": 1, "total": 1, "text": "",
    }  # fmt: skip
    assert f"{path}/file" in client.get(path).text
    page = client.get("/jobs").text
    assert "In chứng chỉ &lt;b&gt;lớp" in page


def test_a_file_carries_its_vietnamese_name_and_is_not_guessed_at(client, ask, run_jobs):
    path = ask()
    run_jobs()
    answer = client.get(f"{path}/file")
    assert answer.data == b"%PDF"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("inline")
    assert "filename*=UTF-8''Ch%E1%BB%A9ng%20ch%E1%BB%89" in disposition


def test_what_a_browser_might_run_is_saved_not_shown(client, ask, run_jobs):
    path = ask(type="text/html")
    run_jobs()
    answer = client.client.get(f"{path}/file", buffered=True)
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_the_file_is_refused_to_who_may_not_see_such_papers(client_of, ask, run_jobs):
    path = ask()
    run_jobs()
    client_of(Role.DIRECTOR).get(f"{path}/file")
    client_of(Role.ADMINISTRATOR).get(f"{path}/file", status=403)
    assert f"{path}/file" not in client_of(Role.ADMINISTRATOR).get(path).text
    client_of(Role.TEACHER).get(path, status=403)
    client_of(None).get(f"{path}/file", status=302)


def test_waiting_work_is_stopped_and_run_again(client, ask, run_jobs):
    path = ask()
    client.post(f"{path}/cancel")
    assert run_jobs() == 0
    assert "Đã dừng" in client.get(path).text
    client.post(f"{path}/cancel", status=422)
    client.post(f"{path}/again")
    assert run_jobs() == 1
    client.post(f"{path}/again", status=422)


def test_a_failure_says_what_is_wrong(client, ask, run_jobs):
    path = ask("test.refuse")
    run_jobs()
    page = client.get(path).text
    assert "5" in page
    assert "Chạy lại" in page
    assert "too_long" not in page


def test_the_list_is_filtered_and_asks_as_often_for_many(client, ask, run_jobs, count_queries):
    ask()
    client.get("/jobs")
    with count_queries() as few:
        client.get("/jobs")
    for _ in range(20):
        ask()
    with count_queries() as many:
        client.get("/jobs")
    assert len(few) == len(many) <= 6
    assert "Không có việc nào khớp" in client.get("/jobs?state=failed").text


def test_health_pages_answer(client_of, app):
    visitor = client_of(None)
    assert visitor.get("/healthz").json == {"status": "ok"}
    assert visitor.get("/readyz").json["checks"] == {
        "data_key": "ok", "database": "ok", "fonts": "ok", "jobs": "ok", "storage": "ok",
    }  # fmt: skip


def test_a_broken_store_makes_the_installation_not_ready(client_of, monkeypatch):
    def broken() -> None:
        raise PermissionError

    monkeypatch.setattr(storage, "check", broken)
    answer = client_of(None).get("/readyz", status=503)
    assert answer.json["checks"]["storage"] == "failed"
