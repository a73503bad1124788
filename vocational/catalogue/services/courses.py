"""Acts on the catalogue: occupations, courses, drafts, approval.

An approved version never changes: what is to change goes into a new version.
"""

from dataclasses import dataclass, replace
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.catalogue import queries
from vocational.catalogue.models import Course, CourseVersion, Occupation, VersionState
from vocational.catalogue.rules import contents
from vocational.catalogue.rules.contents import CourseContents
from vocational.catalogue.rules.courses import OccupationKind, check_course
from vocational.catalogue.rules.starting_catalogue import (
    StartingOccupation,
    occupation_groups,
    starting_catalogue,
)
from vocational.catalogue.services import drafts
from vocational.law.parameters import NotInForce
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Severity, has_errors
from vocational.shared.free_text import clean_line, required_line

LONGEST_DECISION = 60
LONGEST_OCCUPATION = 120
LONGEST_REASON = 300


@dataclass(frozen=True)
class OccupationRequest:
    """An occupation as it is typed; `group_code` is one of the groups of the catalogue."""

    code: str
    name: str
    name_en: str
    kind: OccupationKind
    group_code: str


@dataclass(frozen=True)
class CourseRequest:
    """A new course; the institution's code is put before `code`."""

    code: str
    occupation_id: int
    contents: CourseContents


@dataclass(frozen=True)
class ApprovalRequest:
    """The approval of a draft as its form read it (`known_version`).

    `confirmed` says that the warnings were read.
    """

    version_id: int
    known_version: int
    decision_number: str
    approved_on: date
    confirmed: bool = False


@dataclass(frozen=True)
class StartingLoad:
    """What loading the starting catalogue added."""

    occupations: int
    courses: int


@command(Permission.CATALOGUE_EDIT)
def load_starting_catalogue(
    actor: Actor, occupation_codes: frozenset[str] | None = None
) -> StartingLoad:
    """Add occupations of the starting catalogue with their courses as drafts; None means all.

    What is there already is left as it is: again adds nothing.
    """
    prefix = queries.institution_code()
    known = queries.occupations_by_code()
    taken = queries.course_codes()
    added = StartingLoad(0, 0)
    for entry in starting_catalogue():
        if occupation_codes is not None and entry.code not in occupation_codes:
            continue
        occupation = known.get(entry.code)
        if occupation is None:
            occupation = _add_occupation(actor, _starting_request(entry))
            added = replace(added, occupations=added.occupations + 1)
        for course in entry.courses:
            code = contents.course_code(prefix, course.code)
            if code not in taken:
                _add_course(actor, code, occupation, contents.starting_contents(course))
                added = replace(added, courses=added.courses + 1)
    return added


@command(Permission.CATALOGUE_EDIT)
def add_occupation(actor: Actor, request: OccupationRequest) -> Occupation:
    """Add an occupation.

    Raises `RuleViolation`: `required`, `too_long`, `catalogue.code`, `catalogue.code_taken`,
    `catalogue.unknown_group`.
    """
    return _add_occupation(actor, request)


@command(Permission.CATALOGUE_EDIT)
def change_occupation(
    actor: Actor, occupation_id: int, known_version: int, request: OccupationRequest
) -> Occupation:
    """Change an occupation's names, kind and group; its code stays.

    Raises `RuleViolation` as `add_occupation`, and `record.changed_meanwhile`.
    """
    row = queries.occupation_for_update(occupation_id)
    row.check_unchanged(known_version)
    _fill_occupation(row, replace(request, code=row.code))
    if audit.record_changes(actor, "occupation.changed", row):
        for course in queries.courses_of_occupation(row.id):
            for version in course.versions:
                version.search_text = drafts.search_text(course.code, row, version)
    return row


@command(Permission.CATALOGUE_EDIT)
def add_course(actor: Actor, request: CourseRequest) -> Course:
    """Add a course with its first draft.

    Raises `RuleViolation` as `contents.cleaned`, and `catalogue.code`, `catalogue.code_taken`.
    """
    occupation = queries.occupation_for_update(request.occupation_id)
    code = contents.course_code(queries.institution_code(), contents.code(request.code))
    return _add_course(actor, code, occupation, contents.cleaned(request.contents))


@command(Permission.CATALOGUE_EDIT)
def save_draft(
    actor: Actor, version_id: int, known_version: int, typed: CourseContents
) -> CourseVersion:
    """Replace what a draft holds.

    Raises `RuleViolation` as `contents.cleaned`, and `catalogue.not_draft`,
    `record.changed_meanwhile`.
    """
    course = queries.course_for_update(queries.version_course_id(version_id))
    version = _version_of(course, version_id)
    _check_is_draft(version)
    version.check_unchanged(known_version)
    before = drafts.contents_of(version)
    after = contents.cleaned(typed)
    if after == before:
        return version
    drafts.write(version, course, after)
    old, new = drafts.differences(before, after)
    label = drafts.label(course, version)
    audit.record(actor, "course_version.changed", version, before=old, after=new, label=label)
    return version


