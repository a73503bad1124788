"""Let an applicant give up the application, and the offer or the seat that it brought."""

from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.admission.queries.offers import open_offers
from vocational.admission.states import OfferAnswer
from vocational.applications.models import Application
from vocational.applications.queries import applications as queries
from vocational.applications.rules import intake
from vocational.applications.services.submissions import label_of
from vocational.applications.states import ApplicationState
from vocational.audit import services as audit
from vocational.enrolment.rules.seats import WithdrawalReason
from vocational.enrolment.services import enrolments as enrolment
from vocational.enrolment.services.enrolments import WithdrawalRequest
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation


@command(None)
def withdraw(actor: Actor, application_id: int, today: date) -> Application:
    """Give up an application, and the seat or the offer that it brought.

    Who calls has shown the receipt, or may review. Withdrawing twice changes nothing.

    Raises `NoResultFound`; `RuleViolation` `applications.over_already` (refused, or declined).
    """
    row = queries.application_for_update(application_id)
    if row.state is ApplicationState.WITHDRAWN:
        return row
    if row.state not in intake.OPEN_STATES:
        raise RuleViolation("applications.over_already")
    for offer in open_offers(row.id):
        offer.answer, offer.answered_at = OfferAnswer.DECLINED, now_utc()
        offer.answered_by_name = actor.signature
    if row.enrolment_id is not None:
        leaving = WithdrawalRequest(row.enrolment_id, today, WithdrawalReason.PERSONAL)
        enrolment.withdraw(Actor.system(actor.name, row.institution_id), leaving, today)
    row.state = ApplicationState.WITHDRAWN
    audit.record(actor, "application.withdrawn", row, label=label_of(row))
    return row
