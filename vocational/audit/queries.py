"""Read audit records."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from vocational.audit.models import AuditRecord
from vocational.extensions import db
from vocational.shared.paging import ListRequest, Page, fetch_page


def history_of(subject_type: str, subject_id: int, *, limit: int = 50) -> Sequence[AuditRecord]:
    """Return the newest records of one row, newest first."""
    return db.session.scalars(
        select(AuditRecord)
        .where(AuditRecord.subject_type == subject_type, AuditRecord.subject_id == subject_id)
        .order_by(AuditRecord.id.desc())
        .limit(limit)
    ).all()


def records(request: ListRequest) -> Page[AuditRecord]:
    """Return a page of all records, newest first.

    Words are sought in who, on what and why, tone marks and case as written; filter `noun` is
    the first part of the action.
    """
    statement = select(AuditRecord).order_by(AuditRecord.id.desc())
    if noun := request.filters.get("noun"):
        statement = statement.where(AuditRecord.action.startswith(f"{noun}.", autoescape=True))
    if request.query:
        columns = (AuditRecord.actor_name, AuditRecord.subject_label, AuditRecord.reason)
        statement = statement.where(
            or_(*(column.icontains(request.query, autoescape=True) for column in columns))
        )
    return fetch_page(db.session(), statement, request)


def nouns() -> list[str]:
    """Return what the institution's records are about: the first parts of their actions."""
    actions = db.session.scalars(
        select(AuditRecord.action).group_by(AuditRecord.action).order_by(func.min(AuditRecord.id))
    )
    return list(dict.fromkeys(action.partition(".")[0] for action in actions))
