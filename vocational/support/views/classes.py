"""The classes that support their learners, with what was decided: where an accountant begins."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import requires
from vocational.access.permissions import Permission
from vocational.classes.messages import STATE_NAMES
from vocational.support import queries
from vocational.support.queries import ClassSupport
from vocational.web.spreadsheets import Cell, xlsx_response

bp = Blueprint("support_classes", __name__, url_prefix="/support")


@bp.get("")
@requires(Permission.SUPPORT_VIEW)
def index() -> ResponseReturnValue:
    """Show every class with a scheme: learners, decided, undecided, sum."""
    rows = queries.classes_with_support()
    if request.args.get("format") == "xlsx":
        headings = [
            _("Class"), _("Course"), _("Scheme"), _("First day"), _("State"), _("Learners"),
            _("To decide"), _("Total"),
        ]  # fmt: skip
        return xlsx_response("che-do", _("Support"), headings, [_cells(row) for row in rows])
    return render_template(
        "support_classes/index.html",
        rows=rows,
        state_names=STATE_NAMES,
        total_dong=sum(row.total_dong for row in rows),
    )


def _cells(row: ClassSupport) -> tuple[Cell, ...]:
    return (
        row.code,
        row.course_name,
        row.scheme.citation,
        row.starts_on,
        str(STATE_NAMES[row.state]),
        row.learners,
        row.undecided,
        row.total_dong,
    )
