"""`vocational serve`: one command that runs the web server and the job worker.

This process only supervises and stays small: the database is migrated, and the application
imported, in child processes. A worker that dies is started again; when the web server ends,
everything ends.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

import click

from vocational.config import read_settings

WEB_WORKERS = 2
WEB_THREADS = 4
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.2
FIRST_RESTART_SECONDS = 1.0
LAST_RESTART_SECONDS = 30.0


class CannotServe(click.ClickException):
    """The server cannot start; the message says why, exit status 1."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--demo", is_flag=True, help="Load the demonstration centre into an empty database.")
def serve(host: str, demo: bool) -> None:
    """Migrate the database, then run the web server and the job worker until stopped."""
    settings = read_settings()
    check_port(host, settings.port)
    run_to_end("db", "upgrade", why="The database could not be migrated.")
    if demo:
        run_to_end("demo", "--if-empty", why="The demonstration centre could not be loaded.")
    supervisor = Supervisor(
        web=Child("web server", web_command(host, settings.port)),
        worker=Child("job worker", own_command("worker")),
        is_ready=lambda: is_ready(host, settings.port),
        announce=lambda: announce(host, settings.port),
    )
    sys.exit(supervisor.run())


def check_port(host: str, port: int) -> None:
    """Make sure that the port is free before anything is started.

    Raises `CannotServe`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CannotServe(
                f"Cannot listen on {host}, port {port}: {error.strerror}. "
                "Stop the other program or choose another port, for example PORT=8080."
            ) from error


def own_command(*arguments: str) -> list[str]:
    """Return the command line that runs `vocational` with these arguments."""
    return [sys.executable, "-m", "vocational.cli", *arguments]


def web_command(host: str, port: int) -> list[str]:
    """Return the command line of the web server; the application is loaded before it forks."""
    address = f"[{host}]" if ":" in host else host
    return [
        *(sys.executable, "-m", "gunicorn", "vocational.app:create_app()"),
        *("--bind", f"{address}:{port}"),
        *("--workers", str(WEB_WORKERS), "--threads", str(WEB_THREADS)),
        *("--worker-class", "gthread", "--preload"),
        "--no-control-socket",
        *("--graceful-timeout", str(int(STOP_SECONDS) - 5)),
        *("--log-level", "warning"),
        *worker_memory_folder(),
    ]


def worker_memory_folder() -> Sequence[str]:
    """Keep the web server's heartbeat files in memory where the system allows it."""
    return ("--worker-tmp-dir", "/dev/shm") if os.access("/dev/shm", os.W_OK) else ()  # noqa: S108 -- a folder of the system, and gunicorn makes safe names in it


def run_to_end(*arguments: str, why: str) -> None:
    """Run one `vocational` command to its end.

    Raises `CannotServe` with the reason given when it fails.
    """
    if subprocess.run(own_command(*arguments), check=False).returncode != 0:
        raise CannotServe(why)


def announce(host: str, port: int) -> None:
    """Say where the product is, and the set-up code while nobody has used it."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 -- only compared
    print(f"\nReady on http://{shown}:{port}   (Ctrl-C stops)", flush=True)
    subprocess.run(own_command("setup-code"), check=False)


def is_ready(host: str, port: int) -> bool:
    """Tell whether the web server answers."""
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 -- only compared
    try:
        with urllib.request.urlopen(f"http://{shown}:{port}/healthz", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


@dataclass
class Child:
    """One supervised process, in a group of its own so that Ctrl-C reaches only us."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    restart_after: float = FIRST_RESTART_SECONDS

    def start(self) -> None:
        """Start the process."""
        self.process = subprocess.Popen(self.command, process_group=0)
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self.process is not None and self.process.poll() is None

    def ask_to_stop(self) -> None:
        """Let the process finish what it is doing."""
        if self.process is not None and self.is_running:
            self.process.terminate()

    def kill(self) -> None:
        """End the process, and what it has started, at once."""
        if self.process is not None and self.is_running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def restart_when_due(self) -> None:
        """Start a process that has ended again, later each time that it ends early."""
        lived = time.monotonic() - self.started_at
        if lived < self.restart_after:
            return
        print(f"The {self.name} had ended and is started again.", file=sys.stderr, flush=True)
        early = lived < 2 * LAST_RESTART_SECONDS
        self.restart_after = (
            min(2 * self.restart_after, LAST_RESTART_SECONDS) if early else FIRST_RESTART_SECONDS
        )
        self.start()


@dataclass
class Supervisor:
    """Keeps the web server and the job worker running until a signal or the web server's end."""

    web: Child
    worker: Child
    is_ready: Callable[[], bool]
    announce: Callable[[], None]
    is_stopping: bool = False

    def run(self) -> int:
        """Run both; return the exit status: 0 after a signal, 1 when the web server failed."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        try:
            self.web.start()
            if self._wait_until_ready():
                self.worker.start()
                self.announce()
                self._watch()
            return 0 if self.is_stopping else 1
        finally:
            self._stop_children()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.is_stopping = True

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + READY_SECONDS
        while self.web.is_running and not self.is_stopping:
            if self.is_ready():
                return True
            if time.monotonic() > deadline:
                print("The web server does not answer.", file=sys.stderr, flush=True)
                return False
            time.sleep(POLL_SECONDS)
        return False

    def _watch(self) -> None:
        while not self.is_stopping:
            if not self.web.is_running:
                print("The web server has ended.", file=sys.stderr, flush=True)
                return
            if not self.worker.is_running:
                self.worker.restart_when_due()
            time.sleep(POLL_SECONDS)

    def _stop_children(self) -> None:
        children = (self.web, self.worker)
        for child in children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_SECONDS
        while any(child.is_running for child in children) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        for child in children:
            child.kill()
