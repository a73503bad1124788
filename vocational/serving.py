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
from sqlalchemy.exc import DatabaseError, OperationalError

from vocational.accounts.services.setup_code import sentence_while_empty
from vocational.config import read_settings
from vocational.demo import installing, loading
from vocational.documents import pdf
from vocational.extensions import db
from vocational.jobs import worker
from vocational.reference import upgrading
from vocational.shared.supervision import STOP_SECONDS, Child, Supervisor, run_to_end

WEB_WORKERS = 2
WEB_THREADS = 4
#: So many may wait for an answer, also while the database is being migrated.
BACKLOG = 2048
#: What drivers call a database that cannot be reached, read or written; not their subclasses.
UNREACHABLE = (DatabaseError, OperationalError)
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
    listener = listen(host, settings.port)
    app = make_app()
    if not run_to_end(partial(act_inside, app, migrate)):
        raise CannotServe("The database could not be migrated.")
    if demo and not run_to_end(partial(act_inside, app, fill_empty_database)):
        raise CannotServe("The demonstration centre could not be loaded.")
    prepare_to_fork(app)
    supervisor = Supervisor(
        web=Child("web server", WebServer(app, listener).run),
        worker=Child("job worker", partial(work, app, listener)),
        is_ready=lambda: is_ready(host, settings.port),
        announce=lambda: announce(app, host, settings.port),
    )
    sys.exit(supervisor.run())


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is started: nobody else can have it from now on.

    Raises `CannotServe`.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise CannotServe(
            f"Cannot listen on {host}, port {port}: {error.strerror}. "
            "Stop the other program or choose another port, for example PORT=8080."
        ) from error
    return listener


class WebServer(BaseApplication):  # type: ignore[misc] # gunicorn carries no types
    """Gunicorn with the application that is already there."""

    def __init__(self, app: Flask, listener: socket.socket) -> None:
        self.app = app
        self.listener = listener
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        options = {
            "bind": f"fd://{self.listener.fileno()}",
            "workers": WEB_WORKERS,
            "threads": WEB_THREADS,
            "worker_class": "gthread",
            "preload_app": True,
            "control_socket_disable": True,
            "graceful_timeout": int(STOP_SECONDS) - 5,
            "loglevel": "warning",
            "worker_exit": lambda _server, _worker: close_database(self.app),
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
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def act_inside(app: Flask, act: Callable[[], None]) -> None:
    """Do something in the application's context and close the database.

    What keeps the database from answering is said without a traceback, which any other fault has.
    """
    with app.app_context():
        try:
            act()
        except DatabaseError as error:
            if type(error) not in UNREACHABLE:
                raise
            print(f"The database does not do it: {error.orig}", file=sys.stderr, flush=True)
            if error.statement:  # SQLite calls a faulty statement by the same name
                print(error.statement, file=sys.stderr, flush=True)
            sys.exit(1)
        finally:
            close_database(app)


def work(app: Flask, listener: socket.socket) -> None:
    """Do jobs, then close the database; the port is the web server's alone."""
    listener.close()
    worker.work_until_rested(app)
    close_database(app)


def close_database(app: Flask) -> None:
    """Close all connections of this process: the last one to go leaves SQLite one whole file."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


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
    print(f"\nReady on http://{address(host, port)}   (Ctrl-C stops)", flush=True)
    run_to_end(partial(act_inside, app, say_setup_code))


def address(host: str, port: int) -> str:
    """Return the host and port under which the product is found from this machine."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104 -- only compared
        return f"127.0.0.1:{port}"
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_ready(host: str, port: int) -> bool:
    """Tell whether the web server answers."""
    try:
        with urllib.request.urlopen(f"http://{address(host, port)}/healthz", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False
