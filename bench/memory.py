"""What `vocational serve` holds in memory while nobody asks for anything."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

import psutil

from bench.browsing import Visitor
from bench.measuring import Measurement
from bench.server import free_port, process_cpu_seconds, proportional_mib

LIMIT_MIB = 300
START_SECONDS = 90
SETTLE_SECONDS = 5
BUSY_SECONDS = 0.2
REQUESTS = 20


def idle(engine: str, environment: Mapping[str, str], username: str, password: str) -> Measurement:
    """Serve the loaded database, look at some pages, wait, and weigh all processes."""
    with _served(environment) as (process, port):
        visitor = Visitor(port)
        visitor.sign_in(username, password)
        for _ in range(REQUESTS):
            for path in ("/home", "/classes", "/learners", "/courses"):
                visitor.get(path)
        _settle(process.pid)
        weight = proportional_mib(process.pid)
    return Measurement(
        "web and worker idle", engine, peak_mib=weight, ratios={"vs_limit": weight / LIMIT_MIB}
    )


def _settle(pid: int) -> None:
    """Wait until the processes do nothing: the worker makes the papers of the loaded centre."""
    before = _used(pid)
    while True:
        time.sleep(SETTLE_SECONDS)
        now = _used(pid)
        if now.keys() == before.keys() and sum(now.values()) - sum(before.values()) < BUSY_SECONDS:
            return
        before = now


def _used(pid: int) -> dict[int, float]:
    """Return the CPU seconds of a process and its children by process."""
    result = {}
    for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
        with contextlib.suppress(OSError):  # it has ended meanwhile
            result[process.pid] = process_cpu_seconds(process.pid)
    return result


@contextlib.contextmanager
def _served(environment: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "vocational.cli", "serve"],
        env={**os.environ, **environment, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, port)
        yield process, port
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if Visitor(port).get("/readyz").status == 200:
                return
        time.sleep(0.3)
    raise RuntimeError("vocational serve does not answer")
