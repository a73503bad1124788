"""`vocational demo`: load the demonstration centre."""

from collections.abc import Callable

import click
import flask_migrate
from flask import Flask

from vocational.access.actor import Actor
from vocational.demo import centre, loading, services
from vocational.demo.jobs import printed_address
from vocational.demo.loading import Report
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.jobs.registry import Progress
from vocational.reference import services as reference
from vocational.shared import tenancy
from vocational.shared.clock import now_utc, today
from vocational.shared.errors import InputError


@click.command()
@click.option("--learners", type=click.IntRange(17, 200_000), default=loading.DEFAULT_LEARNERS)
@click.option("--years", type=click.IntRange(1, 10), default=loading.DEFAULT_YEARS)
@click.option("--seed", type=int, default=loading.DEFAULT_SEED)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--if-empty", is_flag=True, help="Do nothing when something is set up already.")
@click.pass_obj
def demo(
    make_app: Callable[[], Flask],
    learners: int,
    years: int,
    seed: int,
    as_json: bool,
    if_empty: bool,
) -> None:
    """Load deterministic, realistic data of a centre that does not exist; migrates first."""
    report = load_demonstration(
        make_app(), loading.Options(learners, years, seed), if_empty=if_empty
    )
    if report is not None:
        click.echo(loading.as_json(report) if as_json else in_words(report))


def load_demonstration(app: Flask, options: loading.Options, *, if_empty: bool) -> Report | None:
    """Migrate, then load the centre; None when something is set up already and that is all right.

    Raises `InputError` when the database holds a real institution.
    """
    with app.app_context():
        flask_migrate.upgrade()
        reference.sync_reference(Actor.system("demo"), today())
        if if_empty and not institutions.is_empty():
            return None
        return _load(options)


def _load(options: loading.Options) -> Report:
    """Found the centre, or go on with one that a stopped load left behind."""
    found = institutions.institution_by_code(centre.CODE)
    if found is None and not institutions.is_empty():
        raise InputError("invalid", "There is an institution already: use an empty database")
    if found is not None and not found.is_demonstration:
        raise InputError("invalid", "This database holds a real institution")
    institution_id = found.id if found else services.found(now_utc())
    with tenancy.institution_scope(db.session(), institution_id):
        return loading.load(
            Actor.system("demo", institution_id),
            institution_id,
            options,
            Progress(lambda done, total: click.echo(f"{done}/{total}", err=True)),
            now=now_utc(),
            today=today(),
            base_url=printed_address(),
        )


def in_words(report: Report) -> str:
    """List who may sign in, and with what password."""
    return "\n".join(f"{one.role:15} {one.username:12} {one.password}" for one in report.accounts)
