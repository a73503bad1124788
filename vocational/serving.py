"""`vocational serve`: one command that runs the web server and the job worker.

The application is made once, and every process is forked from here and shares its memory: first
those that migrate the database, load the demonstration and say the set-up code, each to its end;
then the web server and the job worker. A worker that has done its jobs, or dies, is forked again;
when the web server ends, everything ends.
"""

import gc
import os
import socket
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from functools import partial

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication

from vocational.accounts.setup_code import sentence_while_empty
from vocational.config import read_settings
from vocational.demo import installing, loading
from vocational.documents import pdf
from vocational.jobs import worker
from vocational.reference import upgrading
from vocational.shared.supervision import FORK, STOP_SECONDS, Child, Supervisor

WEB_WORKERS = 2
WEB_THREADS = 4
#: Here the web server keeps its heartbeat files where the system allows it; it makes safe names.
MEMORY_FOLDER = "/dev/shm"  # noqa: S108


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
    if not run_to_end(app, migrate):
        raise CannotServe("The database could not be migrated.")
    if demo and not run_to_end(app, fill_empty_database):
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
    pdf.load_typesetting()
    for name in app.jinja_env.list_templates(extensions=["html", "css"]):
        app.jinja_env.get_template(name)
    gc.collect()
    gc.freeze()


def run_to_end(app: Flask, act: Callable[[], None]) -> bool:
    """Do something with the application in a forked process; tell whether it ended well.

    A process of its own, so that no database connection is left open in those forked later.
    """
    process = FORK.Process(target=_act_inside, args=(app, act))
    process.start()
    process.join()
    return process.exitcode == 0


def _act_inside(app: Flask, act: Callable[[], None]) -> None:
    try:
        with app.app_context():
            act()
    except KeyboardInterrupt:  # Ctrl-C reaches the parent too, which ends with it
        sys.exit(1)


def migrate() -> None:
    """Bring the database to this version."""
    upgrading.upgrade("upgrade")


def fill_empty_database() -> None:
    """Load the demonstration centre into an empty database and say who may sign in."""
    report = installing.install(loading.Options(), _tell, only_if_empty=True)
    if report is not None:
        print(loading.in_words(report), flush=True)


def _tell(done: int, total: int) -> None:
    print(f"{done}/{total}", file=sys.stderr, flush=True)


def say_setup_code() -> None:
    """Print the set-up code while there is no institution."""
    sentence = sentence_while_empty(current_app.config["SETTINGS"])
    if sentence:
        print(sentence, flush=True)


def announce(app: Flask, host: str, port: int) -> None:
    """Say where the product is, and the set-up code while nobody has used it."""
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 -- only compared
    print(f"\nReady on http://{shown}:{port}   (Ctrl-C stops)", flush=True)
    run_to_end(app, say_setup_code)


def is_ready(host: str, port: int) -> bool:
    """Tell whether the web server answers."""
    shown = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 -- only compared
    try:
        with urllib.request.urlopen(f"http://{shown}:{port}/healthz", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False
