"""Smaller answers for the public: pages without an account and static files are compressed.

Pages of people who are signed in are not: an attacker who can make such a page repeat a text of
his could otherwise guess its secrets from its length (CVE-2013-3587, "BREACH").
"""

from flask import Flask, Response, request, session
from flask_compress import Compress

_compress = Compress()


def install(app: Flask) -> None:
    """Compress what may be."""
    app.config.update(
        COMPRESS_REGISTER=False,
        COMPRESS_ALGORITHM=["zstd", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=["zstd", "gzip"],
        COMPRESS_MIN_SIZE=800,
        COMPRESS_MIMETYPES=["text/html", "text/css", "text/javascript", "image/svg+xml"],
    )
    _compress.init_app(app)
    app.after_request(_smaller)


def _smaller(response: Response) -> Response:
    if request.endpoint != "static" and session.get("_user_id"):
        return response
    smaller: Response = _compress.after_request(response)
    return smaller
