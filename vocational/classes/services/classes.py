"""Acts on training classes: plan, change, open, cancel; the row's part of running and closing."""

from datetime import date, timedelta

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.access.roles import PermissionScope
from vocational.audit import services as audit
from vocational.classes import queries, rules
from vocational.classes.models import ClassTeacher, TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services import arrangement, hooks
from vocational.classes.services.requests import ClassRequest, OpeningDecision
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.institutions.services import numbering
from vocational.shared.clock import now_utc
from vocational.shared.database import violates
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.tenancy import scoped_institution_id

SENT_TWICE = timedelta(minutes=2)
"""The same class planned again so soon is the same form sent twice."""


def check_scope(actor: Actor, permission: Permission, class_id: int) -> None:
    """Refuse who may not do this in this class: a teacher acts in own classes alone.

    Raises `Refused`.
    """
    reach = actor.scope_of(permission)
    if reach is PermissionScope.ALL:
        return
    if reach is None or actor.user_id is None:
        raise Refused(permission)
    if not queries.is_own_class(class_id, actor.user_id):
        raise Refused(f"{permission} outside own classes")


@command(Permission.CLASS_EDIT)
def plan_class(actor: Actor, request: ClassRequest) -> TrainingClass:
    """Plan a class; the very same one sent again at once is returned, not made twice.

    Raises `RuleViolation`: `classes.code_taken`, those of `rules` and of `arrangement`.
    """
    now = now_utc()
    earlier = queries.class_made_since(
        request.version_id, request.starts_on, request.place, now - SENT_TWICE
    )
    if earlier is not None and request.code in (None, earlier.code):
        return earlier
    row = TrainingClass(code=_new_code(request), created_at=now, version_id=request.version_id)
    arrangement.fill(row, request)
    db.session.add(row)
    _flush_code()
    arrangement.fill_parts(row, request)
    after = audit.values_of(row) | arrangement.parts_of(row)
    audit.record(actor, "class.planned", row, after=after, label=row.code)
    return row


@command(Permission.CLASS_EDIT)
def change_class(actor: Actor, class_id: int, request: ClassRequest, version: int) -> TrainingClass:
    """Change a class that is planned, open or running; `request.code` None keeps the code.

    Raises `RuleViolation`: `record.changed_meanwhile`, `classes.not_editable`,
    `classes.fixed_while_running`, and those of `plan_class`.
    """
    row = queries.class_for_update(class_id)
    if row.version != version:
        raise RuleViolation("record.changed_meanwhile")
    if row.state not in rules.EDITABLE:
        raise RuleViolation("classes.not_editable")
    if row.state is ClassState.RUNNING:
        arrangement.check_fixed(row, request)
    elif request.code is not None:
        row.code = rules.check_code(request.code, _institution_code())
    parts = arrangement.parts_of(row)
    arrangement.fill(row, request)
    before, after = audit.changes_of(row)
    row.touch()
    _flush_code()
    arrangement.fill_parts(row, request)
    for name, value in arrangement.parts_of(row).items():
        if parts[name] != value:
            before[name], after[name] = parts[name], value
    if after:
        audit.record(actor, "class.changed", row, before=before, after=after, label=row.code)
    return row


@command(Permission.CLASS_EDIT)
def open_class(actor: Actor, class_id: int) -> TrainingClass:
    """Let a planned class take learners.

    Raises `RuleViolation`: `classes.state`, `classes.lacks_<block>` for the first thing missing.
    """
    row = queries.class_for_update(class_id)
    rules.check_follows(row.state, ClassState.OPEN)
    for block in arrangement.opening_blocks(row):
        raise RuleViolation(f"classes.lacks_{block}")
    return _move(actor, row, ClassState.OPEN, "class.opened")


@command(Permission.CLASS_EDIT)
def revert_to_planned(actor: Actor, class_id: int) -> TrainingClass:
    """Put an open class back among the planned ones.

    Raises `RuleViolation`: `classes.state`.
    """
    row = queries.class_for_update(class_id)
    return _move(actor, row, ClassState.PLANNED, "class.taken_back")


