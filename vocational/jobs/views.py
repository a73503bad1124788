"""Long work: what was run, how far it is, what it made."""

import json
from dataclasses import dataclass, replace
from io import BytesIO

from flask import Blueprint, flash, jsonify, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.jobs import queries, services
from vocational.jobs.messages import KIND_NAMES, STATE_LABELS
from vocational.jobs.models import Job, JobState
from vocational.web import messages
from vocational.web.lists import ListState, list_state

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

#: Kinds of file that a browser may show; every other is saved.
_SHOWN = frozenset({"application/pdf"})


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as `components/job.html` reads it."""

    state: str
    done: int
    total: int
    error: str


@bp.app_template_filter("job_kind")
def job_kind(kind: str) -> str:
    """Name a kind of work in the reader's language; nothing for one without a name."""
    return str(KIND_NAMES.get(kind, ""))


@bp.get("")
@requires(Permission.JOB_VIEW)
def index() -> ResponseReturnValue:
    """Show the work that was run, newest first."""
    state = _state()
    return render_template("jobs/index.html", state=state, page=queries.jobs(state))


@bp.get("/<int:job_id>")
@requires(Permission.JOB_VIEW)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far the work is and what it made."""
    job = queries.job(job_id)
    return render_template(
        "jobs/show.html",
        job=job,
        shown=job_view(job),
        may_have=services.may_have(current_actor(), job),
    )


@bp.get("/<int:job_id>/state")
@requires(Permission.JOB_VIEW)
def state(job_id: int) -> ResponseReturnValue:
    """Answer how far the work is, for the page that waits."""
    shown = job_view(queries.job(job_id))
    text = ""
    if shown.total:
        text = _("%(done)s of %(total)s done", done=shown.done, total=shown.total)
    return jsonify(state=shown.state, done=shown.done, total=shown.total, text=text)


@bp.get("/<int:job_id>/file")
@requires(Permission.JOB_VIEW)
def file(job_id: int) -> ResponseReturnValue:
    """Answer with the file that the work made."""
    stored, content = services.result_of(current_actor(), job_id)
    return send_file(
        BytesIO(content),
        mimetype=stored.media_type,
        as_attachment=stored.media_type not in _SHOWN,
        download_name=stored.name,
    )


@bp.post("/<int:job_id>/cancel")
@requires(Permission.JOB_VIEW)
def cancel(job_id: int) -> ResponseReturnValue:
    """Stop the work."""
    services.cancel(current_actor(), job_id)
    flash(_("The work is stopped. What is done stays done."))
    return redirect(url_for("jobs.show", job_id=job_id))


@bp.post("/<int:job_id>/again")
@requires(Permission.JOB_VIEW)
def again(job_id: int) -> ResponseReturnValue:
    """Put the work back in the queue."""
    services.run_again(current_actor(), job_id)
    return redirect(url_for("jobs.show", job_id=job_id))


def job_view(job: Job) -> JobView:
    """Return a job as `components/job.html` reads it."""
    waiting = job.state is JobState.WAITING
    return JobView(
        state="queued" if waiting else job.state.value,
        done=job.done_count,
        total=job.total_count,
        error=_error(job) if job.state is JobState.FAILED else "",
    )


def _error(job: Job) -> str:
    """The detail of a refusal is its parameters as JSON; that of a defect is a traceback."""
    if job.error_code == "job.defect":
        return messages.sentence(job.error_code)
    return messages.sentence(job.error_code, json.loads(job.error_detail or "{}"))


def _state() -> ListState:
    state = list_state(sorts=("newest",), filters={"state": [item.value for item in JobState]})
    return replace(
        state,
        chips=[
            state.filter_chip("state", item.value, str(label))
            for item, label in STATE_LABELS.items()
        ],
    )
