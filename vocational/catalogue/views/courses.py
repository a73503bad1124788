"""Courses: the list, new ones, drafts, approval, new versions."""

from itertools import groupby

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.catalogue import queries
from vocational.catalogue.forms import (
    ApprovalForm,
    CourseForm,
    RetirementForm,
    StartingForm,
)
from vocational.catalogue.messages import (
    finding_sentence,
    group_name,
    legal_basis,
)
from vocational.catalogue.models import Course, CourseVersion, VersionState
from vocational.catalogue.rules.courses import check_course
from vocational.catalogue.rules.starting_catalogue import starting_catalogue
from vocational.catalogue.services import courses, drafts
from vocational.catalogue.services.courses import CourseRequest
from vocational.catalogue.views import course_list
from vocational.shared.clock import today
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Severity, has_errors
from vocational.web.errors import page as error_page

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")

bp.add_app_template_filter(finding_sentence)
bp.add_app_template_filter(legal_basis)
bp.add_app_template_filter(group_name)


@bp.get("")
@requires(Permission.CATALOGUE_VIEW)
def index() -> ResponseReturnValue:
    """Show the list of courses."""
    state = course_list.read_state()
    if request.args.get("format") == "xlsx":
        return course_list.spreadsheet(state)
    counts = queries.course_counts()
    return render_template(
        "catalogue/index.html",
        state=course_list.with_chips(state, counts),
        page=queries.courses(state),
        counts=counts,
        groups=course_list.groups(state, counts),
    )


@bp.route("/start", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def start() -> ResponseReturnValue:
    """Choose what to take from the starting catalogue."""
    form = StartingForm()
    entries = starting_catalogue()
    form.occupations.choices = [(entry.code, entry.name) for entry in entries]
    if form.validate_on_submit() and form.occupations.data:
        chosen = frozenset(form.occupations.data)
        added = courses.load_starting_catalogue(current_actor(), chosen)
        said = ngettext("%(num)d course was added.", "%(num)d courses were added.", added.courses)
        flash(said, "success")
        return redirect(url_for("catalogue.index"))
    if form.is_submitted():
        form.occupations.errors = [_("Tick at least one occupation.")]
    known = queries.occupations_by_code()
    return render_template(
        "catalogue/start.html",
        form=form,
        groups=[
            (group_name(code), list(members))
            for code, members in groupby(entries, key=lambda entry: entry.group_code)
        ],
        known=known,
        chosen=set(request.form.getlist("occupations")) if form.is_submitted() else None,
    ), form.status


@bp.route("/courses/new", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def new() -> ResponseReturnValue:
    """Add a course with its first draft."""
    form = CourseForm()
    _offer(form)
    if request.form.get("add_module"):
        form.add_lines()
        return render_template("catalogue/new.html", form=form, prefix=_prefix())
    if form.validate_on_submit():
        made = CourseRequest(form.code.data or "", form.occupation_id.data, form.contents())
        try:
            course = courses.add_course(current_actor(), made)
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("The draft was saved."), "success")
            return redirect(url_for("course_page.show", code=course.code))
    elif not form.is_submitted():
        form.occupation_id.data = request.args.get("occupation", type=int)
        form.add_lines()
    return render_template("catalogue/new.html", form=form, prefix=_prefix()), form.status


@bp.route("/courses/<code>/draft", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def draft(code: str) -> ResponseReturnValue:
    """Edit the draft of a course."""
    course = queries.course_by_code(code)
    version = _draft_of(course)
    if version is None:
        return redirect(url_for("course_page.show", code=code))
    form = CourseForm() if request.method == "POST" else CourseForm(obj=version)
    del form.occupation_id, form.code
    form.offer_levels()
    if request.form.get("add_module"):
        form.add_lines()
        return render_template("catalogue/draft.html", form=form, course=course)
    if form.validate_on_submit():
        try:
            courses.save_draft(current_actor(), version.id, form.known_version(), form.contents())
        except RuleViolation as violation:
            form.show(violation)
            course = queries.course_by_code(code)
        else:
            flash(_("The draft was saved."), "success")
            return redirect(url_for("course_page.show", code=code))
    elif not (form.is_submitted() or version.modules):
        form.add_lines()
    return render_template("catalogue/draft.html", form=form, course=course), form.status


@bp.route("/courses/<code>/approve", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def approve(code: str) -> ResponseReturnValue:
    """Approve the draft by a decision, after the law's check."""
    course = queries.course_by_code(code)
    version = _draft_of(course)
    if version is None:
        return redirect(url_for("course_page.show", code=code))
    form = ApprovalForm(version=version.version)
    result = check_course(drafts.contents_of(version).outline, today())
    if form.validate_on_submit():
        try:
            courses.approve_version(current_actor(), form.request_for(version.id), today())
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("The course is approved. Classes can be opened with it."), "success")
            return redirect(url_for("course_page.show", code=code))
    warned = any(finding.severity is Severity.WARNING for finding in result)
    shown = {"course": course, "version": version, "findings": result, "warned": warned}
    page = render_template("catalogue/approve.html", form=form, blocked=has_errors(result), **shown)
    return page, form.status


@bp.post("/courses/<code>/versions")
@requires(Permission.CATALOGUE_EDIT)
def begin(code: str) -> ResponseReturnValue:
    """Begin a new draft from the newest version."""
    course = queries.course_by_code(code)
    courses.begin_version(current_actor(), course.id)
    return redirect(url_for("catalogue.draft", code=code))


@bp.route("/courses/<code>/retire", methods=["GET", "POST"])
@requires(Permission.CATALOGUE_EDIT)
def retire(code: str) -> ResponseReturnValue:
    """Retire the approved version, with a reason."""
    course = queries.course_by_code(code)
    version = _of_state(course, VersionState.APPROVED)
    if version is None:
        return error_page(404)
    form = RetirementForm(version=version.version)
    if form.validate_on_submit():
        try:
            courses.retire_version(
                current_actor(), version.id, form.known_version(), form.reason.data or ""
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            flash(_("The version was retired. Its classes go on with it."), "success")
            return redirect(url_for("course_page.show", code=code))
    return render_template(
        "catalogue/retire.html", form=form, course=course, version=version
    ), form.status


@bp.post("/courses/<code>/offer")
@requires(Permission.CATALOGUE_EDIT)
def offer(code: str) -> ResponseReturnValue:
    """Show a course to the public and to new classes, or take it away."""
    course = queries.course_by_code(code)
    offered = request.form.get("offered") == "yes"
    courses.set_offered(current_actor(), course.id, offered)
    said = _("The course is offered.") if offered else _("The course is no longer offered.")
    flash(said, "success")
    return redirect(url_for("course_page.show", code=code))


def _offer(form: CourseForm) -> None:
    form.offer_levels()
    form.occupation_id.choices = [
        (row.occupation.id, f"{row.occupation.name} ({row.occupation.code})")
        for row in queries.occupations()
    ]


def _prefix() -> str:
    return f"{queries.institution_code()}-"


def _draft_of(course: Course) -> CourseVersion | None:
    return _of_state(course, VersionState.DRAFT)


def _of_state(course: Course, state: VersionState) -> CourseVersion | None:
    return next((version for version in course.versions if version.state is state), None)
