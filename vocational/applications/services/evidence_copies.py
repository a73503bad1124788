"""Scanned copies of applicants' papers: attach, open, delete."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.models import ApplicationCategory
from vocational.applications.queries import evidence as queries
from vocational.applications.services.submissions import label_of
from vocational.audit import services as audit
from vocational.documents import copies
from vocational.documents.models import StoredFile
from vocational.documents.storage import NewFile
from vocational.learners.services import evidence_copies


def attach(actor: Actor, line_id: int, content: bytes) -> ApplicationCategory:
    """Keep a copy of an applicant's paper, instead of the one that was there.

    Raises `Refused`; `NoResultFound`; `FileNotStored`; `RuleViolation`: those of
    `copies.cleaned_copy`.
    """
    actor.require(Permission.APPLICATION_REVIEW)
    copy = copies.cleaned_copy(content, f"{evidence_copies.STEM}-hs-{line_id}")
    return _attach(actor, line_id, copy)


@command(Permission.APPLICATION_REVIEW)
def _attach(actor: Actor, line_id: int, copy: NewFile) -> ApplicationCategory:
    line = queries.paper_for_update(line_id)
    evidence_copies.put_copy(line, copy)
    _record(actor, "application.copy_added", line, file=copy.name)
    return line


@command(Permission.LEARNER_REVEAL)
def open_copy(actor: Actor, application_id: int, line_id: int) -> tuple[StoredFile, bytes]:
    """Return the copy of an applicant's paper and its bytes; who opened it is kept.

    Raises `NoResultFound`, also when there is none; `FileLost`.
    """
    line = queries.paper_of_application(application_id, line_id)
    _record(actor, "application.copy_opened", line)
    return evidence_copies.opened(line)


@command(Permission.APPLICATION_REVIEW)
def delete(actor: Actor, line_id: int, reason: str) -> ApplicationCategory:
    """Delete the copy of an applicant's paper; deleting twice changes nothing.

    Raises `NoResultFound`; `RuleViolation` `copy.reason_empty`, `too_long` on `reason`.
    """
    line = queries.paper_for_update(line_id)
    said = evidence_copies.cleaned_reason(reason)
    if evidence_copies.drop_copy(line):
        _record(actor, "application.copy_deleted", line, reason=said)
    return line


def _record(
    actor: Actor, action: str, line: ApplicationCategory, *, file: str = "", reason: str = ""
) -> None:
    row = queries.application_of_paper(line)
    after = {"file": file} if file else None
    audit.record(actor, action, row, after=after, reason=reason, label=label_of(row))
