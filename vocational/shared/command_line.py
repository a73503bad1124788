"""Glue for commands that answer without the application: file or standard input in, text out.

Input and output are UTF-8 whatever the locale of the terminal. Bad input is one JSON object
on standard error and exit status 2, never a traceback.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject, parse_object

BAD_INPUT_STATUS = 2

JsonAnswer = dict[str, object]


def json_command(name: str, answer: Callable[[JsonObject], JsonAnswer]) -> click.Command:
    """Make the command `name [FILE]` that reads one JSON object and prints another.

    `answer` may raise `InputError`; its docstring is the help of the command.
    """

    def run(text: str) -> str:
        return json_text(answer(parse_object(text))) + "\n"

    return _command(name, run, answer.__doc__)


def text_command(name: str, answer: Callable[[str], str], help_text: str) -> click.Command:
    """Make the command `name [FILE]` that turns text into text."""
    return _command(name, answer, help_text)


def json_text(value: JsonAnswer) -> str:
    """Write an answer as JSON with its letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _command(name: str, run: Callable[[str], str], help_text: str | None) -> click.Command:
    @click.command(name, help=help_text)
    @click.argument("file", required=False)
    def command(file: str | None) -> None:
        try:
            answer = run(_read(file))
        except InputError as error:
            _write(sys.stderr, error_text(error) + "\n")
            click.get_current_context().exit(BAD_INPUT_STATUS)
        _write(sys.stdout, answer)

    return command


def error_text(error: InputError) -> str:
    """Write an error as the one JSON object that scripts read."""
    described = {"code": error.code, "message": error.message, "field": error.field}
    return json.dumps({"error": described}, ensure_ascii=False)


def _read(file: str | None) -> str:
    try:
        raw = sys.stdin.buffer.read() if file in (None, "-") else Path(str(file)).read_bytes()
    except OSError as error:
        raise InputError("missing", f"Cannot read {file}: {error.strerror}.") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError("invalid", f"Line {line} is not UTF-8.", f"line {line}") from None


def _write(stream: TextIO, text: str) -> None:
    """Write UTF-8; a lone surrogate of the input goes out as the escape it came in."""
    stream.buffer.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()
