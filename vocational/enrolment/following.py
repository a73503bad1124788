"""What other features do when a learner leaves: they register here, enrolment knows none."""

from collections.abc import Callable

from vocational.access.actor import Actor
from vocational.enrolment.models import Enrolment

Follower = Callable[[Actor, Enrolment], None]

_after_withdrawal: list[Follower] = []


def after_withdrawal(follower: Follower) -> Follower:
    """Let a function follow every withdrawal, in its transaction."""
    _after_withdrawal.append(follower)
    return follower


def withdrawn(actor: Actor, enrolment: Enrolment) -> None:
    """Tell everyone who follows that a learner left."""
    for follower in _after_withdrawal:
        follower(actor, enrolment)
