"""Add and withdraw figures of the institution and of the department; none is ever changed.

An act on a department's figure is recorded in every institution that it reaches, so that each
reads it among its own records.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.law.local import LocalFigure, Origin
from vocational.provisions import queries, rules
from vocational.provisions.models import DepartmentProvision, LocalProvision
from vocational.provisions.rules import NewFigure
from vocational.reference import queries as reference
from vocational.shared import tenancy
from vocational.shared.clock import now_utc
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.tenancy import scoped_institution_id


@command(Permission.LAW_EDIT)
def add_figure(actor: Actor, new: NewFigure) -> LocalProvision:
    """Set a figure from a day on; the same one sent again is returned, not added twice.

    Raises `RuleViolation`: those of `rules.check_figure`, `too_long`.
    """
    # The institution's row is the lock: two figures for one day cannot be added side by side.
    institutions.institution_for_update(scoped_institution_id(db.session()))
    figures = queries.figures()
    for item in figures:
        if item.is_standing and item.figure == _as_figure(new, Origin.INSTITUTION):
            return queries.figure(item.figure_id)
    rules.check_figure(new, Origin.INSTITUTION, queries.standing_figures(figures, new.key))
    row = LocalProvision(**_columns(actor, new))
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "local_figure.added", row, after=audit.values_of(row), label=row.key)
    return row


@command(Permission.LAW_EDIT)
def withdraw_figure(actor: Actor, figure_id: int, reason: str) -> LocalProvision:
    """Take a figure back; what was decided by it stands. Twice is once.

    Raises `NoResultFound`, `RuleViolation` `provisions.reason`, `too_long`.
    """
    row = queries.figure_for_update(figure_id)
    if row.withdrawn_at is not None:
        return row
    reason = _checked_reason(reason)
    row.withdrawn_at, row.withdrawn_by_name = now_utc(), actor.signature
    before, after = audit.changes_of(row)
    audit.record(
        actor,
        "local_figure.rescinded",
        row,
        before=before,
        after=after,
        reason=reason,
        label=row.key,
    )
    return row


@command(None)
def add_department_figure(actor: Actor, province_code: str, new: NewFigure) -> DepartmentProvision:
    """Set a figure for all institutions of a province; the same one again is returned.

    Raises `Refused` for anyone but the system, `RuleViolation`: those of `rules.check_figure`,
    `provisions.province`, `too_long`.
    """
    _check_operator(actor)
    # The province's row is the lock: two figures for one day cannot be added side by side.
    if reference.province_for_update(province_code) is None:
        raise RuleViolation("provisions.province", "province")
    rows = queries.department_figures(province_code)
    standing = [row for row in rows if row.withdrawn_at is None and row.key == new.key]
    for row in standing:
        if queries.figure_of(row) == _as_figure(new, Origin.DEPARTMENT):
            return row
    rules.check_figure(new, Origin.DEPARTMENT, [queries.figure_of(row) for row in standing])
    row = DepartmentProvision(province_code=province_code, **_columns(actor, new))
    db.session.add(row)
    db.session.flush()
    _record_everywhere(actor, "department_figure.added", row, after=audit.values_of(row))
    return row


@command(None)
def withdraw_department_figure(actor: Actor, figure_id: int, reason: str) -> DepartmentProvision:
    """Take a department's figure back; what was decided by it stands. Twice is once.

    Raises `Refused` for anyone but the system, `NoResultFound`, `RuleViolation`
    `provisions.reason`, `too_long`.
    """
    _check_operator(actor)
    row = queries.department_figure_for_update(figure_id)
    if row.withdrawn_at is not None:
        return row
    reason = _checked_reason(reason)
    row.withdrawn_at = now_utc()
    before, after = audit.changes_of(row)
    # Who and why stand in the record itself.
    row.withdrawn_by_name, row.withdrawal_reason = actor.signature, reason
    db.session.flush()
    _record_everywhere(
        actor, "department_figure.rescinded", row, before=before, after=after, reason=reason
    )
    return row


def _check_operator(actor: Actor) -> None:
    if not actor.is_system:
        raise Refused("figures of the department are set by the operator alone")


def _checked_reason(reason: str) -> str:
    reason = clean_line(reason, 300, "reason")
    if not reason:
        raise RuleViolation("provisions.reason", "reason")
    return reason


def _record_everywhere(
    actor: Actor,
    action: str,
    row: DepartmentProvision,
    *,
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    for institution_id in queries.institutions_of_department(row.province_code):
        own = replace(actor, institution_id=institution_id)
        with tenancy.institution_scope(db.session(), institution_id):
            audit.record(own, action, row, before=before, after=after, reason=reason, label=row.key)
            db.session.flush()


def _columns(actor: Actor, new: NewFigure) -> dict[str, Any]:
    """Give the columns that figures of every origin have: the edge where they lose their types."""
    return {
        "key": new.key,
        "value": f"{new.value.normalize():f}",
        "effective_from": new.effective_from,
        "effective_to": new.effective_to,
        "source": clean_line(new.source, 200, "source"),
        "note": clean_line(new.note, 300, "note"),
        "entered_by_name": actor.signature,
        "entered_at": now_utc(),
    }


def _as_figure(new: NewFigure, origin: Origin) -> LocalFigure:
    return LocalFigure(
        new.key, new.value, new.effective_from, new.effective_to, new.source.strip(), origin
    )
