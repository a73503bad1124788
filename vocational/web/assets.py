"""Addresses of static files that tell one content from another, so that browsers may keep them.

The content is that of the first time the address was asked for.
"""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, request, url_for


def asset(name: str) -> str:
    """Return the versioned address of a static file; files are looked at again in debug mode."""
    path = f"{current_app.static_folder}/{name}"
    changed = os.stat(path).st_mtime_ns if current_app.debug else 0
    return _address(path, changed, name, request.script_root)


@lru_cache(maxsize=256)
def _address(path: str, _changed: int, name: str, _root: str) -> str:
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10]
    return url_for("static", filename=name, v=digest)


def install(app: Flask) -> None:
    """Give `asset` to the templates."""
    app.jinja_env.globals["asset"] = asset
