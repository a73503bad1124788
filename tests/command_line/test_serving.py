"""`vocational serve` as an operator sees it: real processes on a free port."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import psutil
import pytest

from tests.browser import products
from tests.waiting import wait_for


@pytest.fixture
def port():
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def environment(tmp_path, port):
    """Settings of an installation of its own, without those of the person who runs the tests."""
    return {"VAR_DIR": str(tmp_path / "var"), "PORT": str(port), "PATH": os.environ["PATH"]}


@pytest.fixture
def serving(tmp_path, environment, shared_folder):
    """Serve an empty installation until the test ends."""
    products.migrated(shared_folder, Path(environment["VAR_DIR"]))
    log = tmp_path / "log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "vocational.cli", "serve"],
            cwd=tmp_path,
            env=environment,
            stdout=output,
            stderr=output,
        )
        try:
            wait_for(lambda: process.poll() is not None or "Ready on" in log.read_text("utf-8"))
            assert process.poll() is None, log.read_text("utf-8")
            yield process
        finally:
            process.terminate()
            process.wait(timeout=60)


def answers(port: int) -> bool:
    """Tell whether the process page answers."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False


def job_workers(process: subprocess.Popen) -> list[psutil.Process]:
    """Return the running job workers of this supervisor."""
    return [
        child
        for child in psutil.Process(process.pid).children()
        if child.status() != psutil.STATUS_ZOMBIE and child.name() == "job worker"
    ]


def test_one_command_serves_restarts_a_dead_worker_and_stops_cleanly(serving, port, tmp_path):
    assert answers(port)
    wait_for(lambda: len(job_workers(serving)) == 1)
    killed = job_workers(serving)[0]
    family = psutil.Process(serving.pid).children(recursive=True)

    killed.kill()
    wait_for(lambda: [w.pid for w in job_workers(serving)] not in ([], [killed.pid]))

    family += psutil.Process(serving.pid).children(recursive=True)
    serving.send_signal(signal.SIGINT)
    assert serving.wait(timeout=60) == 0
    assert [child for child in family if child.is_running()] == []
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8")
    assert list(tmp_path.glob("var/*.sqlite3-wal")) == []


def serve_to_the_end(environment, folder) -> subprocess.CompletedProcess[str]:
    """Serve with settings that do not let it go on."""
    return subprocess.run(
        [sys.executable, "-m", "vocational.cli", "serve"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_busy_port_is_told_and_nothing_is_started(environment, port, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        result = serve_to_the_end(environment, tmp_path)
    assert result.returncode == 1
    assert f"port {port}" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "var" / "vocational.sqlite3").exists()


def test_nothing_is_served_from_a_database_that_cannot_be_migrated(environment, port, tmp_path):
    folder = Path(environment["VAR_DIR"])
    folder.mkdir()
    (folder / "vocational.sqlite3").write_bytes(b"no database at all" * 100)
    result = serve_to_the_end(environment, tmp_path)
    assert result.returncode == 1
    assert "file is not a database" in result.stderr
    assert "The database could not be migrated." in result.stderr
    assert "Traceback" not in result.stderr
    assert not answers(port)
