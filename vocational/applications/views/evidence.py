"""The copy of an applicant's paper: shown, taken in, given back, deleted."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.applications.models import Application, ApplicationCategory
from vocational.applications.queries import applications
from vocational.applications.queries import evidence as queries
from vocational.applications.services import evidence_copies as services
from vocational.classes import queries as classes
from vocational.documents import copy_contents
from vocational.learners.forms.files import CopyForm, DeletionForm
from vocational.shared.errors import RuleViolation
from vocational.web.downloads import download_response
from vocational.web.uploads import takes_file

bp = Blueprint("application_papers", __name__, url_prefix="/classes/<code>/applications")


@bp.route("/<int:application_id>/papers/<int:line_id>", methods=["GET", "POST"])
@takes_file
@requires(Permission.APPLICATION_REVIEW, Permission.LEARNER_REVEAL)
def show(code: str, application_id: int, line_id: int) -> ResponseReturnValue:
    """Show a paper with its copy; take a copy in."""
    row, line = _found(code, application_id, line_id)
    form = CopyForm()
    if form.validate_on_submit():
        try:
            services.attach(current_actor(), line.id, form.content())
        except RuleViolation as violation:
            form.show(violation)
            row, line = _found(code, application_id, line_id)
        else:
            flash(_("The copy is kept."), "success")
            return redirect(request.path)
    return _page(row, line, form, DeletionForm()), form.status


@bp.get("/<int:application_id>/papers/<int:line_id>/copy")
@requires(Permission.LEARNER_REVEAL)
def copy(code: str, application_id: int, line_id: int) -> ResponseReturnValue:
    """Give the copy of a paper; who opened it is kept."""
    row, line = _found(code, application_id, line_id)
    file, content = services.open_copy(current_actor(), row.id, line.id)
    return download_response(content, file.media_type, file.name)


@bp.post("/<int:application_id>/papers/<int:line_id>/copy/delete")
@requires(Permission.APPLICATION_REVIEW)
def delete(code: str, application_id: int, line_id: int) -> ResponseReturnValue:
    """Delete the copy of a paper."""
    row, line = _found(code, application_id, line_id)
    form = DeletionForm()
    if form.validate_on_submit():
        try:
            services.delete(current_actor(), line.id, form.reason.data or "")
        except RuleViolation as violation:
            form.show(violation)
            row, line = _found(code, application_id, line_id)
        else:
            flash(_("The copy was deleted."), "success")
            return redirect(_address("application_papers.show", row, line))
    return _page(row, line, CopyForm(formdata=None), form), 422


def _found(code: str, application_id: int, line_id: int) -> tuple[Application, ApplicationCategory]:
    class_id = classes.class_by_code(code).id
    row = applications.application_of_class(class_id, application_id)
    return row, queries.paper_of_application(row.id, line_id)


def _address(endpoint: str, row: Application, line: ApplicationCategory) -> str:
    code = row.training_class.code
    return url_for(endpoint, code=code, application_id=row.id, line_id=line.id)


def _page(
    row: Application, line: ApplicationCategory, form: CopyForm, deletion: DeletionForm
) -> str:
    return render_template(
        "application_papers/show.html",
        training_class=classes.class_by_code(row.training_class.code),
        application=row,
        row=line,
        form=form,
        deletion=deletion,
        urls={
            "file": _address("application_papers.copy", row, line),
            "delete": _address("application_papers.delete", row, line),
        },
        most=copy_contents.MOST_BYTES // copy_contents.MEBIBYTE,
    )
