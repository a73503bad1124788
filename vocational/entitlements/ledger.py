"""Write the once-only ledger of all institutions; called inside commands."""

from collections.abc import Sequence

from vocational.access.actor import Actor
from vocational.audit import services as audit
from vocational.enrolment.following import after_withdrawal
from vocational.enrolment.models import Enrolment
from vocational.entitlements import queries
from vocational.entitlements.models import EntitlementDecision, SupportRecord
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.tenancy import scoped_institution_id


def keep(actor: Actor, decided: Sequence[tuple[Enrolment, EntitlementDecision]]) -> None:
    """Bring the ledger to what was decided in classes that have begun.

    Who is due an amount is written in; who no longer is, is cancelled. A learner without a
    citizen number cannot be known again, and is left out.
    """
    institution_id = scoped_institution_id(db.session())
    records = queries.own_records(institution_id, [one.id for one, _decision in decided])
    for enrolment, decision in decided:
        record = records.get(enrolment.id)
        person_hash = enrolment.learner.citizen_number_hash
        if decision.total_dong and person_hash:
            _write(actor, institution_id, person_hash, decision, record)
        elif record is not None:
            _cancel(actor, record)


@after_withdrawal
def cancel(actor: Actor, enrolment: Enrolment) -> None:
    """Take back what an enrolment wrote when the learner left before any support.

    Who came to the class and left later was supported to the day of leaving: that stands.
    """
    left_on = enrolment.withdrawn_on
    if left_on is None or left_on > enrolment.training_class.starts_on:
        return
    institution_id = scoped_institution_id(db.session())
    for record in queries.own_records(institution_id, [enrolment.id]).values():
        _cancel(actor, record)


def _write(
    actor: Actor,
    institution_id: int,
    person_hash: str,
    decision: EntitlementDecision,
    record: SupportRecord | None,
) -> None:
    values = (person_hash, decision.starts_on, decision.scheme, None)
    if record is None:
        record = SupportRecord(
            institution_id=institution_id,
            enrolment_id=decision.enrolment_id,
            recorded_at=now_utc(),
        )
        db.session.add(record)
    elif values == (
        record.person_hash, record.supported_on, record.scheme, record.cancelled_at,
    ):  # fmt: skip
        return
    record.person_hash, record.supported_on, record.scheme, record.cancelled_at = values
    after = {"supported_on": record.supported_on, "scheme": record.scheme}
    audit.record(actor, "support.recorded", record, after=after)


def _cancel(actor: Actor, record: SupportRecord) -> None:
    if record.cancelled_at is None:
        record.cancelled_at = now_utc()
        audit.record_changes(actor, "support.cancelled", record)
