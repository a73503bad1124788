"""Read audit records."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from vocational.audit.models import AuditRecord
from vocational.extensions import db


def history_of(subject_type: str, subject_id: int, *, limit: int = 50) -> Sequence[AuditRecord]:
    """Return the newest records of one row, newest first."""
    return db.session.scalars(
        select(AuditRecord)
        .where(AuditRecord.subject_type == subject_type, AuditRecord.subject_id == subject_id)
        .order_by(AuditRecord.id.desc())
        .limit(limit)
    ).all()


def records(action: str = "", actor_name: str = "") -> Select[AuditRecord]:
    """Select all records, newest first, optionally of one action prefix or one person."""
    statement = select(AuditRecord).order_by(AuditRecord.id.desc())
    if action:
        statement = statement.where(AuditRecord.action.startswith(action, autoescape=True))
    if actor_name:
        statement = statement.where(AuditRecord.actor_name == actor_name)
    return statement
