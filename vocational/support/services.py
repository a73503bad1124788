"""Decide the support of a class by the days of its timetable."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.entitlements.queries import people_of_class as support_people
from vocational.entitlements.services import decisions as entitlements
from vocational.entitlements.services.decisions import DecideRequest
from vocational.support.queries import study_days


@command(Permission.SUPPORT_DECIDE)
def decide_support(actor: Actor, class_id: int, only: int | None = None) -> int:
    """Decide the support of everyone in a class, or of one, by the days of its timetable.

    Returns how many were decided. Raises as `entitlements.services.decide`.
    """
    people = support_people(class_id)
    wanted = tuple(person.id for person in people if only is None or person.id == only)
    days = study_days(class_id, people)
    kept = {enrolment_id: days[enrolment_id] for enrolment_id in wanted if enrolment_id in days}
    return len(entitlements.decide(actor, DecideRequest(class_id, wanted, kept)))
