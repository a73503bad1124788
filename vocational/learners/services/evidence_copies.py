"""Scanned copies of papers: attach, open, delete. A copy is no record: it may go at any time."""

from typing import Protocol

from sqlalchemy.exc import NoResultFound

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.documents import copies, storage
from vocational.documents.models import StoredFile
from vocational.documents.storage import NewFile
from vocational.learners import queries
from vocational.learners.models import LearnerCategory
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line

FOLDER = "evidence"
STEM = "giay-to"


class CopiedPaper(Protocol):
    """A paper of a learner or of an application, of which there may be a copy."""

    id: int
    file: StoredFile | None


def attach(actor: Actor, category_id: int, content: bytes) -> LearnerCategory:
    """Keep a copy of a learner's paper, instead of the one that was there.

    Raises `Refused`; `NoResultFound`; `FileNotStored`; `RuleViolation`: those of
    `copies.cleaned_copy`.
    """
    actor.require(Permission.LEARNER_EDIT)
    # Reading a picture takes seconds: nobody waits for the database meanwhile.
    return _attach(actor, category_id, copies.cleaned_copy(content, f"{STEM}-{category_id}"))


@command(Permission.LEARNER_EDIT)
def _attach(actor: Actor, category_id: int, copy: NewFile) -> LearnerCategory:
    row = queries.category_for_update(category_id)
    put_copy(row, copy)
    after = {"file": copy.name, "category_code": row.category_code}
    _record(actor, "learner_category.copy_added", row, after=after)
    return row


@command(Permission.LEARNER_REVEAL)
def open_copy(actor: Actor, learner_id: int, category_id: int) -> tuple[StoredFile, bytes]:
    """Return the copy of a learner's paper and its bytes; who opened it is kept.

    Raises `NoResultFound`, also when there is none; `FileLost`.
    """
    row = queries.category_of_learner(learner_id, category_id)
    _record(actor, "learner_category.copy_opened", row)
    return opened(row)


@command(Permission.LEARNER_EDIT)
def delete(actor: Actor, category_id: int, reason: str) -> LearnerCategory:
    """Delete the copy of a learner's paper; deleting twice changes nothing.

    Raises `NoResultFound`; `RuleViolation` `copy.reason_empty`, `too_long` on `reason`.
    """
    row = queries.category_for_update(category_id)
    said = cleaned_reason(reason)
    if drop_copy(row):
        _record(actor, "learner_category.copy_deleted", row, reason=said)
    return row


def put_copy(row: CopiedPaper, copy: NewFile) -> None:
    """Store a copy as the only one of a paper; call it in a command.

    Raises `FileNotStored`.
    """
    drop_copy(row)
    row.file = storage.store(FOLDER, copy)


def drop_copy(row: CopiedPaper) -> bool:
    """Delete the copy of a paper; False when there is none. Call it in a command."""
    former, row.file = row.file, None
    if former is None:
        return False
    storage.remove(former)
    return True


def opened(row: CopiedPaper) -> tuple[StoredFile, bytes]:
    """Return the copy of a paper with its bytes.

    Raises `NoResultFound` when there is none; `FileLost`.
    """
    if row.file is None:
        raise NoResultFound
    return row.file, storage.read(row.file)


def cleaned_reason(reason: str) -> str:
    """Return why a copy is deleted, in one line.

    Raises `RuleViolation` `copy.reason_empty`, `too_long`.
    """
    said = clean_line(reason, 300, "reason")
    if not said:
        raise RuleViolation("copy.reason_empty", "reason")
    return said


def _record(
    actor: Actor,
    action: str,
    row: LearnerCategory,
    *,
    after: audit.Values | None = None,
    reason: str = "",
) -> None:
    label = f"{row.learner.full_name}, {row.learner.learner_number}"
    audit.record(actor, action, row, after=after, reason=reason, label=label)
