"""The paths of the pages that exist."""

import re

from flask import Flask, current_app

_KEY = "known_paths"
_VARIABLE = re.compile(r"<[^>]*>")


def install(app: Flask) -> None:
    """Note the paths of all pages; call it when every blueprint is registered."""
    app.extensions[_KEY] = frozenset(
        _VARIABLE.sub("<>", rule.rule)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    )


def known_paths() -> frozenset[str]:
    """Return the paths of the application's pages, each variable part written `<>`."""
    paths: frozenset[str] = current_app.extensions[_KEY]
    return paths
