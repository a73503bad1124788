"""What other features do when a learner leaves or comes over: they register here, enrolment
knows none.
"""

from collections.abc import Callable

from vocational.access.actor import Actor
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment

Follower = Callable[[Actor, Enrolment], None]
Check = Callable[[TrainingClass], None]

_after_withdrawal: list[Follower] = []
_before_transfer: list[Check] = []


def after_withdrawal(follower: Follower) -> Follower:
    """Let a function follow every withdrawal, in its transaction."""
    _after_withdrawal.append(follower)
    return follower


def withdrawn(actor: Actor, enrolment: Enrolment) -> None:
    """Tell everyone who follows that a learner left."""
    for follower in _after_withdrawal:
        follower(actor, enrolment)


def before_transfer(check: Check) -> Check:
    """Let a function refuse that somebody comes over into a class, whose row is locked."""
    _before_transfer.append(check)
    return check


def check_transfer(training_class: TrainingClass) -> None:
    """Ask everyone who may refuse. Raises `RuleViolation` as they do."""
    for check in _before_transfer:
        check(training_class)
