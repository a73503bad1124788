"""What other features do when a class is cancelled."""

from vocational.access.actor import Actor
from vocational.classes.models import TrainingClass
from vocational.shared.hooks import Hook

#: Called with who cancels and the class, already cancelled and locked.
after_cancellation: Hook[Actor, TrainingClass] = Hook()
