"""The command line: `vocational <noun> <verb>`.

Groups are loaded when they are called for: commands that only calculate must start fast,
without the web or the database. Commands that need the application make it by calling
`click.Context.obj`. Bad input is answered with exit status 2 and one JSON object on standard
error.
"""

import gc
import importlib
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from vocational.config import BadSetting
from vocational.shared.command_line import BAD_INPUT_STATUS, error_text
from vocational.shared.errors import InputError

if TYPE_CHECKING:
    from flask import Flask

COMMANDS = {
    "admission": "vocational.admission.cli:admission",
    "attendance": "vocational.attendance.cli:attendance",
    "certificates": "vocational.certificates.cli:certificates",
    "citizen-card": "vocational.shared.cli:citizen_card",
    "create-admin": "vocational.administration:create_admin",
    "db": "vocational.administration:db_group",
    "demo": "vocational.demo.cli:demo",
    "entitlement": "vocational.entitlements.cli:entitlement",
    "law": "vocational.provisions.cli:law",
    "results": "vocational.assessment.cli:results",
    "serve": "vocational.serving:serve",
    "setup-code": "vocational.administration:setup_code",
    "text": "vocational.shared.cli:text",
    "worker": "vocational.administration:worker",
}
INTERRUPTED = 130


def load(target: str) -> object:
    """Import `module:attribute` and return the attribute."""
    module, _, attribute = target.partition(":")
    with without_collecting():
        return getattr(importlib.import_module(module), attribute)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: hardly anything that is imported or made is any, and looking
    at it again and again takes a fifth of the time to start."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None when there is none of that name."""
        target = COMMANDS.get(cmd_name)
        if target is None:
            return None
        result = load(target)
        if not isinstance(result, click.Command):
            raise TypeError(f"{target} is no command")
        return result


def make_app() -> "Flask":
    """Import and make the application; only commands that need it pay for this."""
    with without_collecting():
        factory = importlib.import_module("vocational.app").create_app
        app: Flask = factory()
    gc.freeze()  # it stays as long as the process
    return app


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="vocational")
@click.pass_context
def vocational(ctx: click.Context) -> None:
    """Run a vocational training centre, from application to verified certificate."""
    ctx.obj = make_app


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status."""
    try:
        status = vocational.main(
            args=None if arguments is None else list(arguments),
            prog_name="vocational",
            standalone_mode=False,
        )
    except click.UsageError as error:
        sys.exit(report_bad_input(_as_input_error(error)))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except InputError as error:
        sys.exit(report_bad_input(error))
    except BadSetting as error:
        sys.exit(report_bad_input(InputError("invalid", str(error))))
    except click.Abort:
        sys.exit(INTERRUPTED)
    sys.exit(status if isinstance(status, int) else 0)


def report_bad_input(error: InputError) -> int:
    """Write the JSON object that says what is wrong; return the exit status for it."""
    print(error_text(error), file=sys.stderr)
    return BAD_INPUT_STATUS


def _as_input_error(error: click.UsageError) -> InputError:
    param = getattr(error, "param", None)
    field = _field(param) if isinstance(param, click.Parameter) else None
    return InputError(_error_code(error), error.format_message(), field)


def _field(param: click.Parameter) -> str | None:
    """Name an option as it is typed, an argument by its name."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len).lstrip("-").replace("-", "_")
    return param.name


def _error_code(error: click.UsageError) -> str:
    if isinstance(error, click.MissingParameter):
        return "missing"
    if isinstance(error, click.NoSuchOption) or error.message.startswith("No such command"):
        return "unknown"
    return "invalid"


if __name__ == "__main__":
    main()
