"""Enter the marks of a class in one module: one page, one save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, insert, update

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.assessment.models import AssessmentMark, ModuleResult
from vocational.assessment.queries import marks as queries
from vocational.assessment.queries import recognition
from vocational.assessment.rules.marking import (
    LearnerMarks,
    MarkingRule,
    Outcome,
    Sitting,
    check_marks,
)
from vocational.assessment.rules.sitting import sitting_reasons
from vocational.assessment.states import MarkKind
from vocational.attendance.queries.standings import standings_of_class
from vocational.attendance.rules.risk import LearnerStanding
from vocational.audit import services as audit
from vocational.catalogue import queries as catalogue
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services.classes import check_scope
from vocational.extensions import db
from vocational.shared.clock import local_day
from vocational.shared.errors import RuleViolation

MARKED_STATES = (ClassState.RUNNING, ClassState.FINISHED)

_Key = tuple[int, MarkKind, int]


@dataclass(frozen=True)
class ModuleMarksRequest:
    """The page of one module as sent; `token` is the fingerprint of the marks when opened."""

    class_id: int
    module_id: int
    token: str
    lines: tuple[LearnerMarks, ...]


class LineRefused(RuleViolation):
    """The marks of one learner break a rule."""

    def __init__(self, violation: RuleViolation, enrolment_id: int) -> None:
        super().__init__(violation.code, violation.field, **violation.params)
        self.enrolment_id = enrolment_id


@dataclass
class _Writes:
    """Rows to add, change and take away; what was and is, for the record."""

    added: list[dict[str, object]] = field(default_factory=list)
    changed: list[dict[str, object]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)


@command(Permission.RESULT_MARK)
def save_marks(actor: Actor, request: ModuleMarksRequest, now: datetime) -> int:
    """Write the marks of a class in a module and work out the results; give the lines changed.

    Learners not among the lines keep their marks. The same page sent twice is saved once.

    Raises `Refused` outside own classes, `NoResultFound`, `LineRefused` with the codes of
    `check_marks` and `assessment.decided`, `assessment.not_in_class`; `RuleViolation`
    `assessment.class_not_running`, `record.changed_meanwhile`.
    """
    training_class = queries.class_with_course_for_update(request.class_id)
    check_scope(actor, Permission.RESULT_MARK, training_class.id)
    if training_class.state not in MARKED_STATES:
        raise RuleViolation("assessment.class_not_running")
    modules = catalogue.modules_of(training_class.version_id)
    module = next((module for module in modules if module.id == request.module_id), None)
    if module is None:
        raise RuleViolation("assessment.module_unknown")
    rows = queries.marks_of_module(training_class.id, module.id)
    known = _by_learner(rows)
    changed = [line for line in request.lines if _differs(line, known.get(line.enrolment_id))]
    if not changed:
        return 0
    if queries.fingerprint(rows) != request.token:
        raise RuleViolation("record.changed_meanwhile")
    standings = {
        standing.enrolment_id: standing
        for standing in standings_of_class(training_class.id, local_day(now))
    }
    rule = MarkingRule(training_class.course_version.level.is_elementary, training_class.starts_on)
    _check(changed, known, standings, rule, module.id, training_class)
    writes = _writes(actor, changed, rows, standings, module.id, now)
    _write(writes)
    _write_results(training_class.id, module.id, changed, rule)
    label = f"{training_class.code} {module.code}"
    audit.record(
        actor, "mark.entered", training_class, before=writes.before, after=writes.after, label=label
    )
    return len(changed)


def _by_learner(rows: Iterable[AssessmentMark]) -> dict[int, LearnerMarks]:
    grouped: dict[int, list[AssessmentMark]] = {}
    for row in rows:
        grouped.setdefault(row.enrolment_id, []).append(row)
    return {key: queries.learner_marks(key, marks) for key, marks in grouped.items()}


def _differs(line: LearnerMarks, known: LearnerMarks | None) -> bool:
    before = _values(known) if known else {}
    return _values(line) != before


def _values(marks: LearnerMarks) -> dict[_Key, tuple[Sitting, str]]:
    """Every given mark by its place, with the reason beside sittings."""
    columns: tuple[tuple[MarkKind, Sequence[Sitting | None], str], ...] = (
        (MarkKind.REGULAR, marks.regular, ""),
        (MarkKind.PERIODIC, marks.periodic, ""),
        (MarkKind.END_OF_MODULE, marks.sittings, marks.override_reason),
    )
    return {
        (marks.enrolment_id, kind, place): (value, reason)
        for kind, column, reason in columns
        for place, value in enumerate(column, start=1)
        if value is not None
    }


def _check(
    changed: Sequence[LearnerMarks],
    known: Mapping[int, LearnerMarks],
    standings: Mapping[int, LearnerStanding],
    rule: MarkingRule,
    module_id: int,
    training_class: TrainingClass,
) -> None:
    decided = {
        entry.enrolment_id for entry in recognition.decided_entries_of_class(training_class.id)
    }
    for line in changed:
        standing = standings.get(line.enrolment_id)
        try:
            if standing is None:
                raise RuleViolation("assessment.not_in_class")
            if line.enrolment_id in decided:
                raise RuleViolation("assessment.decided")
            reasons = sitting_reasons(standing, module_id, line.process, rule)
            before = known.get(line.enrolment_id, LearnerMarks(line.enrolment_id))
            check_marks(line, before, rule, may_sit=not reasons)
        except RuleViolation as violation:
            raise LineRefused(violation, line.enrolment_id) from violation


def _writes(
    actor: Actor,
    changed: Sequence[LearnerMarks],
    rows: Sequence[AssessmentMark],
    standings: Mapping[int, LearnerStanding],
    module_id: int,
    now: datetime,
) -> _Writes:
    writes = _Writes()
    touched = {line.enrolment_id for line in changed}
    saved = {
        (row.enrolment_id, row.kind, row.position): row
        for row in rows
        if row.enrolment_id in touched
    }
    wanted = {key: value for line in changed for key, value in _values(line).items()}
    stamp: dict[str, object] = {"entered_at": now, "entered_by_name": actor.signature}
    for key, (value, reason) in wanted.items():
        values = stamp | _columns(value, reason)
        row = saved.get(key)
        if row is None:
            place = {"enrolment_id": key[0], "kind": key[1], "position": key[2]}
            writes.added.append(values | place | {"module_id": module_id})
        elif (row.mark, row.passed, row.override_reason) != tuple(_columns(value, reason).values()):
            writes.changed.append(values | {"id": row.id})
    writes.removed = [row.id for key, row in saved.items() if key not in wanted]
    before = _by_learner(saved.values())
    for line in changed:
        standing = standings[line.enrolment_id]
        name = f"{standing.list_number or line.enrolment_id}. {standing.full_name}"
        if line.enrolment_id in before:
            writes.before[name] = _said(before[line.enrolment_id])
        writes.after[name] = _said(line)
    return writes


def _columns(value: Sitting, reason: str) -> dict[str, object]:
    is_pass = isinstance(value, bool)
    return {
        "mark": None if is_pass else value,
        "passed": value if is_pass else None,
        "override_reason": reason,
    }


def _said(marks: LearnerMarks) -> str:
    """Write a learner's marks for the record: regular | periodic | sittings."""
    columns = (marks.regular, marks.periodic, marks.sittings)
    return " | ".join("; ".join(_shown(value) for value in column) for column in columns)


