"""The PDF files: asked for at issue, made by a job, stored once with their digest."""

from collections.abc import Sequence
from dataclasses import dataclass

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.certificates.models import Certificate
from vocational.certificates.queries import issued, of_class
from vocational.certificates.states import CertificateState
from vocational.documents import storage
from vocational.documents.storage import NewFile
from vocational.jobs import services as jobs
from vocational.jobs.models import Job, JobState

RENDER = "certificates.render"


@dataclass(frozen=True)
class MadeFile:
    """A finished PDF of one certificate."""

    certificate_id: int
    content: bytes


def enqueue_files(actor: Actor, rows: Sequence[Certificate], class_code: str) -> Job:
    """Ask for the files of certificates inside the caller's transaction."""
    job = jobs.enqueue(
        actor,
        RENDER,
        {"certificate_ids": [row.id for row in rows]},
        subject=f"{class_code}: {rows[0].serial_number} – {rows[-1].serial_number}"
        if len(rows) > 1
        else f"{class_code}: {rows[0].serial_number}",
    )
    for row in rows:
        row.render_job_id = job.id
    return job


@command(Permission.CERTIFICATE_ISSUE)
def make_missing_files(actor: Actor, class_id: int) -> Job | None:
    """Ask again for files that a failed or stopped job left unmade; None when none is missing."""
    training_class = of_class.class_with_course(class_id, for_update=True)
    rows = [row for row in of_class.certificates_of_class(class_id) if row.pdf_file_id is None]
    working = [row.render_job for row in rows if row.render_job and not row.render_job.is_over]
    if working or not rows:
        return working[0] if working else None
    return enqueue_files(actor, rows, training_class.code)


@command(Permission.CERTIFICATE_ISSUE)
def store_files(_actor: Actor, made: Sequence[MadeFile]) -> int:
    """Keep finished files; one that has its file already keeps it. Return how many were new."""
    contents = {item.certificate_id: item.content for item in made}
    rows = [row for row in issued.certificates_for_update(contents) if row.pdf_file_id is None]
    for row in rows:
        name = f"{file_stem(row.serial_number)}.pdf"
        row.pdf_file = storage.store(
            "certificates", NewFile(name, "application/pdf", contents[row.id])
        )
    return len(rows)


def class_files(class_id: int) -> dict[str, bytes]:
    """Return the stored PDFs of a class's certificates in force by file name without ending.

    In the order of the registry; those whose file is not made yet are left out.
    """
    return {
        file_stem(row.serial_number): storage.read(row.pdf_file)
        for row in in_force(of_class.certificates_of_class(class_id))
        if row.pdf_file is not None
    }


def in_force(rows: Sequence[Certificate]) -> list[Certificate]:
    """Keep the certificates that are neither replaced nor revoked."""
    return [row for row in rows if row.state is CertificateState.ISSUED]


def has_failed(rows: Sequence[Certificate]) -> bool:
    """Tell whether files are missing that nobody makes any more."""
    jobs_left = [row.render_job for row in rows if row.pdf_file_id is None]
    stopped = {JobState.FAILED, JobState.CANCELLED}
    return any(job is None or job.state in stopped for job in jobs_left)


def file_stem(serial_number: str) -> str:
    """Give a serial number as a file name: `A 0001/2026` is `A 0001-2026`."""
    return serial_number.replace("/", "-")
