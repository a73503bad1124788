"""Answers that are files."""

from io import BytesIO

from flask import Response, send_file

PDF = "application/pdf"


def pdf_response(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser shows; `name` with its ending, in any letters."""
    return send_file(BytesIO(content), mimetype=PDF, download_name=name)
