"""What other features do when a learner leaves a class or transfers into one."""

from vocational.access.actor import Actor
from vocational.classes.models import TrainingClass
from vocational.enrolment.models import Enrolment
from vocational.shared.hooks import Hook

#: Called with who acts and the enrolment, already withdrawn.
after_withdrawal: Hook[Actor, Enrolment] = Hook()

#: Called with the class, its row locked; a follower refuses by `RuleViolation`.
before_transfer: Hook[TrainingClass] = Hook()