@command(Permission.CLASS_EDIT)
def cancel_class(actor: Actor, class_id: int, reason: str) -> TrainingClass:
    """Cancel a class that is not finished; its rows stay, and what follows from it is undone.

    Raises `RuleViolation`: `classes.state`, `classes.reason`.
    """
    if not reason:
        raise RuleViolation("classes.reason", "reason")
    row = queries.class_for_update(class_id)
    row.cancelled_reason = reason
    _move(actor, row, ClassState.CANCELLED, "class.cancelled", reason)
    hooks.after_cancellation.call(actor, row)
    return row


@command(Permission.CLASS_EDIT)
def begin_class(actor: Actor, class_id: int, decision: OpeningDecision) -> TrainingClass:
    """Note the opening decision on an open class: it runs from now on.

    Raises `RuleViolation`: `classes.state`.
    """
    row = queries.class_for_update(class_id)
    row.opening_decision_number = decision.number
    row.opening_decision_on = decision.decided_on
    row.list_frozen_at = decision.list_frozen_at
    return _move(actor, row, ClassState.RUNNING, "class.begun")


@command(Permission.CLASS_EDIT)
def finish_class(actor: Actor, class_id: int, finished_on: date) -> TrainingClass:
    """Note on a running class that teaching has ended.

    Raises `RuleViolation`: `classes.state`.
    """
    row = queries.class_for_update(class_id)
    row.finished_on = finished_on
    return _move(actor, row, ClassState.FINISHED, "class.finished")


@command(Permission.CLASS_EDIT)
def close_class(actor: Actor, class_id: int) -> TrainingClass:
    """Close a finished class: nothing in it changes any more.

    Raises `RuleViolation`: `classes.state`.
    """
    row = queries.class_for_update(class_id)
    return _move(actor, row, ClassState.CLOSED, "class.closed")


@command(Permission.SESSION_EDIT)
def add_class_teacher(actor: Actor, class_id: int, teacher_id: int) -> None:
    """Make a teacher one of the class's; one who already is stays."""
    if queries.class_teacher(class_id, teacher_id) is not None:
        return
    row = queries.class_for_update(class_id)
    before = arrangement.parts_of(row)["teachers"]
    row.teachers.append(ClassTeacher(teacher_id=teacher_id))
    db.session.flush()
    after = arrangement.parts_of(row)["teachers"]
    audit.record(
        actor,
        "class.changed",
        row,
        before={"teachers": before},
        after={"teachers": after},
        label=row.code,
    )


@command(Permission.CLASS_EDIT)
def set_last_day(actor: Actor, class_id: int, ends_on: date) -> TrainingClass:
    """Move the last day of a class, to where its timetable ends.

    Raises `RuleViolation`: `classes.ends_before_start`, `classes.not_editable`.
    """
    row = queries.class_for_update(class_id)
    if row.state not in rules.EDITABLE:
        raise RuleViolation("classes.not_editable")
    rules.check_dates(row.starts_on, ends_on, None)
    row.ends_on = ends_on
    audit.record_changes(actor, "class.changed", row)
    return row


def _move(
    actor: Actor, row: TrainingClass, next_state: ClassState, action: str, reason: str = ""
) -> TrainingClass:
    rules.check_follows(row.state, next_state)
    row.state = next_state
    before, after = audit.changes_of(row)
    audit.record(actor, action, row, before=before, after=after, reason=reason, label=row.code)
    return row


def _new_code(request: ClassRequest) -> str:
    institution_code = _institution_code()
    if request.code is not None:
        return rules.check_code(request.code, institution_code)
    year = request.starts_on.year
    taken = queries.codes_beginning(f"{institution_code}-{year}-")
    while True:
        number = numbering.take_number(rules.code_series(year))
        code = rules.next_code(institution_code, year, number)
        if code not in taken:
            return code


def _institution_code() -> str:
    return institutions.institution(scoped_institution_id(db.session())).code


def _flush_code() -> None:
    try:
        with savepoint():
            db.session.flush()
    except IntegrityError as error:
        if violates(error, "training_classes", "code"):
            raise RuleViolation("classes.code_taken", "code") from error
        raise
