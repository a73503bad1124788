"""Read and claim jobs. Leases compare the database's own clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import INTERVAL
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.expression import cast

from vocational.extensions import db
from vocational.jobs.models import Job, JobState
from vocational.shared.database import Instant
from vocational.shared.paging import ListRequest, Page, fetch_page


@dataclass(frozen=True, slots=True)
class Claimable:
    """A job that may be taken."""

    job_id: int
    institution_id: int


def job(job_id: int) -> Job:
    """Return one job; raises `NoResultFound`."""
    return db.session.scalars(
        select(Job)
        .where(Job.id == job_id)
        .options(selectinload(Job.result_file))
        .execution_options(populate_existing=True)
    ).one()


def job_for_update(job_id: int) -> Job:
    """Return one job with its row locked; raises `NoResultFound`."""
    return db.session.scalars(select(Job).where(Job.id == job_id).with_for_update()).one()


def job_with_key(unique_key: str) -> Job | None:
    """Return the job of that key, if there is one."""
    return db.session.scalars(select(Job).where(Job.unique_key == unique_key)).one_or_none()


def jobs(request: ListRequest) -> Page[Job]:
    """Return a page of the institution's jobs, newest first; filter `state`."""
    statement = select(Job).options(selectinload(Job.result_file)).order_by(Job.id.desc())
    if state := request.filters.get("state"):
        statement = statement.where(Job.state == JobState(state))
    if request.query:
        statement = statement.where(Job.subject.icontains(request.query, autoescape=True))
    return fetch_page(db.session(), statement, request)


def next_claimable() -> Claimable | None:
    """Return the oldest job that waits or whose worker has gone silent."""
    statement = (
        select(Job.id, Job.institution_id)
        .where(
            or_(
                Job.state == JobState.WAITING,
                and_(Job.state == JobState.RUNNING, Job.lease_until < _database_now()),
            )
        )
        .order_by(Job.id)
        .limit(1)
    )
    row = db.session.execute(statement).first()
    return None if row is None else Claimable(job_id=row[0], institution_id=row[1])


def take_lease(job_id: int, token: str, lease: timedelta) -> bool:
    """Claim a job by one update; False when another worker was faster."""
    free = or_(
        Job.state == JobState.WAITING,
        and_(Job.state == JobState.RUNNING, Job.lease_until < _database_now()),
    )
    return _updated(
        and_(Job.id == job_id, free),
        state=JobState.RUNNING,
        lease_token=token,
        lease_until=_database_now(lease),
        started_at=func.coalesce(Job.started_at, _database_now()),
        attempts=Job.attempts + 1,
    )


def extend_lease(job_id: int, token: str, lease: timedelta, done: int, total: int) -> bool:
    """Write progress and a longer lease; False when the job is no longer this worker's."""
    return _updated(
        _is_held(job_id, token),
        lease_until=_database_now(lease),
        done_count=done,
        total_count=total,
    )


def keep_lease(job_id: int, token: str, lease: timedelta) -> bool:
    """Extend the lease alone; False when the job is no longer this worker's."""
    return _updated(_is_held(job_id, token), lease_until=_database_now(lease))


def close(job_id: int, token: str, **values: Any) -> bool:
    """End the lease with these values; False when the job is no longer this worker's."""
    return _updated(_is_held(job_id, token), lease_token=None, lease_until=None, **values)


def _is_held(job_id: int, token: str) -> ColumnElement[bool]:
    return and_(Job.id == job_id, Job.lease_token == token, Job.state == JobState.RUNNING)


def _updated(condition: ColumnElement[bool], **values: Any) -> bool:
    result = db.session.execute(
        update(Job).where(condition).values(**values).execution_options(synchronize_session=False)
    )
    return bool(result.rowcount == 1)  # type: ignore[attr-defined]


def _database_now(later: timedelta = timedelta(0)) -> ColumnElement[Any]:
    seconds = int(later.total_seconds())
    if db.engine.dialect.name == "postgresql":
        return func.clock_timestamp() + cast(f"{seconds} seconds", INTERVAL)
    return func.strftime("%Y-%m-%d %H:%M:%f000", "now", f"{seconds:+} seconds", type_=Instant)


def database_answers() -> bool:
    """Ask the database for nothing; raises `SQLAlchemyError` when it does not answer."""
    return db.session.scalar(select(literal(1))) == 1


def has_stalled_jobs(seconds: int) -> bool:
    """Tell whether a job has waited that long while no worker holds a lease."""
    late = _database_now(-timedelta(seconds=seconds))
    waits = select(Job.id).where(Job.state == JobState.WAITING, Job.created_at < late)
    works = select(Job.id).where(Job.state == JobState.RUNNING, Job.lease_until >= _database_now())
    someone_waits = db.session.scalar(waits.limit(1)) is not None
    return someone_waits and db.session.scalar(works.limit(1)) is None
