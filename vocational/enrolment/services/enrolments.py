"""Give learners a place, freeze the list of a class, move and withdraw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.classes.models import TrainingClass
from vocational.classes.services import classes
from vocational.classes.services.requests import ClassRequest
from vocational.enrolment.models import Enrolment
from vocational.enrolment.queries import enrolments, seats
from vocational.enrolment.queries.seats import ClassPlaces
from vocational.enrolment.rules import seats as rules
from vocational.enrolment.rules.seats import EnrolmentState, ListLine, SeatOffer, WithdrawalReason
from vocational.enrolment.services import hooks
from vocational.extensions import db
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line


@dataclass(frozen=True)
class EnrolmentRequest:
    """Who wants into which class on the day `on`.

    `overlap_confirmed`: somebody knows that the learner is in another class on the same days.
    `form_token`: the same form sent twice enrols once.
    """

    class_id: int
    learner_id: int
    on: date
    overlap_confirmed: bool = False
    form_token: str | None = None


@dataclass(frozen=True)
class WithdrawalRequest:
    """Who leaves, on which day (inclusive: that day he is no longer there) and why."""

    enrolment_id: int
    withdrawn_on: date
    reason: WithdrawalReason
    note: str = ""


@dataclass(frozen=True)
class TransferRequest:
    """Who goes into which other class on the day `on`."""

    enrolment_id: int
    class_id: int
    on: date
    overlap_confirmed: bool = False


@command(Permission.CLASS_EDIT)
def change_class(actor: Actor, class_id: int, request: ClassRequest, version: int) -> TrainingClass:
    """Change a class; nobody who has a seat may lose it.

    Raises `RuleViolation`: `enrolment.seats_taken`, and those of `classes.services.change_class`.
    """
    seats.class_for_update(class_id)
    taken = seats.seats_taken([class_id])[class_id]
    if request.capacity < taken:
        raise RuleViolation("enrolment.seats_taken", "capacity", taken=taken)
    return classes.change_class(actor, class_id, request, version)


@command(Permission.ENROLMENT_EDIT)
def enrol(actor: Actor, request: EnrolmentRequest) -> Enrolment:
    """Give a learner a place; see `enrol_in`. Raises `NoResultFound` and as that."""
    return enrol_in(actor, seats.class_for_update(request.class_id), request)


@command(Permission.ENROLMENT_EDIT)
def enrol_in(
    actor: Actor,
    training_class: TrainingClass,
    request: EnrolmentRequest,
    *,
    is_new: bool = False,
) -> Enrolment:
    """Give a learner a place in a class whose row is locked: seats are counted one by one.

    The practice group with the fewest learners takes him. Who withdrew and comes back gets the
    former line again, with its list number. On a frozen list a new one goes to the end.
    `is_new`: the learner was taken up in this transaction, so has no place anywhere.

    Raises `RuleViolation`: those of `rules.check_offer`, `enrolment.already_in_class`,
    `enrolment.overlaps` (field `confirm_overlap`).
    """
    places = seats.places(training_class.id)
    match = None if is_new else enrolments.place_of(training_class.id, request.learner_id)
    if match is not None and match.state is EnrolmentState.ENROLLED:
        if request.form_token and match.form_token == request.form_token:
            return match
        raise RuleViolation(
            "enrolment.already_in_class", "class_id", class_code=training_class.code
        )
    rules.check_offer(_offer(training_class, places), request.on)
    if not is_new and not request.overlap_confirmed:
        check_overlap(training_class, request.learner_id)
    row = match or Enrolment(class_id=training_class.id, learner_id=request.learner_id)
    _take_place(row, training_class, places, request)
    db.session.add(row)
    action = "enrolment.restored" if match else "enrolment.created"
    db.session.flush()
    audit.record(actor, action, row, after=audit.values_of(row), label=training_class.code)
    return row


@command(Permission.ENROLMENT_EDIT)
def freeze_list(actor: Actor, class_id: int) -> datetime:
    """Number the list of a class in Vietnamese name order, and return when it was frozen.

    A list frozen before keeps its numbers and moment; learners without a number then get the
    next ones. Raises `NoResultFound`.
    """
    training_class = seats.class_for_update(class_id)
    rows = enrolments.enrolments_of_class(class_id)
    last = seats.places(class_id).last_number
    lines = [
        ListLine(row.id, row.learner.sort_name, row.learner_id)
        for row in rows
        if row.list_number is None
    ]
    numbers = rules.numbered(lines, first=last + 1)
    for row in rows:
        if row.id in numbers:
            row.list_number = numbers[row.id]
    frozen_at = training_class.list_frozen_at or now_utc()
    training_class.list_frozen_at = frozen_at
    audit.record(
        actor,
        "class.list_frozen",
        training_class,
        after={"learners": len(rows), "last_number": last + len(numbers)},
        label=training_class.code,
    )
    return frozen_at


@command(Permission.ENROLMENT_EDIT)
def withdraw(actor: Actor, request: WithdrawalRequest, today: date) -> Enrolment:
    """Free a learner's seat; the line and its list number stay.

    Withdrawing the same one twice changes nothing. Raises `NoResultFound`; `RuleViolation`:
    those of `rules.check_withdrawal`, `enrolment.note_missing`, `too_long`.
    """
    row = enrolments.enrolment_for_update(request.enrolment_id)
    if row.state is EnrolmentState.WITHDRAWN:
        return row
    rules.check_withdrawal(request.withdrawn_on, enrolled_on=row.enrolled_on, today=today)
    note = clean_line(request.note, 300, "note")
    if request.reason is WithdrawalReason.OTHER and not note:
        raise RuleViolation("enrolment.note_missing", "note")
    row.state = EnrolmentState.WITHDRAWN
    row.withdrawn_on = request.withdrawn_on
    row.withdrawal_reason = request.reason
    row.withdrawal_note = note
    audit.record_changes(actor, "enrolment.withdrawn", row, reason=note)
    hooks.after_withdrawal.call(actor, row)
    return row


@command(Permission.ENROLMENT_EDIT)
def move_to_group(
    actor: Actor, class_id: int, enrolment_ids: Sequence[int], group_number: int
) -> int:
    """Move learners of a class to another of its practice groups; return how many moved.

    Ids that are not of the class are passed over. Raises `NoResultFound`; `RuleViolation`
    `enrolment.group_unknown`.
    """
    training_class = seats.class_for_update(class_id)
    group = next((group for group in training_class.groups if group.number == group_number), None)
    if group is None:
        raise RuleViolation("enrolment.group_unknown", "group")
    moved = 0
    for row in enrolments.enrolments_for_update(class_id, enrolment_ids):
        if row.practice_group_id == group.id or row.state is EnrolmentState.WITHDRAWN:
            continue
        row.practice_group_id = group.id
        audit.record_changes(actor, "enrolment.moved", row)
        moved += 1
    return moved


@command(Permission.ENROLMENT_EDIT)
def transfer(actor: Actor, request: TransferRequest) -> Enrolment:
    """Let a learner go from one class into another: withdrawn here, enrolled there, or neither.

    Raises as `withdraw` and `enrol`; `RuleViolation` `enrolment.same_class`,
    `enrolment.not_there` (withdrawn before), those of `following.check_transfer`.
    """
    row = enrolments.enrolment_for_update(request.enrolment_id)
    if row.class_id == request.class_id:
        raise RuleViolation("enrolment.same_class", "class_id")
    if row.state is EnrolmentState.WITHDRAWN:
        raise RuleViolation("enrolment.not_there")
    leaving = WithdrawalRequest(row.id, request.on, WithdrawalReason.TRANSFER)
    withdraw(actor, leaving, request.on)
    coming = EnrolmentRequest(
        class_id=request.class_id,
        learner_id=row.learner_id,
        on=request.on,
        overlap_confirmed=request.overlap_confirmed,
    )
    training_class = seats.class_for_update(request.class_id)
    hooks.before_transfer.call(training_class)
    return enrol_in(actor, training_class, coming)


def _offer(training_class: TrainingClass, places: ClassPlaces) -> SeatOffer:
    return SeatOffer(
        state=training_class.state,
        starts_on=training_class.starts_on,
        ends_on=training_class.ends_on,
        capacity=training_class.capacity,
        taken=places.taken,
    )


def check_overlap(training_class: TrainingClass, learner_id: int) -> None:
    """Refuse a learner who is in another class during the same days.

    Raises `RuleViolation` `enrolment.overlaps`.
    """
    other = enrolments.overlapping_class(
        learner_id, training_class.starts_on, training_class.ends_on, training_class.id
    )
    if other is not None:
        raise RuleViolation(
            "enrolment.overlaps",
            "confirm_overlap",
            class_code=other.code,
            course=other.course_version.name,
            starts_on=other.starts_on,
            ends_on=other.ends_on,
        )


def _take_place(
    row: Enrolment, training_class: TrainingClass, places: ClassPlaces, request: EnrolmentRequest
) -> None:
    sizes = {group.id: places.group_sizes.get(group.id, 0) for group in training_class.groups}
    row.state = EnrolmentState.ENROLLED
    row.enrolled_on, row.enrolled_at = request.on, now_utc()
    row.practice_group_id = rules.emptiest_group(sizes)
    row.form_token = request.form_token
    row.withdrawn_on = row.withdrawal_reason = None
    row.withdrawal_note = ""
    if row.list_number is None and training_class.list_frozen_at is not None:
        row.list_number = places.last_number + 1
