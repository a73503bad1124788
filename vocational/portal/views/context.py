"""What templates get from the portal: the menu, the search, the head of a class."""

from flask import Flask, request, url_for

from vocational.access.guards import current_actor
from vocational.class_progress.pages import header
from vocational.class_progress.pages.header import ClassHeader
from vocational.classes.models import TrainingClass
from vocational.portal.pages import navigation
from vocational.shared.clock import today


def install(app: Flask) -> None:
    """Wire the values of templates; call it when every blueprint is registered."""
    app.context_processor(template_values)


def template_values() -> dict[str, object]:
    """Return `navigation`, `search_url` and `class_header_of`, which asks the database only
    when the layout of a class calls it."""
    actor = current_actor()
    if actor.user_id is None:
        return {"navigation": (), "search_url": None, "class_header_of": header_of}
    may_search = any(actor.may(permission) for permission in header.SEARCHERS)
    return {
        "navigation": navigation.menu(actor, request.path),
        "search_url": url_for("search.index") if may_search else None,
        "class_header_of": header_of,
    }


def header_of(training_class: TrainingClass) -> ClassHeader:
    """Make the head of a class for the person who looks at it."""
    return header.class_header(training_class, current_actor(), request.path, today())
