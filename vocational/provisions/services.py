"""Add and withdraw the institution's own figures; none is ever changed."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.law.local import LocalFigure
from vocational.provisions import queries, rules
from vocational.provisions.models import LocalProvision
from vocational.provisions.rules import NewFigure
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.tenancy import scoped_institution_id


@command(Permission.LAW_EDIT)
def add_figure(actor: Actor, new: NewFigure) -> LocalProvision:
    """Set a figure from a day on; the same one sent again is returned, not added twice.

    Raises `RuleViolation`: those of `rules.check_figure`, `too_long`.
    """
    # The institution's row is the lock: two figures for one day cannot be added side by side.
    institutions.institution_for_update(scoped_institution_id(db.session()))
    standing = queries.standing_figures(new.key)
    for row in standing:
        if queries.figure_of(row) == _as_figure(new):
            return row
    rules.check_figure(new, map(queries.figure_of, standing))
    row = LocalProvision(
        key=new.key,
        value=f"{new.value.normalize():f}",
        effective_from=new.effective_from,
        effective_to=new.effective_to,
        source=clean_line(new.source, 200, "source"),
        note=clean_line(new.note, 300, "note"),
        entered_by_name=actor.name[:100],
        entered_at=now_utc(),
    )
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
    reason = clean_line(reason, 300, "reason")
    if not reason:
        raise RuleViolation("provisions.reason", "reason")
    row.withdrawn_at, row.withdrawn_by_name = now_utc(), actor.name[:100]
    before, after = audit.changes_of(row)
    audit.record(
        actor,
        "local_figure.withdrawn",
        row,
        before=before,
        after=after,
        reason=reason,
        label=row.key,
    )
    return row


def _as_figure(new: NewFigure) -> LocalFigure:
    return LocalFigure(new.key, new.value, new.effective_from, new.effective_to, new.source.strip())
