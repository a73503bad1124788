"""Error pages: what happened, what to do, and an id for who must find it in the log."""

from collections.abc import Iterable

import structlog
from flask import Flask, Response, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from markupsafe import escape
from sqlalchemy.exc import InterfaceError, NoResultFound, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from vocational.extensions import db
from vocational.shared.errors import Refused, RuleViolation, Unavailable
from vocational.web import messages, uploads

log = structlog.get_logger(__name__)

RETRY_AFTER_SECONDS = "10"
_PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})

_WITHOUT_DATABASE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><title>Hệ thống tạm ngừng</title></head>
<body><h1>Hệ thống tạm ngừng</h1>
<p>Chưa có gì bị mất. Hãy thử lại sau ít phút; nếu vẫn vậy, báo quản trị mã {request_id}.</p>
<p lang="en">The system is down for the moment. Nothing is lost. Try again in a few minutes.</p>
</body></html>
"""


def install(app: Flask) -> None:
    """Answer every kind of failure with a page."""
    app.register_error_handler(NoResultFound, _not_found)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(RuleViolation, _violation)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(Unavailable, _unavailable)
    for error in (OperationalError, InterfaceError, NoConnectionFree):
        app.register_error_handler(error, _database_away)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _defect)


def page(
    status: int, message: str = "", kept: Iterable[tuple[str, str]] = ()
) -> tuple[str | Response, int]:
    """Return the error page of a status; `message` is already in the reader's language.

    `kept` are the fields that the page offers to send again.
    """
    db.session.rollback()
    request_id = g.get("request_id", "")
    if request.accept_mimetypes.best == "application/json":
        return jsonify(error={"status": status, "message": message, "id": request_id}), status
    name = status if status in _PAGES else 500 if status >= 500 else 400
    try:
        shown = render_template(
            f"errors/{name}.html",
            message=message,
            request_id=request_id,
            status=status,
            kept=list(kept),
        )
    except SQLAlchemyError:  # who is signed in, and in which language, stands in the database
        shown = _WITHOUT_DATABASE.format(request_id=escape(request_id))
    return shown, status


def _not_found(_error: Exception) -> ResponseReturnValue:
    return page(404)


def _refused(error: Refused) -> ResponseReturnValue:
    log.info("refused", reason=error.reason)
    return page(403)


def _violation(error: RuleViolation) -> ResponseReturnValue:
    return page(422, messages.sentence_of(error))


def _stale(_error: Exception) -> ResponseReturnValue:
    return page(409, messages.sentence("record.changed_meanwhile"))


def _unavailable(error: Unavailable) -> ResponseReturnValue:
    log.error("unavailable", code=error.code, exc_info=error)
    return page(503, messages.sentence(error.code))


def _database_away(error: Exception) -> ResponseReturnValue:
    """Nothing was written: the database did not answer, or was locked for too long."""
    log.error("database.away", exc_info=error)
    shown, status = page(503, kept=_sent_fields())
    return shown, status, {"Retry-After": RETRY_AFTER_SECONDS}


def _sent_fields() -> list[tuple[str, str]]:
    """What was typed, to be sent again; none where a password or a file would have to be kept."""
    if request.method != "POST" or any(file.filename for file in request.files.values()):
        return []
    fields = list(request.form.items(multi=True))
    return [] if any("password" in name for name, _value in fields) else fields


def _form_too_old(_error: CSRFError) -> ResponseReturnValue:
    return page(400, messages.sentence("form.too_old"))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    if status == 413:
        uploads.read_to_the_end()
    return page(status)


def _defect(error: Exception) -> ResponseReturnValue:
    log.exception("defect", exc_info=error)
    return page(500)
