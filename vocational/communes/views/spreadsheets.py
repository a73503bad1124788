"""Enter people from a spreadsheet: send it, see what would happen, enter them."""

from io import BytesIO

from flask import Blueprint, flash, jsonify, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.communes import queries
from vocational.communes.forms import UploadForm
from vocational.communes.models import ApplicationFile
from vocational.communes.papers.spreadsheet_template import filled_template
from vocational.communes.rules.columns import heading_of
from vocational.communes.services import files as services
from vocational.communes.services import sheets
from vocational.jobs import queries as job_queries
from vocational.jobs.views import JobView, job_view
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web import messages
from vocational.web.forms import BaseForm
from vocational.web.spreadsheets import MEDIA_TYPE
from vocational.web.uploads import takes_file

bp = Blueprint("commune_files", __name__, url_prefix="/commune/files")

TEMPLATE_NAME = "danh-sach-dang-ky-hoc-nghe.xlsx"


@bp.route("", methods=["GET", "POST"])
@takes_file
@requires(Permission.APPLICATION_PROPOSE)
def index() -> ResponseReturnValue:
    """Take a spreadsheet and lead to what it would bring; show the files sent before."""
    form = UploadForm()
    form.offer(queries.classes_taking_applications(today()))
    if request.method == "GET":
        form.begin(current_actor().name, request.args.get("class", ""))
    elif form.validate():
        try:
            kept = services.keep(current_actor(), form.to_upload(), today())
        except RuleViolation as violation:
            form.show(violation)
        else:
            return redirect(url_for("commune_files.show", file_id=kept.id), 303)
    sent = queries.files(current_actor().own_local_body())
    most = sheets.MOST_MEGABYTES
    return render_template("commune_files/index.html", form=form, sent=sent, most=most), form.status


@bp.get("/template")
@requires(Permission.APPLICATION_PROPOSE)
def template() -> ResponseReturnValue:
    """Answer with the spreadsheet to fill in."""
    content = BytesIO(filled_template())
    return send_file(content, mimetype=MEDIA_TYPE, as_attachment=True, download_name=TEMPLATE_NAME)


@bp.get("/<int:file_id>")
@requires(Permission.APPLICATION_PROPOSE)
def show(file_id: int) -> ResponseReturnValue:
    """Show who would be entered and every fault; while a job runs, how far it is."""
    return _page(queries.file(current_actor().own_local_body(), file_id), BaseForm())


@bp.post("/<int:file_id>/enter")
@requires(Permission.APPLICATION_PROPOSE)
def enter(file_id: int) -> ResponseReturnValue:
    """Enter everybody, at once or by a job."""
    row, form = queries.file(current_actor().own_local_body(), file_id), BaseForm()
    try:
        services.enter(current_actor(), file_id, today(), _subject(row))
    except RuleViolation as violation:
        form.show(violation)
        return _page(queries.file(current_actor().own_local_body(), file_id), form), 422
    return redirect(url_for("commune_files.show", file_id=file_id), 303)


@bp.post("/<int:file_id>/drop")
@requires(Permission.APPLICATION_PROPOSE)
def drop(file_id: int) -> ResponseReturnValue:
    """Forget a file that was not entered."""
    services.drop(current_actor(), file_id)
    flash(_("The file was dropped. Nobody was entered."), "success")
    return redirect(url_for("commune_files.index"))


@bp.get("/<int:file_id>/state")
@requires(Permission.APPLICATION_PROPOSE)
def state(file_id: int) -> ResponseReturnValue:
    """Answer how far the job is, for the page that waits."""
    row = queries.file(current_actor().own_local_body(), file_id)
    shown = _job_of(row) or JobView("done", row.row_count, row.row_count, "")
    text = _("%(done)s of %(total)s done", done=shown.done, total=shown.total)
    return jsonify(state=shown.state, done=shown.done, total=shown.total, text=text)


def _page(row: ApplicationFile, form: BaseForm) -> str:
    job = None if row.imported_at is not None else _job_of(row)
    is_waiting = row.imported_at is None and (job is None or job.state in {"failed", "cancelled"})
    checked = services.checked_file(row, today()) if is_waiting else None
    faults = checked.faults if checked else ()
    return render_template(
        "commune_files/show.html",
        row=row,
        form=form,
        job=job,
        checked=checked,
        faults=[
            (fault.row, heading_of(fault.column), messages.sentence_of(fault.violation))
            for fault in faults
        ],
    )


def _job_of(row: ApplicationFile) -> JobView | None:
    job = job_queries.job_with_key(services.job_key(row.id))
    return job_view(job) if job else None


def _subject(row: ApplicationFile) -> str:
    return str(_("Applications from %(file)s", file=row.name))
