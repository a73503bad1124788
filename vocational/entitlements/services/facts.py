"""Keep the facts that rules read of a learner in a class beside categories."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.enrolment.queries import enrolments as places
from vocational.entitlements import queries
from vocational.entitlements.models import SupportFacts
from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.casework import Facts
from vocational.extensions import db
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line

FARTHEST_KM = Decimal(3000)
MOST_MONTHS = 720
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class FactsRequest:
    """Facts as entered; `version` is that of the facts seen, 0 when there were none."""

    enrolment_id: int
    facts: Facts
    version: int


@command(Permission.SUPPORT_DECIDE)
def save_facts(actor: Actor, request: FactsRequest) -> SupportFacts:
    """Save the facts of an enrolment; what was decided by earlier ones stands.

    Raises `NoResultFound`; `RuleViolation`: `entitlements.distance`, `entitlements.months`,
    `too_long`, `record.changed_meanwhile`.
    """
    _check(request.facts)
    places.enrolment_for_update(request.enrolment_id)
    row = queries.facts_for_update(request.enrolment_id)
    if (row.version if row else 0) != request.version:
        raise RuleViolation("record.changed_meanwhile")
    if row is None:
        return _added(actor, request)
    _fill(row, request.facts)
    audit.record_changes(actor, "support_facts.changed", row)
    return row


def _added(actor: Actor, request: FactsRequest) -> SupportFacts:
    row = SupportFacts(enrolment_id=request.enrolment_id)
    _fill(row, request.facts)
    db.session.add(row)
    try:
        with savepoint():
            db.session.flush()
    except IntegrityError as error:
        raise RuleViolation("record.changed_meanwhile") from error
    audit.record(actor, "support_facts.added", row, after=audit.values_of(row))
    return row


def _check(facts: Facts) -> None:
    """Distances and months are not negative, and believable; a distance has one decimal."""
    distance = facts.distance_km
    if distance is not None and not 0 <= distance <= FARTHEST_KM:
        raise RuleViolation("entitlements.distance", "distance_km", most=FARTHEST_KM)
    if not 0 <= facts.months_worked <= MOST_MONTHS:
        raise RuleViolation("entitlements.months", "months_worked", most=MOST_MONTHS)


def _fill(row: SupportFacts, facts: Facts) -> None:
    distance = facts.distance_km
    row.distance_km = None if distance is None else distance.quantize(TENTH)
    for attribute in Attribute:
        setattr(row, attribute.value, attribute in facts.attributes)
    row.does_farm_work = facts.does_farm_work
    row.card_issued_on = facts.card_issued_on
    row.months_worked = facts.months_worked or None
    row.job_lost_paper = clean_line(facts.job_lost_paper, 160, "job_lost_paper")
