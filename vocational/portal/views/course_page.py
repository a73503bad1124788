"""The staff's page of one course: versions, modules, the law's checks, its classes."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.catalogue import queries
from vocational.catalogue.models import Course, CourseVersion, VersionState
from vocational.catalogue.rules.contents import items
from vocational.catalogue.rules.courses import check_course, practice_percent
from vocational.catalogue.services import drafts
from vocational.classes import queries as classes
from vocational.enrolment.queries import seats as enrolment
from vocational.shared.clock import today
from vocational.web.errors import page as error_page

bp = Blueprint("course_page", __name__, url_prefix="/catalogue/courses")


@bp.get("/<code>")
@requires(Permission.CATALOGUE_VIEW)
def show(code: str) -> ResponseReturnValue:
    """Show a course by its newest version, or by the one asked for."""
    course = queries.course_by_code(code)
    version = _chosen(course, request.args.get("version", type=int))
    if version is None:
        return error_page(404)
    outline = drafts.contents_of(version).outline
    held = classes.classes_of_course(course.id) if _may_see_classes() else []
    return render_template(
        "catalogue/course.html",
        course=course,
        version=version,
        has_draft=any(version.state is VersionState.DRAFT for version in course.versions),
        findings=check_course(outline, version.approved_on or today()),
        practice=practice_percent(outline.modules),
        credits=sum(module.credits for module in version.modules),
        conditions=items(version.entry_conditions),
        outcomes=items(version.outcomes),
        to_bring=items(version.to_bring),
        classes=held,
        taken=enrolment.seats_taken(item.id for item in held),
        records=history_lines(history_of("course_versions", version.id, limit=20)),
    )


def _chosen(course: Course, number: int | None) -> CourseVersion | None:
    if number is None:
        return course.versions[-1]
    return next((version for version in course.versions if version.number == number), None)


def _may_see_classes() -> bool:
    return current_actor().may(Permission.CLASS_VIEW)
