"""The audit page: who did what, when, before and after."""

from dataclasses import replace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vocational.access.guards import requires
from vocational.access.permissions import Permission
from vocational.audit import queries
from vocational.audit.pages import history_lines, noun_label
from vocational.web.lists import ListState, list_state

bp = Blueprint("audit", __name__, url_prefix="/audit")


@bp.get("")
@requires(Permission.AUDIT_VIEW)
def index() -> ResponseReturnValue:
    """Show the institution's audit records, newest first."""
    nouns = queries.nouns()
    state = _state(nouns)
    page = queries.records(state)
    return render_template(
        "audit/index.html", state=state, page=page, lines=history_lines(page.rows)
    )


def _state(nouns: list[str]) -> ListState:
    state = list_state(sorts=("newest",), filters={"noun": nouns})
    shown = sorted(nouns, key=noun_label)
    return replace(
        state, chips=[state.filter_chip("noun", noun, noun_label(noun)) for noun in shown]
    )
