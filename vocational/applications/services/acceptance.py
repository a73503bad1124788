"""Give an applicant a seat at once, in a class that admits who comes first."""

from dataclasses import dataclass
from datetime import date

from vocational.access.actor import Actor
from vocational.access.command import command
from vocational.access.permissions import Permission
from vocational.applications.models import Application
from vocational.applications.queries import applications as queries
from vocational.applications.rules.intake import check_reviewable
from vocational.applications.services.seats import give_seat
from vocational.enrolment.queries import seats
from vocational.enrolment.services import enrolments as enrolment
from vocational.learners import queries as known
from vocational.learners.models import Learner
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation


@dataclass(frozen=True)
class Acceptance:
    """Which application, as seen at `version`, gets a seat on the day `on`.

    `learner_id`: the record on file that is this person. `is_new_person`: somebody compared the
    likely ones. `overlap_confirmed`: both classes can be attended.
    """

    application_id: int
    version: int
    on: date
    learner_id: int | None = None
    is_new_person: bool = False
    overlap_confirmed: bool = False


@command(Permission.APPLICATION_REVIEW)
def accept(actor: Actor, acceptance: Acceptance) -> Application:
    """Register or find the applicant and give a seat under the lock of the class.

    Raises `NoResultFound`; `RuleViolation`: `record.changed_meanwhile`,
    `applications.decided_already`, `applications.is_ranked` (the class admits by ranking),
    `applications.known` (somebody on file may be the applicant and nobody decided),
    `applications.other_number`, `enrolment.overlaps`, those of `seats.give_seat`.
    """
    actor.require(Permission.ENROLMENT_EDIT)
    class_id = queries.application(acceptance.application_id).class_id
    training_class = seats.class_for_update(class_id)
    row = queries.application_for_update(acceptance.application_id)
    if row.version != acceptance.version:
        raise RuleViolation("record.changed_meanwhile")
    check_reviewable(row.state)
    if training_class.admits_by_ranking:
        raise RuleViolation("applications.is_ranked")
    learner = _learner(row, acceptance)
    if learner is not None and not acceptance.overlap_confirmed:
        enrolment.check_overlap(training_class, learner.id)
    on_file = {row.citizen_number_hash: learner} if learner is not None else {}
    give_seat(actor, training_class, row, on_file, acceptance.on)
    return row


def _learner(row: Application, acceptance: Acceptance) -> Learner | None:
    likely = known.possible_matches(
        citizen_number=row.citizen_number,
        full_name=row.full_name,
        birth_date=BirthDate.from_date(row.birth_date),
    )
    certain = next((item.learner for item in likely if item.is_certain), None)
    if certain is not None:
        return certain
    if acceptance.learner_id is not None:
        chosen = known.learner_for_update(acceptance.learner_id)
        if chosen.citizen_number_hash not in (None, row.citizen_number_hash):
            raise RuleViolation("applications.other_number", "learner")
        return chosen
    if likely and not acceptance.is_new_person:
        raise RuleViolation("applications.known", "learner")
    return None
