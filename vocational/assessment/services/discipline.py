"""Note a disciplinary measure against a learner of a class: a warning lowers the class."""

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.assessment.queries import recognition, results
from vocational.audit import services as audit
from vocational.enrolment.models import Enrolment
from vocational.shared.discipline import Discipline
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import required_line

LONGEST_REASON = 500


@command(Permission.ENROLMENT_EDIT)
def set_discipline(
    actor: Actor, class_id: int, enrolment_id: int, discipline: Discipline, reason: str
) -> Enrolment:
    """Note the heaviest measure against a learner, or take it back; always with a reason.

    Raises `NoResultFound`; `RuleViolation`: `required` and `too_long` for the reason,
    `assessment.decided` once the result is recognised.

    Source: TT 42/2015/TT-BLĐTBXH art. 27 cl. 3.
    """
    enrolment = results.enrolment_with_learner_for_update(class_id, enrolment_id)
    reason = required_line(reason, LONGEST_REASON, "reason")
    decided = recognition.decided_entries_of_class(class_id)
    if enrolment_id in {entry.enrolment_id for entry in decided}:
        raise RuleViolation("assessment.decided")
    before = enrolment.discipline
    enrolment.discipline = discipline
    if before is not discipline:
        audit.record(
            actor,
            "enrolment.changed",
            enrolment,
            before={"discipline": before},
            after={"discipline": discipline},
            reason=reason,
            label=enrolment.learner.full_name,
        )
    return enrolment
