"""Addresses of the bundled styles and scripts, which browsers keep because their names change.

`scripts/bundle_assets.py` writes the bundles, with a hash of their content in each name, and the
manifest that this module reads. It is read again when it has changed, so that a developer who
bundles again need not restart the server.
"""

import json
import os
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from flask import Flask, current_app, url_for

BUNDLES = "bundles"
FAVICON = Path(__file__).resolve().parent / "data" / "favicon.svg"


class NotBundled(Exception):
    """There is no such bundle: `make setup` has not run since the templates changed."""


def asset(name: str) -> str:
    """Return the address of a bundle by its plain name, such as `desk.css`.

    Raises:
        NotBundled: the manifest is absent or does not know the name.
    """
    manifest = Path(str(current_app.static_folder)) / BUNDLES / "manifest.json"
    try:
        files = _files(manifest, os.stat(manifest).st_mtime_ns)
        return url_for("static", filename=f"{BUNDLES}/{files[name]}")
    except (FileNotFoundError, KeyError) as error:
        raise NotBundled(f"{name} is not bundled; run make setup") from error


@lru_cache(maxsize=2)
def _files(manifest: Path, _changed: int) -> dict[str, str]:
    files: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8"))
    return files


def is_bundle(filename: str) -> bool:
    """Tell whether a static file never changes under its name."""
    return filename.startswith(f"{BUNDLES}/") and not filename.endswith("manifest.json")


@lru_cache(maxsize=1)
def favicon() -> str:
    """Return the picture of the browser's tab as an address that costs no request."""
    return "data:image/svg+xml," + quote(FAVICON.read_text(encoding="utf-8").strip(), safe="/:=' ")


def install(app: Flask) -> None:
    """Give `asset` and `favicon` to the templates."""
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["favicon"] = favicon
