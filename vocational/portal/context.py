"""What templates get from the portal: the menu, the search, the head of a class."""

import re

from flask import Flask, current_app, request

from vocational.access.guards import current_actor
from vocational.classes.models import TrainingClass
from vocational.portal import class_header, navigation
from vocational.portal.class_header import ClassHeader
from vocational.shared.clock import today

SEARCH = "/search"
_KEY = "portal_paths"
_VARIABLE = re.compile(r"<[^>]*>")


def install(app: Flask) -> None:
    """Wire the values of templates; call it when every blueprint is registered."""
    app.extensions[_KEY] = frozenset(
        _VARIABLE.sub("<>", rule.rule)
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
    )
    app.context_processor(template_values)


def known_paths() -> frozenset[str]:
    """Return the paths of the application's pages, each variable part written `<>`."""
    paths: frozenset[str] = current_app.extensions[_KEY]
    return paths


def template_values() -> dict[str, object]:
    """Return `navigation`, `search_url` and `class_header_of`, which asks the database only
    when the layout of a class calls it."""
    actor = current_actor()
    if actor.user_id is None:
        return {"navigation": (), "search_url": None, "class_header_of": header_of}
    may_search = any(actor.may(permission) for permission in class_header.SEARCHERS)
    return {
        "navigation": navigation.menu(actor, known_paths(), request.path),
        "search_url": SEARCH if may_search and SEARCH in known_paths() else None,
        "class_header_of": header_of,
    }


def header_of(training_class: TrainingClass) -> ClassHeader:
    """Make the head of a class for the person who looks at it."""
    return class_header.class_header(
        training_class, current_actor(), known_paths(), request.path, today()
    )
