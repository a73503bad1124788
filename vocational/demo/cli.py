"""`vocational demo`: load the demonstration centre."""

from collections.abc import Callable

import click
from flask import Flask

from vocational.demo import installing, loading


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
    options = loading.Options(learners, years, seed)
    with make_app().app_context():
        report = installing.install(options, tell, only_if_empty=if_empty)
    if report is not None:
        click.echo(loading.as_json(report) if as_json else loading.in_words(report))


def tell(done: int, total: int) -> None:
    """Say on standard error how far the load is."""
    click.echo(f"{done}/{total}", err=True)
