"""Acts on a class that concern several features: opening, finishing, closing, printing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import NoResultFound

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.class_list import queries
from vocational.class_opening import queries as opening_queries
from vocational.class_opening.services import openings
from vocational.class_opening.services.openings import Decided
from vocational.class_progress.queries import overview
from vocational.class_progress.rules import blockers
from vocational.class_progress.rules.blockers import Blocker
from vocational.classes import queries as classes
from vocational.classes.models import ClassOpening, TrainingClass
from vocational.classes.rules import ClassState, check_follows
from vocational.classes.services import classes as class_services
from vocational.classes.services.requests import OpeningDecision
from vocational.enrolment.services import enrolments as enrolment_services
from vocational.entitlements.services import decisions as entitlements
from vocational.extensions import db
from vocational.institutions.services import decisions
from vocational.shared.errors import RuleViolation


@dataclass(frozen=True)
class OpeningRequest:
    """The opening decision as entered; `confirmed`: what is missing is known.

    An empty number takes the next one of the year; `signatory_id` None: the head signs.
    """

    number: str
    decided_on: date
    confirmed: bool = False
    signatory_id: int | None = None


@command(Permission.CLASS_EDIT)
def begin_class(actor: Actor, class_id: int, request: OpeningRequest, today: date) -> TrainingClass:
    """Open a class by decision: its list is numbered and frozen, and it runs from now on.

    The decision is kept as it is printed now.

    Raises `RuleViolation`: `classes.state`, `class_opening.decision_in_future`,
    `class_opening.decision_after_start`, `class_opening.blocked`, `class_opening.confirm`,
    `class_opening.no_signatory`, `class_opening.number_taken`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.RUNNING)
    if request.decided_on > today:
        raise RuleViolation("class_opening.decision_in_future", "decided_on")
    if request.decided_on > row.starts_on:
        raise RuleViolation(
            "class_opening.decision_after_start", "decided_on", starts_on=row.starts_on
        )
    progress = overview.tracked_class(class_id, today).progress
    _check(blockers.before_opening(progress), confirmed=request.confirmed)
    signatory = decisions.signatory_of(
        request.decided_on, request.signatory_id, missing_code="class_opening.no_signatory"
    )
    number = decisions.take_number(
        request.number, request.decided_on, taken_code="class_opening.number_taken"
    )
    frozen_at = enrolment_services.freeze_list(actor, class_id)
    decision = OpeningDecision(number, request.decided_on, frozen_at)
    begun = class_services.begin_class(actor, class_id, decision)
    entitlements.begin_support(actor, class_id)
    made = Decided(number, request.decided_on, signatory, actor.signature, frozen_at)
    db.session.add(openings.frozen(begun, queries.list_to_print(class_id), made))
    return begun


@command(Permission.LEARNER_REVEAL)
def opening_for_print(actor: Actor, class_id: int) -> ClassOpening:
    """Return the frozen opening decision, whose list names citizen numbers; keep who printed it.

    Raises `NoResultFound` for a class without one.
    """
    row = classes.class_by_id(class_id)
    opening = opening_queries.opening_of(class_id)
    if opening is None:
        raise NoResultFound
    after = {"opening_decision_number": opening.number}
    audit.record(actor, "class.opening_printed", row, after=after, label=row.code)
    return opening


@command(Permission.CLASS_EDIT)
def finish_class(
    actor: Actor, class_id: int, finished_on: date, today: date, *, confirmed: bool = False
) -> TrainingClass:
    """Note that teaching has ended: every session held, or cancelled and made up.

    Raises `RuleViolation`: `classes.state`, `class_opening.finished_in_future`,
    `class_opening.finished_too_early`, `class_opening.blocked`, `class_opening.confirm`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.FINISHED)
    if finished_on > today:
        raise RuleViolation("class_opening.finished_in_future", "finished_on")
    last = overview.last_session_on(class_id)
    if last is not None and finished_on < last:
        raise RuleViolation("class_opening.finished_too_early", "finished_on", last=last)
    progress = overview.tracked_class(class_id, today).progress
    _check(blockers.before_finishing(progress), confirmed=confirmed)
    return class_services.finish_class(actor, class_id, finished_on)


@command(Permission.CLASS_EDIT)
def close_class(
    actor: Actor, class_id: int, today: date, *, confirmed: bool = False
) -> TrainingClass:
    """Close a finished class once its certificates are issued, or known not to be.

    Raises `RuleViolation`: `classes.state`, `class_opening.blocked`, `class_opening.confirm`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.CLOSED)
    progress = overview.tracked_class(class_id, today).progress
    _check(blockers.before_closing(progress), confirmed=confirmed)
    return class_services.close_class(actor, class_id)


def _check(result: tuple[Blocker, ...], *, confirmed: bool) -> None:
    if blockers.is_blocked(result):
        raise RuleViolation("class_opening.blocked")
    if result and not confirmed:
        raise RuleViolation("class_opening.confirm", "confirmed")
