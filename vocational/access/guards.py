"""Guards of routes: every view says who may call it, or that everybody may and why."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, abort, g
from flask_login import current_user
from werkzeug.wrappers import Response

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.extensions import login_manager

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

_GUARD = "access_guard"


class UnguardedRoute(RuntimeError):
    """A route says neither who may call it nor that everybody may."""


def requires(
    *permissions: Permission,
) -> Callable[[Callable[Parameters, Answer]], Callable[Parameters, Answer | Response]]:
    """Let only signed-in people with one of these permissions call the view."""

    def decorate(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer | Response]:
        @wraps(view)
        def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer | Response:
            if not current_user.is_authenticated:
                answer: Response = login_manager.unauthorized()
                return answer
            if not any(current_actor().may(permission) for permission in permissions):
                abort(403)
            return view(*args, **kwargs)

        guarded.__dict__[_GUARD] = " | ".join(permissions)
        return guarded

    return decorate


def public(reason: str) -> Callable[[Callable[Parameters, Answer]], Callable[Parameters, Answer]]:
    """Let everybody call the view, for a stated reason."""

    def decorate(view: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
        view.__dict__[_GUARD] = f"public: {reason}"
        return view

    return decorate


def current_actor() -> Actor:
    """Return the actor of this request: the signed-in person, or the public."""
    if "actor" not in g:
        g.actor = current_user.actor() if current_user.is_authenticated else Actor.public()
    actor: Actor = g.actor
    return actor


def route_guards(app: Flask) -> list[tuple[str, str, str, str]]:
    """List (methods, path, endpoint, guard) of every route, by path."""
    rows = []
    for rule in app.url_map.iter_rules():
        methods = ",".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        view = app.view_functions[rule.endpoint]
        rows.append((methods, rule.rule, rule.endpoint, getattr(view, _GUARD, "")))
    return sorted(rows, key=lambda row: (row[1], row[0]))


def check_guards(app: Flask) -> None:
    """Refuse to start with an unguarded route.

    Raises `UnguardedRoute` naming them.
    """
    bare = [path for _methods, path, endpoint, guard in route_guards(app) if not guard]
    if bare:
        raise UnguardedRoute(", ".join(bare))
