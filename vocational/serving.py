"""`vocational serve`: one command that runs the web server and the job worker.

The application is made once, and every process is forked from here and shares its memory: what
migrates the database and ends, the web server and the job worker. A worker that has done its
jobs, or dies, is forked again; when the web server ends, everything ends.
"""

import contextlib
import gc
import multiprocessing
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.context import ForkProcess
from pathlib import Path
from types import FrameType

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from vocational import administration
from vocational.config import read_settings
from vocational.demo import cli as demonstration
from vocational.demo.loading import Options
from vocational.documents import pdf
from vocational.jobs import worker

WEB_WORKERS = 2
WEB_THREADS = 4
READY_SECONDS = 60.0
STOP_SECONDS = 30.0
POLL_SECONDS = 0.2
#: Here the web server keeps its heartbeat files where the system allows it; it makes safe names.
MEMORY_FOLDER = "/dev/shm"  # noqa: S108
FORK = multiprocessing.get_context("fork")
FIRST_RESTART_SECONDS = 1.0
LAST_RESTART_SECONDS = 30.0


class CannotServe(click.ClickException):
    """The server cannot start; the message says why, exit status 1."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--demo", is_flag=True, help="Load the demonstration centre into an empty database.")
@click.pass_obj
def serve(make_app: Callable[[], Flask], host: str, demo: bool) -> None:
    """Migrate the database, then run the web server and the job worker until stopped."""
    settings = read_settings()
    check_port(host, settings.port)
    app = make_app()
    if not run_to_end(partial(administration.upgrade_database, app)):
        raise CannotServe("The database could not be migrated.")
    if demo and not run_to_end(partial(load_demonstration, app)):
        raise CannotServe("The demonstration centre could not be loaded.")
    prepare_to_fork(app)
    supervisor = Supervisor(
        web=Child("web server", WebServer(app, host, settings.port).run),
        worker=Child("job worker", partial(worker.work_until_rested, app)),
        is_ready=lambda: is_ready(host, settings.port),
        announce=lambda: announce(app, host, settings.port),
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


class WebServer(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """Gunicorn with the application that is already there."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self.app = app
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        options = {
            "bind": self.address,
            "workers": WEB_WORKERS,
            "threads": WEB_THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "graceful_timeout": int(STOP_SECONDS) - 5,
            "loglevel": "warning",
        }
        if os.access(MEMORY_FOLDER, os.W_OK):
            options["worker_tmp_dir"] = MEMORY_FOLDER
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the application."""
        return self.app


def prepare_to_fork(app: Flask) -> None:
    """Compile every template, load what prints, and keep the garbage collector of the children
    off what is here: looking at it would copy it."""
    pdf.load()
    for name in app.jinja_env.list_templates(extensions=["html", "css"]):
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()


def run_to_end(act: Callable[[], None]) -> bool:
    """Do something in a process of its own, so that no connection of it is left for those forked
    later; tell whether it went well."""
    process = FORK.Process(target=_interruptible, args=(act,))
    process.start()
    process.join()
    return process.exitcode == 0


def _interruptible(act: Callable[[], None]) -> None:
    try:
        act()
    except KeyboardInterrupt:  # Ctrl-C reaches the supervisor too, which says what there is to say
        sys.exit(1)


def load_demonstration(app: Flask) -> None:
    """Load the demonstration centre into an empty database and say who may sign in."""
    report = demonstration.load_demonstration(app, Options(), if_empty=True)
    if report is not None:
        click.echo(demonstration.in_words(report))


def announce(app: Flask, host: str, port: int) -> None:
    """Say where the product is, and the set-up code while nobody has used it."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 -- only compared
    print(f"\nReady on http://{shown}:{port}   (Ctrl-C stops)", flush=True)
    run_to_end(partial(administration.print_setup_code, app))


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
    act: Callable[[], None]
    process: ForkProcess | None = None
    started_at: float = 0.0
    restart_after: float = FIRST_RESTART_SECONDS

    def start(self) -> None:
        """Start the process."""
        self.process = FORK.Process(target=self._run)
        self.process.start()
        self.started_at = time.monotonic()

    def _run(self) -> None:
        os.setpgid(0, 0)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        with contextlib.suppress(OSError):  # only a help for whoever lists processes
            Path("/proc/self/comm").write_text(self.name, encoding="ascii")
        self.act()

    @property
    def is_running(self) -> bool:
        """Whether the process has been started and has not ended."""
        return self.process is not None and self.process.is_alive()

    def ask_to_stop(self) -> None:
        """Let the process finish what it is doing."""
        if self.process is not None and self.is_running:
            self.process.terminate()

    def kill(self) -> None:
        """End the process, and what it has started, at once."""
        if self.process is not None and self.process.pid is not None and self.is_running:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.join()

    def restart_when_due(self) -> None:
        """Start a process again: at once when it had done its work, else later each time that
        it ends early."""
        if self.process is not None and self.process.exitcode == 0:
            self.start()
            return
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
