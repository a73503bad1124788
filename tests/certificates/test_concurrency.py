"""Many at once: numbers without gaps or doubles, and a worker that is killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from tests.factories import catalogue
from tests.factories.certificates import issued_class, recognised_class
from tests.waiting import wait_for
from vocational.certificates.models import Certificate
from vocational.certificates.services.issue import issue_certificates
from vocational.config import Settings
from vocational.documents.models import StoredFile
from vocational.jobs.models import Job, JobState

THREADS = 50
BATCH = 40


def test_fifty_issues_at_once_give_consecutive_numbers(app, at_home, registrar):
    with at_home():
        recognised = recognised_class(THREADS)

    def issue(entry_id: int) -> int:
        with at_home():
            return len(issue_certificates(registrar, recognised.request(entry_ids=(entry_id,))))

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(issue, recognised.entry_ids)) == THREADS
    with at_home() as session:
        rows = session.scalars(select(Certificate).order_by(Certificate.registry_sequence)).all()
        assert [row.registry_sequence for row in rows] == list(range(1, THREADS + 1))
        assert sorted(row.serial_number for row in rows) == [
            f"LD-SC {number:06}" for number in range(1, THREADS + 1)
        ]


def test_classes_issued_at_once_share_the_book_without_gaps(app, at_home, registrar):
    with at_home():
        version = catalogue.course("LD-C")
        both = [
            recognised_class(10, code=f"LD-2026-00{n}", version=version, first=n * 20)
            for n in (1, 2)
        ]

    def issue(recognised) -> list[int]:
        with at_home():
            return issue_certificates(registrar, recognised.request())

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(issue, both))
    with at_home() as session:
        numbers = session.scalars(
            select(Certificate.registry_sequence).order_by(Certificate.registry_sequence)
        )
        assert list(numbers) == list(range(1, 21))


def test_the_same_form_sent_twenty_times_at_once_issues_once(app, at_home, registrar):
    with at_home():
        recognised = recognised_class(5)

    def issue(_time: int) -> int:
        with at_home():
            return len(issue_certificates(registrar, recognised.request()))

    with ThreadPoolExecutor(20) as pool:
        assert sorted(pool.map(issue, range(20))) == [0] * 19 + [5]


def test_a_worker_killed_in_the_batch_loses_and_doubles_nothing(app, at_home, registrar):
    with at_home():
        issued_class(registrar, BATCH)
    first = start_worker(app.config["SETTINGS"])
    try:
        wait_until(at_home, lambda made: 0 < made < BATCH)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    with at_home() as session:
        before = dict(session.execute(select(Certificate.id, Certificate.pdf_file_id)).all())
    assert 0 < sum(file_id is not None for file_id in before.values()) < BATCH
    second = start_worker(app.config["SETTINGS"])
    try:
        wait_until(at_home, lambda made: made == BATCH)
    finally:
        second.terminate()
        second.wait()
    with at_home() as session:
        after = dict(session.execute(select(Certificate.id, Certificate.pdf_file_id)).all())
        kept = {key: file_id for key, file_id in before.items() if file_id}
        assert kept == {key: after[key] for key in kept}
        assert len(set(after.values())) == BATCH
        assert session.scalar(select(func.count()).select_from(StoredFile)) == BATCH
        job = session.scalars(select(Job)).one()
        assert (job.state, job.done_count, job.attempts) == (JobState.DONE, BATCH, 2)


def start_worker(settings: Settings) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "DATABASE_URL": settings.database_url,
        "STORAGE_URL": settings.storage_url,
        "VAR_DIR": str(settings.var_dir),
        "SECRET_KEY": settings.secret_key,
        "DATA_KEY": settings.data_key,
        "BASE_URL": settings.base_url,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "vocational.cli", "worker"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until(at_home, holds) -> None:
    """Wait until so many files are made and, at the end, the job is over."""

    def is_reached() -> bool:
        with at_home() as session:
            made = session.scalar(
                select(func.count())
                .select_from(Certificate)
                .where(Certificate.pdf_file_id.is_not(None))
            )
            over = session.scalars(select(Job)).one().state is JobState.DONE
        return holds(made) and (over or made < BATCH)

    wait_for(is_reached)
