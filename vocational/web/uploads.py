"""Pages that take a file: how large a body they read, and bodies that are larger."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, current_app, request
from flask_login import current_user

View = TypeVar("View", bound=Callable[..., Any])

MOST_BODY_BYTES = 64 * 1024 * 1024
"""A page that takes a file reads so much of a body, to answer beside the field.

Files lie on disk meanwhile, not in memory; who sends them is signed in.
"""
MOST_IGNORED_BYTES = 256 * 1024 * 1024
_CHUNK = 64 * 1024
_TAKES_FILE = "takes_file"


def takes_file(view: View) -> View:
    """Let a view read a large body, so that its form can say that the file is too large.

    Put it above the guard of the view.
    """
    view.__dict__[_TAKES_FILE] = True
    return view


def install(app: Flask) -> None:
    """Raise the limit where a view takes files; before anything reads the form."""
    app.before_request(_raise_limit)


def _raise_limit() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    if getattr(view, _TAKES_FILE, False) and current_user.is_authenticated:
        request.max_content_length = MOST_BODY_BYTES


def read_to_the_end() -> None:
    """Read the rest of a refused body away: a browser that still sends would miss the answer."""
    stream, left = request.environ["wsgi.input"], MOST_IGNORED_BYTES
    while left > 0 and (chunk := stream.read(_CHUNK)):
        left -= len(chunk)
