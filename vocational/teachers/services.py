"""Acts on teachers: take on, change, let go and take back."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.person_names import clean_name, sort_key
from vocational.shared.phone_numbers import parse_optional_phone
from vocational.shared.tenancy import scoped_institution_id
from vocational.shared.vietnamese_text import fold
from vocational.teachers import queries
from vocational.teachers.models import Teacher
from vocational.teachers.rules import QualificationRoute

LONGEST_DETAIL = 200


@dataclass(frozen=True)
class TeacherRequest:
    """What is known of a teacher; `user_id` None: may not sign in."""

    full_name: str
    phone: str
    qualification_route: QualificationRoute
    qualification_detail: str
    has_pedagogy: bool
    is_invited: bool
    user_id: int | None = None


@command(Permission.TEACHER_EDIT)
def add_teacher(actor: Actor, request: TeacherRequest) -> Teacher:
    """Take on a teacher.

    Raises `RuleViolation`: `teachers.exists` for the same name and number, `teachers.user`,
    `too_long`, those of names and telephone numbers.
    """
    row = Teacher()
    _fill(row, request)
    if queries.same_teacher(row.full_name, row.phone) is not None:
        raise RuleViolation("teachers.exists", "full_name", name=row.full_name)
    db.session.add(row)
    _flush()
    audit.record(actor, "teacher.added", row, after=audit.values_of(row), label=row.full_name)
    return row


@command(Permission.TEACHER_EDIT)
def change_teacher(actor: Actor, teacher_id: int, request: TeacherRequest, version: int) -> Teacher:
    """Change what is known of a teacher.

    Raises `RuleViolation`: `record.changed_meanwhile` when `version` is no longer the saved one,
    and those of `add_teacher`.
    """
    row = queries.teacher_for_update(teacher_id)
    row.check_unchanged(version)
    _fill(row, request)
    audit.record_changes(actor, "teacher.changed", row)
    _flush()
    return row


@command(Permission.TEACHER_EDIT)
def set_active(actor: Actor, teacher_id: int, *, is_active: bool) -> Teacher:
    """Let a teacher go (no new class may be given), or take the teacher back."""
    row = queries.teacher_for_update(teacher_id)
    row.is_active = is_active
    audit.record_changes(actor, "teacher.taken_back" if is_active else "teacher.let_go", row)
    return row


def _fill(row: Teacher, request: TeacherRequest) -> None:
    _check_user(request.user_id, row.id)
    row.full_name = clean_name(request.full_name)
    row.folded_name = fold(row.full_name)
    row.sort_name = sort_key(row.full_name)
    row.phone = parse_optional_phone(request.phone)
    row.qualification_route = request.qualification_route
    row.qualification_detail = clean_line(
        request.qualification_detail, LONGEST_DETAIL, "qualification_detail"
    )
    row.has_pedagogy = request.has_pedagogy
    row.is_invited = request.is_invited
    row.user_id = request.user_id


def _check_user(user_id: int | None, teacher_id: int | None) -> None:
    if user_id is None:
        return
    institution_id = scoped_institution_id(db.session())
    users = queries.linkable_users(institution_id, teacher_id)
    if user_id not in {user.id for user in users}:
        raise RuleViolation("teachers.user", "user_id")


def _flush() -> None:
    try:
        db.session.flush()
    except IntegrityError as error:
        if violates(error, "teachers", "institution_id", "user_id"):
            raise RuleViolation("teachers.user", "user_id") from error
        raise