@command(Permission.CATALOGUE_EDIT)
def approve_version(actor: Actor, request: ApprovalRequest, on: date) -> CourseVersion:
    """Approve a draft by a decision; the version approved before is retired.

    Raises `RuleViolation`: `catalogue.not_draft`, `record.changed_meanwhile`, `required`,
    `too_long`, `catalogue.approved_in_future`, `catalogue.before_law`,
    `catalogue.errors_left`, `catalogue.warnings_not_confirmed`.
    """
    course = queries.course_for_update(queries.version_course_id(request.version_id))
    version = _version_of(course, request.version_id)
    _check_is_draft(version)
    version.check_unchanged(request.known_version)
    number = required_line(request.decision_number, LONGEST_DECISION, "decision_number")
    _check_approval(version, request, on)
    for other in course.versions:
        if other.state is VersionState.APPROVED:
            other.state = VersionState.RETIRED
            audit.record_changes(actor, "course_version.retired", other)
    version.decision_number, version.approved_on = number, request.approved_on
    version.state = VersionState.APPROVED
    audit.record_changes(actor, "course_version.approved", version)
    return version


@command(Permission.CATALOGUE_EDIT)
def begin_version(actor: Actor, course_id: int) -> CourseVersion:
    """Begin a new draft as a copy of the newest version; a draft that is there is returned."""
    course = queries.course_for_update(course_id)
    newest = course.versions[-1]
    if newest.state is VersionState.DRAFT:
        return newest
    return _add_version(actor, course, newest.number + 1, drafts.contents_of(newest))


@command(Permission.CATALOGUE_EDIT)
def retire_version(actor: Actor, version_id: int, known_version: int, reason: str) -> CourseVersion:
    """Retire an approved version: no new class begins with it, its classes keep it.

    Raises `RuleViolation`: `catalogue.not_approved`, `record.changed_meanwhile`, `required`.
    """
    course = queries.course_for_update(queries.version_course_id(version_id))
    version = _version_of(course, version_id)
    if version.state is not VersionState.APPROVED:
        raise RuleViolation("catalogue.not_approved")
    version.check_unchanged(known_version)
    given = required_line(reason, LONGEST_REASON, "reason")
    version.state = VersionState.RETIRED
    audit.record_changes(actor, "course_version.retired", version, reason=given)
    return version


@command(Permission.CATALOGUE_EDIT)
def set_offered(actor: Actor, course_id: int, offered: bool) -> Course:
    """Show a course in the public catalogue and to new classes, or take it away."""
    course = queries.course_for_update(course_id)
    course.is_offered = offered
    audit.record_changes(actor, "course.offered" if offered else "course.withdrawn", course)
    return course


def _add_occupation(actor: Actor, request: OccupationRequest) -> Occupation:
    row = Occupation()
    _fill_occupation(row, request)
    drafts.insert(row, "occupations", "institution_id", "code")
    label = f"{row.code} {row.name}"
    audit.record(actor, "occupation.added", row, after=audit.values_of(row), label=label)
    return row


def _fill_occupation(row: Occupation, request: OccupationRequest) -> None:
    if request.group_code not in {group.code for group in occupation_groups()}:
        raise RuleViolation("catalogue.unknown_group", "group_code")
    row.code = contents.code(request.code)
    row.name = required_line(request.name, LONGEST_OCCUPATION, "name")
    row.name_en = clean_line(request.name_en, LONGEST_OCCUPATION, "name_en")
    row.kind, row.group_code = request.kind, request.group_code


def _starting_request(entry: StartingOccupation) -> OccupationRequest:
    return OccupationRequest(entry.code, entry.name, entry.name_en, entry.kind, entry.group_code)


def _add_course(actor: Actor, code: str, occupation: Occupation, filled: CourseContents) -> Course:
    course = Course(code=code, occupation_id=occupation.id)
    course.occupation = occupation
    drafts.insert(course, "courses", "code")
    audit.record(actor, "course.added", course, after=audit.values_of(course), label=code)
    _add_version(actor, course, 1, filled)
    return course


def _add_version(
    actor: Actor, course: Course, number: int, filled: CourseContents
) -> CourseVersion:
    version = CourseVersion(course_id=course.id, number=number, state=VersionState.DRAFT)
    version.course = course
    drafts.write(version, course, filled)
    values = {"number": number, "name": filled.name, "level": filled.level}
    label = drafts.label(course, version)
    audit.record(actor, "course_version.begun", version, after=values, label=label)
    return version


def _version_of(course: Course, version_id: int) -> CourseVersion:
    return next(version for version in course.versions if version.id == version_id)


def _check_is_draft(version: CourseVersion) -> None:
    if version.state is not VersionState.DRAFT:
        raise RuleViolation("catalogue.not_draft")


def _check_approval(version: CourseVersion, request: ApprovalRequest, on: date) -> None:
    if request.approved_on > on:
        raise RuleViolation("catalogue.approved_in_future", "approved_on")
    try:
        result = check_course(drafts.contents_of(version).outline, request.approved_on)
    except NotInForce:
        raise RuleViolation("catalogue.before_law", "approved_on") from None
    if has_errors(result):
        raise RuleViolation("catalogue.errors_left")
    warned = any(finding.severity is Severity.WARNING for finding in result)
    if warned and not request.confirmed:
        raise RuleViolation("catalogue.warnings_not_confirmed", "confirmed")
