"""Security headers and how long browsers may keep an answer."""

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

from vocational.web import assets

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
SHOWS_OWN_PAPERS = POLICY.replace("object-src 'none'", "object-src 'self'")
"""For a page that shows one of our papers within it."""
SHOWN_WITHIN_OWN_PAGES = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""For a paper that is shown within such a page."""
YEAR_SECONDS = 365 * 24 * 3600


class _SessionOfPages(SecureCookieSessionInterface):
    """Leave files alone: "Vary: Cookie" would make browsers ask for each again at sign-in."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session of a page; a static file reads none and writes none."""
        if request.endpoint != "static":
            super().save_session(app, session, response)


def install(app: Flask) -> None:
    """Add the headers to every answer."""
    app.session_interface = _SessionOfPages()
    app.after_request(_add)


def _add(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.endpoint == "static":
        filename = (request.view_args or {}).get("filename", "")
        kept = assets.is_bundle(filename) and response.status_code in (200, 304)
        headers["Cache-Control"] = (
            f"public, max-age={YEAR_SECONDS}, immutable" if kept else "no-cache"
        )
    elif "public" not in headers.get("Cache-Control", ""):
        headers["Cache-Control"] = "private, no-store"  # send_file alone would let files be kept
    return response
