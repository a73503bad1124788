"""Two people pass over earlier support: one asks with a reason, another approves."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.enrolment.queries import enrolments, seats
from vocational.entitlements import queries
from vocational.entitlements.models import SupportOverride
from vocational.entitlements.services import decisions
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.errors import Refused, RuleViolation
from vocational.shared.free_text import clean_line


@command(Permission.SUPPORT_DECIDE)
def request_override(actor: Actor, enrolment_id: int, reason: str) -> SupportOverride:
    """Ask that earlier support of a learner be passed over; one request waits at a time.

    Raises `NoResultFound`; `RuleViolation`: `entitlements.reason`, `too_long`,
    `entitlements.nothing_to_pass_over` (the ledger knows of no earlier support).
    """
    reason = clean_line(reason, 500, "reason")
    if not reason:
        raise RuleViolation("entitlements.reason", "reason")
    enrolments.enrolment_for_update(enrolment_id)
    known = queries.overrides_of([enrolment_id]).get(enrolment_id)
    if known is not None:
        return known
    learner = queries.person(enrolment_id).learner
    if not queries.earlier_supports([learner.citizen_number_hash or ""], [enrolment_id]):
        raise RuleViolation("entitlements.nothing_to_pass_over")
    row = SupportOverride(
        enrolment_id=enrolment_id,
        reason=reason,
        requested_by_id=_person(actor),
        requested_by_name=actor.signature,
        requested_at=now_utc(),
    )
    db.session.add(row)
    db.session.flush()
    audit.record(
        actor, "support_override.requested", row, after=audit.values_of(row), reason=reason,
        label=learner.full_name,
    )  # fmt: skip
    return row


@command(Permission.SUPPORT_APPROVE)
def approve_override(actor: Actor, override_id: int) -> SupportOverride:
    """Approve a request of somebody else; the learner is decided again with it at once.

    Approving twice is once. Raises `NoResultFound`; `RuleViolation`:
    `entitlements.same_person`, `entitlements.answered` (refused meanwhile).
    """
    row = queries.override_for_update(override_id)
    if row.approved_at is not None:
        return row
    _check_open(row, actor)
    row.approved_by_id, row.approved_by_name = _person(actor), actor.signature
    row.approved_at = now_utc()
    enrolment = queries.person(row.enrolment_id)
    _record(actor, "support_override.approved", row, enrolment.learner.full_name)
    db.session.flush()
    _decide_again(actor, row)
    return row


@command(Permission.SUPPORT_APPROVE)
def refuse_override(actor: Actor, override_id: int) -> SupportOverride:
    """Refuse a request; refusing twice is once. Raises as `approve_override`."""
    row = queries.override_for_update(override_id)
    if row.refused_at is not None:
        return row
    _check_open(row, actor)
    row.refused_at = now_utc()
    _record(actor, "support_override.refused", row, "")
    return row


def _decide_again(actor: Actor, row: SupportOverride) -> None:
    former = queries.present_decisions([row.enrolment_id]).get(row.enrolment_id)
    if former is None:
        return
    enrolment = queries.person(row.enrolment_id)
    training_class = seats.class_for_update(enrolment.class_id)
    days = {enrolment.id: former.days_present}
    decisions.decide_people(actor, training_class, [enrolment], days)


def _record(actor: Actor, action: str, row: SupportOverride, label: str) -> None:
    """Name both people and the reason in the record."""
    before, after = audit.changes_of(row)
    after |= {"requested_by_name": row.requested_by_name}
    audit.record(actor, action, row, before=before, after=after, reason=row.reason, label=label)


def _check_open(row: SupportOverride, actor: Actor) -> None:
    if row.approved_at is not None or row.refused_at is not None:
        raise RuleViolation("entitlements.answered")
    if row.requested_by_id == _person(actor):
        raise RuleViolation("entitlements.same_person")


def _person(actor: Actor) -> int:
    """An override names people: the system may not give one."""
    if actor.user_id is None:
        raise Refused("an override needs a person")
    return actor.user_id
