"""Places as people type them, answered to the field that searches communes."""

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from vocational.access.guards import public
from vocational.reference import queries

bp = Blueprint("reference", __name__)

LONGEST_SEARCH = 100


@bp.get("/communes")
@public("names of places are no secret, and set-up and applications ask for one")
def communes() -> ResponseReturnValue:
    """Answer `?q=` with communes, those of `?province=` first."""
    found = queries.communes_matching(
        request.args.get("q", "")[:LONGEST_SEARCH], request.args.get("province")
    )
    return jsonify([{"value": c.code, "label": c.label, "note": ""} for c in found])