def _shown(value: Sitting | None) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "passed" if value else "failed"
    return str(value)


def _write(writes: _Writes) -> None:
    if writes.removed:
        db.session.execute(delete(AssessmentMark).where(AssessmentMark.id.in_(writes.removed)))
    if writes.changed:
        db.session.execute(update(AssessmentMark), writes.changed)
    if writes.added:
        db.session.execute(insert(AssessmentMark), writes.added)


def _write_results(
    class_id: int, module_id: int, changed: Sequence[LearnerMarks], rule: MarkingRule
) -> None:
    saved = queries.results_of_module(class_id, module_id)
    added, removed = [], []
    for line in changed:
        outcome, row = rule.outcome(line), saved.get(line.enrolment_id)
        if row is not None and _is_same(row, outcome):
            continue
        if row is not None:
            removed.append(row.id)
        if outcome is not None:
            added.append(_result_columns(line.enrolment_id, module_id, outcome))
    if removed:
        db.session.execute(delete(ModuleResult).where(ModuleResult.id.in_(removed)))
    if added:
        db.session.execute(insert(ModuleResult), added)


def _result_columns(enrolment_id: int, module_id: int, outcome: Outcome) -> dict[str, object]:
    return {
        "enrolment_id": enrolment_id,
        "module_id": module_id,
        "mark": outcome.mark,
        "passed": outcome.passed,
        "sitting": outcome.sitting,
    }


def _is_same(row: ModuleResult, outcome: Outcome | None) -> bool:
    if outcome is None:
        return False
    return (row.mark, row.passed, row.sitting) == (outcome.mark, outcome.passed, outcome.sitting)
