"""Workers beside each other, and one that is killed in the middle of a batch."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs import killed_worker
from tests.waiting import wait_for
from vocational.access.command import transaction
from vocational.jobs import queries, services
from vocational.jobs.models import JobState

ROOT = Path(__file__).resolve().parent.parent.parent
ITEMS = 30


@contextlib.contextmanager
def worker_process(settings) -> Iterator[subprocess.Popen]:
    """Run a worker of its own on the test's database."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "tests.jobs.killed_worker"),
            *(settings.database_url, str(settings.var_dir)),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def progress(app, at_home):
    """A function that reads (state, done) of a job."""

    def read(job_id):
        with at_home():
            row = queries.job(job_id)
            return row.state, row.done_count

    return read


def test_after_kill_9_another_worker_finishes_and_nothing_is_lost_or_doubled(
    app, at_home, registrar, progress
):
    with at_home(), transaction():
        arguments = {"items": ITEMS, "seconds": 0.1}
        job_id = services.enqueue(registrar, "test.batch", arguments, subject="Lô thử").id
    settings = app.config["SETTINGS"]
    with worker_process(settings) as first:
        wait_for(lambda: progress(job_id)[1] >= 3)
        first.send_signal(signal.SIGKILL)
        first.wait()
    state, done = progress(job_id)
    assert (state, done < ITEMS) == (JobState.RUNNING, True)
    with worker_process(settings):
        wait_for(lambda: progress(job_id)[0] is JobState.DONE)
    with at_home():
        row = queries.job(job_id)
        assert (row.done_count, row.attempts) == (ITEMS, 2)
        assert killed_worker.numbers_taken() == ITEMS


def test_twenty_workers_claim_ten_jobs_once_each(app, at_home, registrar):
    with at_home(), transaction():
        wanted = {services.enqueue(registrar, "test.x", {}, subject="x").id for _ in range(10)}
    claimed: list[int] = []

    def claim() -> None:
        with app.app_context():
            claim_next = services.claim_next()
            while claim_next is not None:
                claimed.append(claim_next.job_id)
                claim_next = services.claim_next()

    threads = [threading.Thread(target=claim) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(wanted)
