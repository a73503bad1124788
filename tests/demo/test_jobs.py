"""The demonstration centre when it is chosen on the first page: a job loads it."""

import json

from sqlalchemy import select

from tests.world import HOME
from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.demo import jobs, loading
from vocational.demo.services import LOAD_JOB
from vocational.documents import storage
from vocational.extensions import db
from vocational.jobs import services
from vocational.jobs.models import Job, JobState


def test_the_job_leaves_the_report_as_its_file(home, run_jobs, at_home, monkeypatch):
    seen = []
    monkeypatch.setattr(
        loading, "load", lambda actor, *rest, **days: seen.append((actor, rest, days)) or REPORT
    )
    with transaction():
        services.enqueue(Actor.system("tests", HOME.institution_id), LOAD_JOB, {}, subject="demo")

    assert run_jobs() == 1

    with at_home():
        job = db.session.scalars(select(Job).order_by(Job.id)).one()
        assert job.state is JobState.DONE
        assert json.loads(storage.read(job.result_file))["counts"] == {"learners": 1}
    ((actor, rest, days),) = seen
    assert actor.is_system
    assert rest[0] == HOME.institution_id
    assert rest[1] == loading.Options()
    assert days["base_url"] == jobs.printed_address()


REPORT = loading.Report("LD", (), {"learners": 1})
