"""Requests as the product takes them: without zero bytes, with an id, one line of log each."""

import logging
import re
import sys
import time
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import structlog
from flask import Flask, Request, Response, abort, g, request
from werkzeug.datastructures import ImmutableMultiDict, iter_multi_items

from vocational.shared.engine import IS_PAGE

log = structlog.get_logger("vocational.request")

_SECRET_PARAMETERS = frozenset({"receipt", "token"})
_HIDDEN = "..."
_FOREIGN_ID = re.compile(r"[A-Za-z0-9-]{8,36}")


class CleanValues(ImmutableMultiDict[str, Any]):
    """What was sent, zero bytes dropped: nobody types them and PostgreSQL cannot store them.

    Files, which werkzeug keeps in the same class, stay as they are.
    """

    def __init__(self, sent: Mapping[str, Any] | Iterable[tuple[str, Any]] | None = None) -> None:
        pairs = iter_multi_items(sent) if sent is not None else ()
        super().__init__([(key, _without_zeros(value)) for key, value in pairs])


def _without_zeros(value: Any) -> Any:
    return value.replace("\x00", "") if isinstance(value, str) else value


class CleanRequest(Request):
    """A request whose fields and query hold no zero bytes."""

    parameter_storage_class = CleanValues


def configure_logging(*, as_json: bool) -> None:
    """Write structured lines to standard error."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Give each request an id and log its end; an address with a zero byte leads nowhere."""
    app.request_class = CleanRequest
    app.before_request(_begin)
    app.after_request(_end)


def _path_for_log() -> str:
    """Give the path without its secrets; for an unknown route, only its beginning.

    A mistyped link may hold the secret of a right one.
    """
    if request.url_rule is None:
        first, slash, rest = request.path[1:].partition("/")
        return f"/{first}/{_HIDDEN}" if slash and rest else f"/{first}"
    path = request.path
    for name in _SECRET_PARAMETERS & (request.view_args or {}).keys():
        path = path.replace(str((request.view_args or {})[name]), _HIDDEN)
    return path


def _begin() -> None:
    IS_PAGE.set(True)
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _FOREIGN_ID.fullmatch(given) else uuid.uuid4().hex
    g.request_began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)
    if "\x00" in request.path:
        abort(404)


def _end(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.endpoint != "static":
        began = g.get("request_began", time.perf_counter())
        log.info(
            "request",
            method=request.method,
            path=_path_for_log(),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - began) * 1000, 1),
        )
    return response
