"""Commands of the operator that need the application: database, jobs, first accounts."""

from collections.abc import Callable

import click
from flask import Flask

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.accounts.services import setting_up
from vocational.accounts.services.membership import UserDetails
from vocational.accounts.services.setup_code import sentence_while_empty
from vocational.jobs import worker as job_worker
from vocational.reference import upgrading
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.web import messages

AppFactory = Callable[[], Flask]


@click.group("db")
def db_group() -> None:
    """Look after the database."""


@db_group.command()
@click.pass_obj
def upgrade(make_app: AppFactory) -> None:
    """Bring the database to the schema of this version; nothing happens when it is there."""
    with make_app().app_context():
        upgrading.upgrade("upgrade")


@click.command()
@click.pass_obj
def worker(make_app: AppFactory) -> None:
    """Do the jobs that wait, until stopped; the job in hand is finished first."""
    job_worker.work_until_told(make_app())


@click.command("setup-code")
@click.pass_obj
def setup_code(make_app: AppFactory) -> None:
    """Print the set-up code while there is no institution; nothing afterwards."""
    app = make_app()
    with app.app_context():
        sentence = sentence_while_empty(app.config["SETTINGS"])
    if sentence:
        click.echo(sentence)


@click.command("create-admin")
@click.option("--institution", prompt="Institution's code", help="Code of the institution.")
@click.option("--username", prompt="User name", help="Name to sign in with.")
@click.option("--full-name", prompt="Full name", help="The person's full name.")
@click.option(
    "--password",
    prompt="Password",
    hide_input=True,
    confirmation_prompt=True,
    envvar="ADMIN_PASSWORD",
    help="Asked for when not given; better not given on the command line.",
)
@click.pass_obj
def create_admin(
    make_app: AppFactory, institution: str, username: str, full_name: str, password: str
) -> None:
    """Add an administrator to an institution."""
    with make_app().app_context():
        details = UserDetails(full_name, username, "", frozenset({Role.ADMINISTRATOR}))
        try:
            setting_up.add_administrator(
                Actor.system("console"), institution, details, password, now_utc()
            )
        except RuleViolation as violation:
            raise click.UsageError(messages.sentence_of(violation)) from violation
    click.echo(f"{username} may sign in.")
