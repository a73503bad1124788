"""The job: a row that is the queue."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vocational.documents.models import StoredFile
from vocational.shared.database import Base, Instant
from vocational.shared.tenancy import InstitutionScoped


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(InstitutionScoped, Base):
    """One piece of work, asked for in the transaction that needs it.

    `lease_token` and `lease_until` say which worker has it; `done_count` of `total_count` is its
    progress; `subject` is what the page shows, already in the asker's words.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("done_count >= 0", name="done_not_negative"),
        Index(None, "state", "lease_until", "id"),
        Index(None, "institution_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    subject: Mapped[str] = mapped_column(String(200), default="")
    unique_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING)
    done_count: Mapped[int] = mapped_column(default=0)
    total_count: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_token: Mapped[str | None] = mapped_column(String(36))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    requested_by_name: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    result_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    error_code: Mapped[str] = mapped_column(String(60), default="")
    error_detail: Mapped[str] = mapped_column(Text, default="")

    result_file: Mapped[StoredFile | None] = relationship()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
