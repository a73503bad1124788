"""Pages that change a learner, and the citizen number shown in full.

The list of learners stands with the enrolments, since it shows their classes
(`enrolment/views/learners.py`); the page of one learner stands in `portal`.
"""

from functools import cache

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit import pages
from vocational.documents import copy_contents
from vocational.institutions import queries as institutions
from vocational.learners import queries
from vocational.learners.forms.files import CopyForm, DeletionForm
from vocational.learners.forms.people import RecordForm
from vocational.learners.messages import STATE_MARKS
from vocational.learners.models import LearnerCategory
from vocational.learners.pages import PaperNote, paper_note
from vocational.learners.rules.categories import EvidenceState, category_of, paper_kind_of
from vocational.learners.services import evidence_copies, learners
from vocational.reference import queries as reference
from vocational.reference.rules.communes import schooling_levels
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.web.downloads import download_response
from vocational.web.language import localised
from vocational.web.uploads import takes_file

bp = Blueprint("learners", __name__, url_prefix="/learners")


@bp.app_template_filter("category_name")
def category_name(code: str) -> str:
    """Name a priority category in the reader's language; an unknown code stays."""
    category = category_of(code)
    return localised(category.name, category.name_en) if category else code


@bp.app_template_filter("paper_kind_name")
def paper_kind_name(kind: str) -> str:
    """Name a kind of paper in the reader's language; an unknown code stays."""
    paper_kind = paper_kind_of(kind)
    return localised(paper_kind.name, paper_kind.name_en) if paper_kind else kind


_levels = cache(schooling_levels)


def schooling_name(code: str) -> str:
    """Name a level of schooling in the reader's language; an unknown code stays."""
    match = next((level for level in _levels() if level.code == code), None)
    return localised(match.name, match.name_en) if match else code


pages.name_codes("category_code", category_name)
pages.name_codes("paper_kind", paper_kind_name)
pages.name_codes("schooling_code", schooling_name)


@bp.app_template_filter("evidence_mark")
def evidence_mark(state: EvidenceState) -> str:
    """Return the shape that stands for what a paper is worth."""
    return STATE_MARKS[state]


@bp.route("/<int:learner_id>/edit", methods=["GET", "POST"])
@requires(Permission.LEARNER_EDIT)
def edit(learner_id: int) -> ResponseReturnValue:
    """Change a learner and the categories with their papers."""
    learner = queries.learner(learner_id)
    form = RecordForm()
    form.keeps_number, form.on = bool(learner.citizen_number_hash), today()
    if request.method == "GET":
        form.fill(learner)
    elif form.validate_on_submit():
        try:
            entry = form.to_entry(today())
            learners.change(current_actor(), learner_id, entry, form.known_version())
        except RuleViolation as violation:
            form.show(violation)
            learner = queries.learner(learner_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for("learner_page.show", learner_id=learner_id))
    page = render_template(
        "learners/edit.html",
        form=form,
        learner=learner,
        notes=_notes(form),
        province_code=province_code(),
    )
    return page, form.status


@bp.post("/<int:learner_id>/citizen-number")
@requires(Permission.LEARNER_REVEAL)
def reveal(learner_id: int) -> ResponseReturnValue:
    """Show a citizen number in full; who looked is kept.

    Answers JSON `{"citizen_number"}` when asked for it, else a page.
    """
    number = learners.reveal_citizen_number(current_actor(), learner_id)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(citizen_number=number)
    learner = queries.learner(learner_id)
    return render_template("learners/reveal.html", learner=learner, citizen_number=number)


@bp.route("/<int:learner_id>/papers/<int:category_id>", methods=["GET", "POST"])
@takes_file
@requires(Permission.LEARNER_EDIT, Permission.LEARNER_REVEAL)
def paper(learner_id: int, category_id: int) -> ResponseReturnValue:
    """Show a paper with its copy; take a copy in."""
    row = queries.category_of_learner(learner_id, category_id)
    form = CopyForm()
    if form.validate_on_submit():
        try:
            evidence_copies.attach(current_actor(), row.id, form.content())
        except RuleViolation as violation:
            form.show(violation)
            row = queries.category_of_learner(learner_id, category_id)
        else:
            flash(_("The copy is kept."), "success")
            return redirect(request.path)
    return _paper_page(row, form, DeletionForm()), form.status


@bp.get("/<int:learner_id>/papers/<int:category_id>/copy")
@requires(Permission.LEARNER_REVEAL)
def paper_copy(learner_id: int, category_id: int) -> ResponseReturnValue:
    """Give the copy of a paper; who opened it is kept."""
    file, content = evidence_copies.open_copy(current_actor(), learner_id, category_id)
    return download_response(content, file.media_type, file.name)


@bp.post("/<int:learner_id>/papers/<int:category_id>/copy/delete")
@requires(Permission.LEARNER_EDIT)
def delete_copy(learner_id: int, category_id: int) -> ResponseReturnValue:
    """Delete the copy of a paper."""
    row = queries.category_of_learner(learner_id, category_id)
    form = DeletionForm()
    if form.validate_on_submit():
        try:
            evidence_copies.delete(current_actor(), row.id, form.reason.data or "")
        except RuleViolation as violation:
            form.show(violation)
            row = queries.category_of_learner(learner_id, category_id)
        else:
            flash(_("The copy was deleted."), "success")
            return redirect(
                url_for("learners.paper", learner_id=learner_id, category_id=category_id)
            )
    return _paper_page(row, CopyForm(formdata=None), form), 422


def _paper_page(row: LearnerCategory, form: CopyForm, deletion: DeletionForm) -> str:
    return render_template(
        "learners/paper.html",
        row=row,
        learner=row.learner,
        form=form,
        deletion=deletion,
        most=copy_contents.MOST_BYTES // copy_contents.MEBIBYTE,
    )


def province_code() -> str:
    """Return the province of the actor's institution, whose communes stand first."""
    commune_code = institutions.institution(current_actor().own_institution()).commune_code
    commune = reference.commune(commune_code) if commune_code else None
    return commune.province_code if commune else ""


def _notes(form: RecordForm) -> dict[str, PaperNote]:
    return {
        paper.category.code: paper_note(paper.claim.evidence, today(), is_first_day=False)
        for paper in form.papers
    }
