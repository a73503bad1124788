"""Write audit records; called by commands inside their transaction."""

from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

import structlog
from sqlalchemy import inspect

from vocational.access.actor import Actor
from vocational.audit.models import AuditRecord
from vocational.extensions import db
from vocational.shared.clock import now_utc

HIDDEN = "•••"
_SKIPPED = frozenset({"institution_id", "version", "password_hash"})

Values = Mapping[str, object]


class Subject(Protocol):
    """A mapped row with an integer key."""

    id: Any


def record(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    before: Values | None = None,
    after: Values | None = None,
    reason: str = "",
    label: str = "",
) -> None:
    """Add the record of one act on a row; a new row is flushed for its id.

    `action` is `<noun>.<past participle>` such as `enrolment.created`. Values of columns marked
    `info={"sensitive": True}` have been hidden by `values_of` and `changes_of`.
    """
    if subject.id is None:
        db.session.flush()
    db.session.add(
        AuditRecord(
            at=now_utc(),
            actor_id=actor.user_id,
            actor_name=actor.name,
            action=action,
            subject_type=inspect(type(subject)).local_table.name,
            subject_id=subject.id,
            subject_label=label[:200],
            before=_plain(before),
            after=_plain(after),
            reason=reason,
            request_id=str(structlog.contextvars.get_contextvars().get("request_id", "")),
        )
    )


def values_of(row: object) -> dict[str, object]:
    """Return the column values of a row, sensitive ones hidden: the `after` of a new row."""
    mapper = inspect(type(row))
    return {
        attribute.key: _shown(attribute.columns[0].info, getattr(row, attribute.key))
        for attribute in mapper.column_attrs
        if attribute.key not in _SKIPPED
    }


def changes_of(row: object) -> tuple[dict[str, object], dict[str, object]]:
    """Return (before, after) of the columns changed and not yet flushed, sensitive ones hidden."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    state = inspect(row)
    for attribute in inspect(type(row)).column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in _SKIPPED or not history.has_changes():
            continue
        info = attribute.columns[0].info
        before[attribute.key] = _shown(info, history.deleted[0] if history.deleted else None)
        after[attribute.key] = _shown(info, history.added[0] if history.added else None)
    return before, after


def record_changes(actor: Actor, action: str, row: Subject, *, reason: str = "") -> bool:
    """Record what changed in a loaded row; False and nothing recorded when nothing did."""
    before, after = changes_of(row)
    if not after:
        return False
    record(actor, action, row, before=before, after=after, reason=reason)
    return True


def _shown(info: Mapping[object, object], value: object) -> object:
    return HIDDEN if info.get("sensitive") and value is not None else value


def _plain(values: Values | None) -> dict[str, Any] | None:
    return None if values is None else {key: _plain_value(value) for key, value in values.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, dict):
        return _plain(value)
    if isinstance(value, list | tuple):
        return [_plain_value(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return HIDDEN if isinstance(value, bytes) else _number_or_text(value)


def _number_or_text(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else value
