"""Jobs in the table: asked for, claimed, taken over, stopped, repeated."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.world import HOME
from vocational.access.command import transaction
from vocational.access.permissions import Permission
from vocational.documents.models import StoredFile
from vocational.extensions import db
from vocational.jobs import queries, services
from vocational.jobs.models import Job, JobState
from vocational.jobs.registry import Result, job, registry
from vocational.shared import tenancy
from vocational.shared.errors import Refused, RuleViolation


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    """Forget the kinds that a test registers."""
    monkeypatch.setattr(registry, "handlers", dict(registry.handlers))
    monkeypatch.setattr(registry, "permissions", dict(registry.permissions))


def ask(actor, kind="test.work", key="", **arguments):
    with transaction():
        return services.enqueue(actor, kind, arguments, subject="Việc thử", unique_key=key).id


def claimed():
    """Claim as a worker does, from outside any institution."""
    with tenancy.institution_scope(db.session()):
        tenancy.enter_scope(db.session(), None)
        return services.claim_next()


def let_lease_run_out(job_id):
    with transaction():
        held = queries.job(job_id)
        assert queries.keep_lease(job_id, held.lease_token, timedelta(seconds=-60))


def state_of(job_id):
    return queries.job(job_id).state


def test_a_job_is_asked_for_in_the_callers_transaction(session, registrar):
    def ask_and_fail():
        with transaction():
            services.enqueue(registrar, "test.work", {}, subject="x")
            raise RuleViolation("test.refused")

    with pytest.raises(RuleViolation):
        ask_and_fail()
    assert session.scalars(select(Job)).all() == []


def test_the_same_key_asks_once(session, registrar):
    assert ask(registrar, key="same") == ask(registrar, key="same")


def test_a_job_is_claimed_once_and_carries_what_is_needed(session, registrar):
    job_id = ask(registrar, item=7)
    claim = claimed()
    assert (claim.job_id, claim.arguments) == (job_id, {"item": 7})
    assert (claim.institution_id, claim.requested_by_id) == (HOME.institution_id, registrar.user_id)
    assert claimed() is None
    assert state_of(job_id) is JobState.RUNNING


def test_the_oldest_job_comes_first(session, registrar):
    first, second = ask(registrar), ask(registrar)
    assert [claimed().job_id, claimed().job_id] == [first, second]


def test_a_lease_that_ran_out_is_taken_over_and_the_first_worker_stops(session, registrar):
    job_id = ask(registrar)
    first = claimed()
    services.report_progress(first, 3, 10)
    let_lease_run_out(job_id)
    second = claimed()
    assert second.job_id == job_id
    assert second.token != first.token
    with pytest.raises(services.LeaseLost):
        services.report_progress(first, 4, 10)
    services.finish(first, None)
    assert state_of(job_id) is JobState.RUNNING
    services.finish(second, None)
    assert state_of(job_id) is JobState.DONE
    assert queries.job(job_id).attempts == 2


def test_progress_keeps_the_lease(session, registrar):
    job_id = ask(registrar)
    claim = claimed()
    let_lease_run_out(job_id)
    services.report_progress(claim, 1, 2)
    assert claimed() is None
    row = queries.job(job_id)
    assert (row.done_count, row.total_count) == (1, 2)


def test_a_stopped_job_lets_its_worker_know(session, registrar):
    job_id = ask(registrar)
    claim = claimed()
    services.cancel(registrar, job_id)
    with pytest.raises(services.Cancelled):
        services.report_progress(claim, 1, 2)
    services.finish(claim, None)
    assert state_of(job_id) is JobState.CANCELLED


def test_what_is_over_cannot_be_stopped_nor_what_runs_be_run_again(session, registrar):
    job_id = ask(registrar)
    with pytest.raises(RuleViolation, match=r"job\.cannot_run_again"):
        services.run_again(registrar, job_id)
    services.finish(claimed(), None)
    with pytest.raises(RuleViolation, match=r"job\.is_over"):
        services.cancel(registrar, job_id)


def test_a_stopped_job_runs_again(session, registrar):
    job_id = ask(registrar)
    services.cancel(registrar, job_id)
    services.run_again(registrar, job_id)
    assert claimed().job_id == job_id


def test_a_defect_is_tried_again_until_the_attempts_are_used_up(session, registrar):
    job_id = ask(registrar)
    for _attempt in range(services.MAX_ATTEMPTS - 1):
        services.fail(claimed(), code="job.defect", detail="trace", again=True)
        assert state_of(job_id) is JobState.WAITING
    services.fail(claimed(), code="job.defect", detail="trace", again=True)
    assert state_of(job_id) is JobState.FAILED


def test_a_result_is_for_the_asker_and_who_holds_the_permission(
    session, registrar, director, administrator
):
    @job("test.secret", permission=Permission.CERTIFICATE_VIEW)
    def _secret(actor, arguments, progress):
        return Result()

    row = queries.job(ask(registrar, "test.secret"))
    assert services.may_have(registrar, row)
    assert services.may_have(director, row)
    assert not services.may_have(administrator, row)
    with pytest.raises(Refused):
        services.result_of(administrator, row.id)
    with pytest.raises(Refused):
        services.cancel(administrator, row.id)


def test_health_sees_a_job_that_waits_while_nobody_works(session, registrar):
    assert not queries.has_stalled_jobs(60)
    job_id = ask(registrar)
    assert not queries.has_stalled_jobs(60)
    assert queries.has_stalled_jobs(-60)
    assert claimed().job_id == job_id
    ask(registrar)
    assert not queries.has_stalled_jobs(-60)
    assert session.scalars(select(StoredFile)).all() == []
