"""Every day offers that nobody answered end, and the next is offered the seat."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from tests.factories import admission
from vocational.access.actor import Actor
from vocational.admission.models import SeatOffer
from vocational.admission.services import offers
from vocational.admission.services.withdrawals import withdraw
from vocational.admission.states import OfferAnswer
from vocational.applications.states import ApplicationState
from vocational.jobs import worker
from vocational.jobs.models import Job, JobState
from vocational.shared.clock import today

LONG_AGO = datetime.now(UTC) - timedelta(days=9)


def test_a_day_begins_with_one_job_that_ends_what_is_overdue(
    app, at_home, registrar, director, run_jobs
):
    with at_home() as session:
        row = admission.ranking_class()
        row.starts_on, row.ends_on = today() + timedelta(days=20), today() + timedelta(days=90)
        neither, _soldier, poor = admission.three(row)
        fourth = admission.applicant(row, 4, days_later=2)
        admission.signed_run(registrar, director, row.id, LONG_AGO)
        poor_id = poor.id
        withdraw(Actor.public(), poor_id, today())
        offers.invite(registrar, row.id, LONG_AGO)
        ids = (neither.id, fourth.id)
        session.commit()
    assert worker.plan_day(app, None) == worker.plan_day(app, None) == today()
    assert run_jobs() == 1
    with at_home() as session:
        made = session.scalars(select(SeatOffer).order_by(SeatOffer.id)).all()
        assert [(item.application_id, item.answer) for item in made] == [
            (ids[0], OfferAnswer.LAPSED),
            (ids[1], None),
        ]
        assert made[0].application.state is ApplicationState.DECLINED
        assert session.scalars(select(Job.state)).all() == [JobState.DONE]
    assert worker.plan_day(app, today()) == today()
    assert run_jobs() == 0
