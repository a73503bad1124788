"""Pages without the indentation of their templates, which is for people who read those."""

import re

from flask import Flask
from jinja2.ext import Extension

_INDENTATION = re.compile(r"\n[ \t]+")


def install(app: Flask) -> None:
    """Set up how the white space of templates reaches pages.

    Lines that hold nothing but a statement leave nothing behind; of any other line's indentation
    one space is left, which a browser shows as it shows twenty.
    """
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension(Unindented)


class Unindented(Extension):
    """Shortens indentation once, when a template is compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with one space before each line that is indented."""
        return _INDENTATION.sub("\n ", source)
