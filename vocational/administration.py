"""Commands of the operator that need the application: migrate the database, do the jobs."""

import signal
import threading
from collections.abc import Callable

import click
import flask_migrate
from flask import Flask

from vocational.jobs import worker as job_worker

AppFactory = Callable[[], Flask]


@click.group("db")
def db_group() -> None:
    """Look after the database."""


@db_group.command()
@click.pass_obj
def upgrade(make_app: AppFactory) -> None:
    """Bring the database to the schema of this version; nothing happens when it is there."""
    with make_app().app_context():
        flask_migrate.upgrade()


@click.command()
@click.pass_obj
def worker(make_app: AppFactory) -> None:
    """Do the jobs that wait, until stopped; the job in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    job_worker.work(make_app(), stop)
