"""A web server in processes of its own, and what those processes use."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

START_SECONDS = 60
THREADS = 4
STATUS_OK = 200
PROCESS_CLOCK = 2  # Linux: the clock id of a process is its negated id, shifted, with this kind


@dataclass(frozen=True)
class Server:
    """One running server; both applications run under the same options."""

    process: subprocess.Popen[bytes]
    port: int

    def cpu_seconds(self) -> float:
        """Return the CPU time that all its processes have used since they began."""
        return sum(process_cpu_seconds(process.pid) for process in self._family())

    def _family(self) -> list[psutil.Process]:
        parent = psutil.Process(self.process.pid)
        return [parent, *parent.children(recursive=True)]


def process_cpu_seconds(pid: int) -> float:
    """Read the CPU clock of a process, all its threads together, to the nanosecond."""
    return time.clock_gettime((~pid << 3) | PROCESS_CLOCK)


def proportional_mib(pid: int) -> float:
    """Return the memory of a process and all that it started; shared pages count in parts."""
    parent = psutil.Process(pid)
    family = [parent, *parent.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / 2**20


def free_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serve(application: str, environment: Mapping[str, str], path: str = "/") -> Iterator[Server]:
    """Serve `bench.apps:<application>()` with one process until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", f"bench.apps:{application}()"),
            *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", str(THREADS)),
            *("--worker-class", "gthread", "--preload", "--no-control-socket"),
            *("--keep-alive", "60", "--log-level", "warning"),
        ],
        cwd=Path(__file__).resolve().parent.parent,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # a line for every request
        process_group=0,
    )
    try:
        _wait_until_ready(process, f"http://127.0.0.1:{port}{path}")
        yield Server(process, port)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == STATUS_OK:
                return
        time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")
