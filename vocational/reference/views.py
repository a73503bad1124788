"""Places as people type them, answered to the field that searches communes; named in histories."""

from flask import Blueprint, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from vocational.access.guards import public
from vocational.audit import pages
from vocational.reference import queries

bp = Blueprint("reference", __name__)

LONGEST_SEARCH = 100


@bp.get("/communes")
@public("names of places are no secret, and set-up and applications ask for one")
def communes() -> ResponseReturnValue:
    """Answer `?q=` with communes, those of `?province=` first."""
    communes_matching = queries.communes_matching(
        request.args.get("q", "")[:LONGEST_SEARCH], request.args.get("province")
    )
    return jsonify([{"value": c.code, "label": c.label, "note": ""} for c in communes_matching])


def commune_name(code: str) -> str:
    """Name a commune; an unknown code stays, and is asked for again: lists grow by upgrades."""
    known: dict[str, str] = current_app.extensions.setdefault("commune_names", {})
    if code not in known:
        known.update(queries.commune_names())
    return known.get(code, code)


pages.name_codes("commune_code", commune_name)
