"""Papers as files that the browser shows."""

from io import BytesIO

from flask import Response, send_file

MEDIA_TYPE = "application/pdf"


def pdf_response(content: bytes, name: str) -> Response:
    """Answer with a PDF; `name` is the file's name without ending, in any letters."""
    return send_file(BytesIO(content), mimetype=MEDIA_TYPE, download_name=f"{name}.pdf")
