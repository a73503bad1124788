"""Templates compiled once in a run: every process of the run finds what another has compiled.

The product has no such store: what is kept there would have to follow filters and settings too.
"""

import os
from pathlib import Path

from flask import Flask
from jinja2 import FileSystemBytecodeCache

VARIABLE = "TEST_BYTECODE"


def share(folder: Path) -> None:
    """Name the store to this process and to those that it starts."""
    folder.mkdir(exist_ok=True)
    os.environ[VARIABLE] = str(folder)
    use()


def use() -> None:
    """Let applications made from now on use the store of the run, if there is one."""
    folder = os.environ.get(VARIABLE)
    if folder:
        Flask.jinja_options = Flask.jinja_options | {
            "bytecode_cache": FileSystemBytecodeCache(folder)
        }
