"""Addresses of static files that change when the file does, so that browsers may keep them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from flask import Flask, current_app, url_for


def asset(name: str) -> str:
    """Return the versioned address of a static file."""
    folder = current_app.static_folder
    path = Path(folder or "") / name
    return url_for("static", filename=name, v=_digest(path, path.stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _digest(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]


def install(app: Flask) -> None:
    """Give `asset` to the templates."""
    app.jinja_env.globals["asset"] = asset
