"""Print the list of a class, on record."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.audit import services as audit
from vocational.class_list import queries
from vocational.classes import queries as classes
from vocational.enrolment.models import Enrolment


@command(Permission.LEARNER_REVEAL)
def list_for_print(actor: Actor, class_id: int) -> list[Enrolment]:
    """Return the list of a class with citizen numbers, and keep who printed it.

    By list number, then name; learners with communes, categories and groups loaded.
    """
    row = classes.class_by_id(class_id)
    to_print = list(queries.list_to_print(class_id))
    audit.record(
        actor, "class.list_printed", row, after={"learners": len(to_print)}, label=row.code
    )
    return to_print
