"""Nightly: offers that were not answered in time end, and the next are offered the seats."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from vocational.access.actor import Actor
from vocational.access.command import transaction
from vocational.admission.queries import offers as queries
from vocational.admission.services import offers
from vocational.extensions import db
from vocational.institutions import queries as institutions
from vocational.jobs.registry import Progress, Result, daily, job
from vocational.jobs.services import enqueue
from vocational.shared import tenancy
from vocational.shared.clock import now_utc

LAPSE = "admission.lapse"


@daily
def plan_lapses(on: date) -> None:
    """Add the job of a day where offers are overdue; they hold until the end of a day."""
    for institution_id in institutions.all_ids():
        with tenancy.institution_scope(db.session(), institution_id):
            if not queries.classes_with_overdue_offers(now_utc()):
                continue
            with transaction():
                enqueue(
                    Actor.system("system", institution_id),
                    LAPSE,
                    {},
                    subject=_("Offered seats not answered in time"),
                    unique_key=f"{LAPSE}.{institution_id}.{on}",
                )


@job(LAPSE)
def lapse(actor: Actor, arguments: dict[str, Any], progress: Progress) -> Result:
    """End what is overdue, class by class; a class already done has nothing overdue left."""
    now = now_utc()
    classes = queries.classes_with_overdue_offers(now)
    progress.of(len(classes))
    for class_id in classes:
        offers.lapse_overdue(actor, class_id, now)
        progress.step()
    return Result()
