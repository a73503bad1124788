"""What other features do when a class is cancelled: they register here, classes know none."""

from collections.abc import Callable

from vocational.access.actor import Actor
from vocational.classes.models import TrainingClass

Follower = Callable[[Actor, TrainingClass], None]

_after_cancellation: list[Follower] = []


def after_cancellation(follower: Follower) -> Follower:
    """Let a function follow every cancellation, in its transaction."""
    _after_cancellation.append(follower)
    return follower


def cancelled(actor: Actor, training_class: TrainingClass) -> None:
    """Tell everyone who follows that a class was cancelled."""
    for follower in _after_cancellation:
        follower(actor, training_class)
