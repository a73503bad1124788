"""Where the public can check certificates: what their QR codes carry."""

from flask import current_app, request

from vocational.access.guards import current_actor
from vocational.institutions import queries as institutions


def public_address() -> str:
    """Return the address that certificates issued now carry; empty: none can be issued.

    A demonstration, whose certificates are all specimens, does with the address at hand.
    """
    settled: str = current_app.config["BASE_URL"]
    if settled:
        return settled
    institution_id = current_actor().institution_id
    if institution_id is None or not institutions.institution(institution_id).is_demonstration:
        return ""
    return shown_address()


def shown_address() -> str:
    """Return what a preview prints: this very address while none is settled."""
    settled: str = current_app.config["BASE_URL"]
    return settled or request.host_url.rstrip("/")
