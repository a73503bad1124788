"""How an institution admits from a day on, and the seats of a class kept for tiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import IntegrityError

from vocational.access.actor import Actor
from vocational.access.command import command, savepoint
from vocational.access.permissions import Permission
from vocational.admission.models import AdmissionTiers, ReservedSeats
from vocational.admission.queries import settings as queries
from vocational.admission.rules import admission
from vocational.admission.rules.seating import Reserved
from vocational.applications.queries.applications import class_for_update
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.database import violates
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import required_line


@dataclass(frozen=True)
class SettingsRequest:
    """How the institution admits from `effective_from` on, and the paper that says so."""

    effective_from: date
    tiers: Sequence[Sequence[str]]
    answer_days: int
    source: str


@command(Permission.LAW_EDIT)
def add_settings(actor: Actor, request: SettingsRequest) -> AdmissionTiers:
    """Add how the institution admits from a day on; earlier entries stay for runs of their time.

    Raises `RuleViolation`: those of `rules.check_tiers`, `admission.answer_days`, `required`,
    `too_long`, `admission.settings_that_day`.
    """
    admission.check_tiers(request.tiers)
    if not 1 <= request.answer_days <= admission.MOST_ANSWER_DAYS:
        raise RuleViolation("admission.answer_days", "answer_days", most=admission.MOST_ANSWER_DAYS)
    row = AdmissionTiers(
        effective_from=request.effective_from,
        tiers=[list(codes) for codes in request.tiers],
        answer_days=request.answer_days,
        source=required_line(request.source, 200, "source"),
        entered_by_name=actor.signature,
        entered_at=now_utc(),
    )
    try:
        with savepoint():
            db.session.add(row)
            db.session.flush()
    except IntegrityError as error:
        if not violates(error, "admission_tiers", "institution_id", "effective_from"):
            raise
        raise RuleViolation("admission.settings_that_day", "effective_from") from error
    audit.record(
        actor, "admission_order.entered", row, after=audit.values_of(row), label=row.source
    )
    return row


@command(Permission.ADMISSION_RANK)
def reserve(actor: Actor, class_id: int, reserved: Reserved, today: date) -> ReservedSeats:
    """Keep seats of a class for tiers until a day, on which they are released.

    Raises `NoResultFound`; `RuleViolation`: those of `rules.check_reserved`,
    `admission.reserved_past`.
    """
    training_class = class_for_update(class_id)
    last_tier = queries.settings_on(today).last_tier
    admission.check_reserved(
        reserved,
        last_tier=last_tier,
        capacity=training_class.capacity,
        starts_on=training_class.starts_on,
    )
    if reserved.until <= today:
        raise RuleViolation("admission.reserved_past", "until")
    row = ReservedSeats(
        class_id=class_id, tiers=sorted(reserved.tiers), seats=reserved.seats, until=reserved.until
    )
    db.session.add(row)
    db.session.flush()
    label = training_class.code
    audit.record(actor, "reserved_seats.added", row, after=audit.values_of(row), label=label)
    return row


@command(Permission.ADMISSION_RANK)
def release(actor: Actor, class_id: int, reserved_id: int) -> None:
    """Release seats before their day. Raises `NoResultFound`."""
    training_class = class_for_update(class_id)
    row = queries.reserved_row(class_id, reserved_id)
    audit.record(
        actor,
        "reserved_seats.removed",
        row,
        before=audit.values_of(row),
        label=training_class.code,
    )
    db.session.delete(row)
