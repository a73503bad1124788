"""Acts on a class that concern several features: opening, finishing, closing, printing."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import NoResultFound

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.classes import queries as classes
from vocational.classes import services as class_services
from vocational.classes.models import ClassOpening, TrainingClass
from vocational.classes.requests import OpeningDecision
from vocational.classes.rules import ClassState, check_follows
from vocational.enrolment import services as enrolment_services
from vocational.enrolment.models import Enrolment
from vocational.entitlements import services as entitlements
from vocational.entitlements.queries import people_of_class as support_people
from vocational.entitlements.services import DecideRequest
from vocational.extensions import db
from vocational.institutions import decisions
from vocational.portal import openings
from vocational.portal.openings import Decided
from vocational.portal.queries import class_list, situations
from vocational.portal.queries import openings as opening_queries
from vocational.portal.queries.support import study_days
from vocational.portal.rules import hindrances
from vocational.portal.rules.hindrances import Hindrance
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

    The paper is kept as it is now. Raises `RuleViolation`: `classes.state`,
    `portal.decision_in_future`, `portal.decision_after_start`, `portal.blocked`,
    `portal.confirm`, `portal.no_signatory`, `portal.number_taken`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.RUNNING)
    if request.decided_on > today:
        raise RuleViolation("portal.decision_in_future", "decided_on")
    if request.decided_on > row.starts_on:
        raise RuleViolation("portal.decision_after_start", "decided_on", starts_on=row.starts_on)
    now = situations.facts_of_class(class_id, today).situation
    _check(hindrances.before_opening(now), confirmed=request.confirmed)
    signatory = decisions.signatory_of(
        request.decided_on, request.signatory_id, missing_code="portal.no_signatory"
    )
    number = decisions.take_number(
        request.number, request.decided_on, taken_code="portal.number_taken"
    )
    frozen_at = enrolment_services.freeze_list(actor, class_id)
    decision = OpeningDecision(number, request.decided_on, frozen_at)
    begun = class_services.begin_class(actor, class_id, decision)
    entitlements.begin_support(actor, class_id)
    made = Decided(number, request.decided_on, signatory, actor.name, frozen_at)
    db.session.add(openings.frozen(begun, class_list.list_to_print(class_id), made))
    return begun


@command(Permission.LEARNER_REVEAL)
def opening_for_print(actor: Actor, class_id: int) -> ClassOpening:
    """Return the frozen opening decision, whose list names citizen numbers; keep who printed it.

    Raises `NoResultFound` for a class without one.
    """
    row = classes.class_by_id(class_id)
    found = opening_queries.opening_of(class_id)
    if found is None:
        raise NoResultFound
    after = {"opening_decision_number": found.number}
    audit.record(actor, "class.opening_printed", row, after=after, label=row.code)
    return found


@command(Permission.SUPPORT_DECIDE)
def decide_support(actor: Actor, class_id: int, only: int | None = None) -> int:
    """Decide the support of everyone in a class, or of one, by the days of its timetable.

    Returns how many were decided. Raises as `entitlements.services.decide`.
    """
    people = support_people(class_id)
    wanted = tuple(one.id for one in people if only is None or one.id == only)
    days = study_days(class_id, people)
    kept = {enrolment_id: days[enrolment_id] for enrolment_id in wanted if enrolment_id in days}
    return len(entitlements.decide(actor, DecideRequest(class_id, wanted, kept)))


@command(Permission.CLASS_EDIT)
def finish_class(
    actor: Actor, class_id: int, finished_on: date, today: date, *, confirmed: bool = False
) -> TrainingClass:
    """Note that teaching has ended: every session held, or cancelled and made up.

    Raises `RuleViolation`: `classes.state`, `portal.finished_in_future`,
    `portal.finished_too_early`, `portal.blocked`, `portal.confirm`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.FINISHED)
    if finished_on > today:
        raise RuleViolation("portal.finished_in_future", "finished_on")
    last = situations.last_session_on(class_id)
    if last is not None and finished_on < last:
        raise RuleViolation("portal.finished_too_early", "finished_on", last=last)
    now = situations.facts_of_class(class_id, today).situation
    _check(hindrances.before_finishing(now), confirmed=confirmed)
    return class_services.finish_class(actor, class_id, finished_on)


@command(Permission.CLASS_EDIT)
def close_class(
    actor: Actor, class_id: int, today: date, *, confirmed: bool = False
) -> TrainingClass:
    """Close a finished class once its certificates are issued, or known not to be.

    Raises `RuleViolation`: `classes.state`, `portal.blocked`, `portal.confirm`.
    """
    row = classes.class_for_update(class_id)
    check_follows(row.state, ClassState.CLOSED)
    now = situations.facts_of_class(class_id, today).situation
    _check(hindrances.before_closing(now), confirmed=confirmed)
    return class_services.close_class(actor, class_id)


@command(Permission.LEARNER_REVEAL)
def list_for_print(actor: Actor, class_id: int) -> list[Enrolment]:
    """Return the list of a class with citizen numbers, and keep who printed it.

    By list number, then name; learners with communes, categories and groups loaded.
    """
    row = classes.class_by_id(class_id)
    found = list(class_list.list_to_print(class_id))
    audit.record(actor, "class.list_printed", row, after={"learners": len(found)}, label=row.code)
    return found


def _check(found: tuple[Hindrance, ...], *, confirmed: bool) -> None:
    if hindrances.is_blocked(found):
        raise RuleViolation("portal.blocked")
    if found and not confirmed:
        raise RuleViolation("portal.confirm", "confirmed")
