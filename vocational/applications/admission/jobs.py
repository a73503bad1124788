"""Nightly: offers that were not answered in time end, and the next are offered the seats."""

from typing import Any

from vocational.access.actor import Actor
from vocational.applications.admission import queries
from vocational.applications.admission.services import offers
from vocational.jobs.registry import Progress, Result, job
from vocational.shared.clock import now_utc

LAPSE = "admission.lapse"


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
