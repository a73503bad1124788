"""Answers that are files."""

from flask import Response
from werkzeug.http import dump_options_header

PDF = "application/pdf"


def pdf_response(content: bytes, name: str) -> Response:
    """Answer with a PDF that the browser shows; `name` with its ending."""
    answer = Response(content, mimetype=PDF)
    answer.headers["Content-Disposition"] = dump_options_header("inline", {"filename": name})
    return answer
