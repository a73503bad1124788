"""Files that people sent in, given back so that a browser saves them and runs nothing."""

from io import BytesIO

from flask import Response, send_file

POLICY = "default-src 'none'; sandbox"


def download_response(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to save; `name` is the file's name with its ending."""
    response = send_file(
        BytesIO(content), mimetype=media_type, as_attachment=True, download_name=name
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response
