"""The command line as a whole: names, exit status, JSON on standard error."""

import contextlib
import gc
import json

import click
import pytest

from vocational import cli


def run(*arguments: str) -> int:
    """Run the command line here and return its exit status."""
    with pytest.raises(SystemExit) as leaving:
        cli.main(arguments)
    return int(leaving.value.code or 0)


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_every_command_can_be_loaded(name):
    assert isinstance(cli.load(cli.COMMANDS[name]), click.Command)


def test_the_overview_names_every_command(capsys):
    assert run("--help") == 0
    printed = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if name not in printed] == []


def test_an_unknown_command_is_bad_input(capsys):
    assert run("no-such-command") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert json.loads(captured.err)["error"]["code"] == "unknown"


def test_an_unknown_option_is_bad_input(capsys):
    assert run("serve", "--no-such-option") == 2
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "unknown"


def test_a_missing_argument_is_named(capsys, monkeypatch):
    @click.command()
    @click.argument("file")
    def command(file: str) -> None:
        """Take a file."""

    monkeypatch.setattr(cli, "load", lambda target: command)
    assert run("serve") == 2
    error = json.loads(capsys.readouterr().err)["error"]
    assert (error["code"], error["field"]) == ("missing", "file")


def test_a_bad_setting_is_told_without_a_traceback(capsys, monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    assert run("serve") == 2
    assert "PORT" in json.loads(capsys.readouterr().err)["error"]["message"]


@pytest.mark.parametrize("target", ["vocational.shared.cli:text", "vocational.shared.cli:nothing"])
def test_garbage_is_collected_again_once_a_command_is_loaded(target):
    with contextlib.suppress(AttributeError):
        cli.load(target)
    assert gc.isenabled()
