"""Write the once-only ledger of all institutions; called inside commands."""

from collections.abc import Sequence

from sqlalchemy.dialects import postgresql, sqlite

from vocational.access.actor import Actor
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.entitlements import queries
from vocational.entitlements.models import EntitlementDecision, SupportedPerson, SupportRecord
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.tenancy import scoped_institution_id


def keep(actor: Actor, decided: Sequence[tuple[Enrolment, EntitlementDecision]]) -> None:
    """Bring the ledger to what was decided in classes that have begun.

    Support is granted here: of two institutions whose classes begin at once the one that comes
    first under the lock of the person supports, the other is refused. Who is due an amount is
    written in; who no longer is, is cancelled. A learner without a citizen number cannot be
    known again, and is left out.

    Raises `RuleViolation` `entitlements.supported_meanwhile` where the ledger knows more than
    the decision did and no two people passed over it.
    """
    institution_id = scoped_institution_id(db.session())
    people = [item for item, _decision in decided]
    hold(people)
    ids = [person.id for person in people]
    records = queries.own_records(institution_id, ids)
    earlier = queries.earlier_supports(_hashes(people), ids)
    agreed = queries.consenting_learners(person.learner_id for person in people)
    for enrolment, decision in decided:
        record = records.get(enrolment.id)
        person_hash = enrolment.learner.citizen_number_hash
        if decision.total_dong and person_hash:
            _check_known(enrolment, decision, len(earlier.get(person_hash, ())))
            record = record or _new_record(institution_id, decision)
            told = enrolment.learner_id in agreed
            _write(actor, person_hash, decision, record, may_tell_where=told)
        elif record is not None:
            _cancel(actor, record)


def hold(people: Sequence[Enrolment]) -> None:
    """Lock people in all institutions until the transaction ends, before the ledger is read."""
    hashes = _hashes(people)
    if not hashes:
        return
    is_postgresql = db.engine.dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    rows = [{"person_hash": item} for item in hashes]
    db.session.execute(insert(SupportedPerson).values(rows).on_conflict_do_nothing())
    queries.people_for_update(hashes)


def void(actor: Actor, training_class: TrainingClass) -> None:
    """Let all that was decided in a class that is cancelled be void, and say so in the ledger."""
    reason = training_class.cancelled_reason[:300]
    decisions = queries.standing_of_class(training_class.id)
    for decision in decisions:
        decision.voided_at, decision.voided_by_name = now_utc(), actor.signature
        decision.void_reason = reason
        before, after = audit.changes_of(decision)
        label = f"{training_class.code} {decision.enrolment.learner.full_name}"
        audit.record(
            actor, "entitlement.voided", decision, before=before, after=after, reason=reason,
            label=label,
        )  # fmt: skip
    institution_id = scoped_institution_id(db.session())
    ids = [decision.enrolment_id for decision in decisions]
    for record in queries.own_records(institution_id, ids).values():
        _cancel(actor, record, reason)


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


def _check_known(enrolment: Enrolment, decision: EntitlementDecision, known: int) -> None:
    if decision.override_id is None and known > supports_known_at_decision(decision):
        name = enrolment.learner.full_name
        raise RuleViolation("entitlements.supported_meanwhile", name=name)


def supports_known_at_decision(decision: EntitlementDecision) -> int:
    """Count the earlier supports that a decision took into account."""
    return len(decision.inputs["learner"]["supported_before"])


def _new_record(institution_id: int, decision: EntitlementDecision) -> SupportRecord:
    return SupportRecord(
        institution_id=institution_id,
        enrolment_id=decision.enrolment_id,
        may_tell_where=False,
        recorded_at=now_utc(),
    )


def _write(
    actor: Actor,
    person_hash: str,
    decision: EntitlementDecision,
    record: SupportRecord,
    *,
    may_tell_where: bool,
) -> None:
    record.may_tell_where = may_tell_where
    values = (person_hash, decision.starts_on, decision.scheme, None)
    if values == (
        record.person_hash, record.supported_on, record.scheme, record.cancelled_at,
    ):  # fmt: skip
        return
    record.person_hash, record.supported_on, record.scheme, record.cancelled_at = values
    db.session.add(record)
    after = {"supported_on": record.supported_on, "scheme": record.scheme}
    audit.record(actor, "support.recorded", record, after=after)


def _cancel(actor: Actor, record: SupportRecord, reason: str = "") -> None:
    if record.cancelled_at is None:
        record.cancelled_at, record.cancel_reason = now_utc(), reason
        audit.record_changes(actor, "support.cancelled", record, reason=reason)


def _hashes(people: Sequence[Enrolment]) -> list[str]:
    result = {person.learner.citizen_number_hash for person in people}
    return sorted(item for item in result if item)
