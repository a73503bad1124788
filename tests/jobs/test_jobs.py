"""The worker: runs handlers in their institution and keeps what they meet."""

import threading

import pytest

from tests.world import HOME
from vocational.access.command import transaction
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.extensions import db
from vocational.institutions.services import numbering
from vocational.jobs import queries, services, worker
from vocational.jobs.models import JobState
from vocational.jobs.registry import Result, job, registry
from vocational.shared import tenancy
from vocational.shared.errors import RuleViolation


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """Register the kinds of this file for one test."""
    monkeypatch.setattr(registry, "handlers", dict(registry.handlers))
    job("test.count")(count)
    job("test.refuse")(refuse)
    job("test.break")(break_down)


def count(actor, arguments, progress):
    """Take numbers and leave a file that says which."""
    progress.of(arguments["items"])
    for _item in range(arguments["items"]):
        with transaction():
            numbering.take_number("test")
        progress.step()
    with transaction():
        file = storage.store("tests", NewFile("kết quả.txt", "text/plain", b"xong"))
        db.session.flush()
        return Result(file.id)


def refuse(actor, arguments, progress):
    """Refuse as a rule does."""
    raise RuleViolation("too_long", most=5, length=7)


def break_down(actor, arguments, progress):
    """Fail as a defect does."""
    raise ZeroDivisionError


@pytest.fixture
def ask(at_home, registrar):
    """A function that asks for a job and returns its id."""

    def asked(kind, **arguments):
        with at_home(), transaction():
            return services.enqueue(registrar, kind, arguments, subject="Việc thử").id

    return asked


def test_a_job_runs_in_its_institution_and_leaves_a_file(ask, run_jobs, at_home):
    job_id = ask("test.count", items=3)
    assert run_jobs() == 1
    with at_home():
        row = queries.job(job_id)
        assert (row.state, row.done_count, row.total_count) == (JobState.DONE, 3, 3)
        assert storage.read(row.result_file) == b"xong"
        assert tenancy.scoped_institution_id(db.session()) == HOME.institution_id


def test_a_refusal_is_not_tried_again(ask, run_jobs, at_home):
    job_id = ask("test.refuse")
    assert run_jobs() == 1
    with at_home():
        row = queries.job(job_id)
        assert (row.state, row.error_code, row.attempts) == (JobState.FAILED, "too_long", 1)


def test_a_defect_is_tried_a_few_times_then_kept(ask, run_jobs, at_home):
    job_id = ask("test.break")
    assert run_jobs() == services.MAX_ATTEMPTS
    with at_home():
        row = queries.job(job_id)
        assert (row.state, row.error_code) == (JobState.FAILED, "job.defect")
        assert "ZeroDivisionError" in row.error_detail


def test_a_kind_that_no_code_does_is_kept_as_failed(ask, run_jobs, at_home):
    job_id = ask("test.unknown")
    run_jobs()
    with at_home():
        assert queries.job(job_id).state is JobState.FAILED


def test_a_worker_of_the_server_ends_when_its_jobs_are_done(app, ask, at_home):
    job_ids = [ask("test.count", items=2), ask("test.count", items=1)]

    worker.work(app, threading.Event(), ends_when_done=True)

    with at_home():
        assert [queries.job(job_id).state for job_id in job_ids] == [JobState.DONE] * 2
