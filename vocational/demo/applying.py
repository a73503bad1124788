"""Applications to a class that admits by ranking: handed in, reviewed, ranked, not yet signed."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from vocational.access.actor import Actor
from vocational.admission.services import runs
from vocational.applications.models import Application
from vocational.applications.services import reviews, submissions
from vocational.applications.services.submissions import ApplicationRequest
from vocational.applications.states import IntakeChannel
from vocational.classes.models import TrainingClass
from vocational.demo import people, registration
from vocational.demo.centre import Staff
from vocational.demo.plan import ClassPlan
from vocational.shared.clock import local_day

MISSING = "Giấy xác nhận hộ nghèo năm nay"
REFUSED = "Đang học lớp khác cùng thời gian"
#: The last ones: one lacks a paper, one is refused, two are still to be reviewed.
UNDECIDED = 4
WAYS = (IntakeChannel.COUNTER, IntakeChannel.COMMUNE, IntakeChannel.PUBLIC)
CANNOT_READ = 4
BROUGHT_BY = "Phùng Văn Tám"


def hand_in(plan: ClassPlan, row: TrainingClass, staff: Staff, seed: int, today: date) -> None:
    """Hand in the applications of a class, review most of them and rank the complete ones."""
    by_way = {
        IntakeChannel.COUNTER: staff.registrar,
        IntakeChannel.COMMUNE: staff.officer,
        IntakeChannel.PUBLIC: Actor.public(),
    }
    made = [
        submissions.submit(by_way[request.way], request)
        for request in _requests(plan, row, seed, today)
    ]
    for application in made[:-UNDECIDED]:
        came_on = local_day(application.submitted_at)
        reviews.complete(staff.registrar, application.id, application.version, came_on)
    _leave_undecided(made[-UNDECIDED:], staff)
    if made[:-UNDECIDED]:
        runs.rank_class(staff.registrar, row.id, today)


def _requests(
    plan: ClassPlan, row: TrainingClass, seed: int, today: date
) -> Iterator[ApplicationRequest]:
    invented = people.people(seed, plan.starts_on, plan.index * 100)
    for number, person in enumerate(islice(invented, plan.applicants)):
        yield ApplicationRequest(
            class_id=row.id,
            entry=registration.entry_of(person, today, plan.starts_on, number),
            form_token=f"demo-{plan.index}-{number}",
            purposes=frozenset({"training"}),
            way=WAYS[number % len(WAYS)],
            cannot_read=number == CANNOT_READ,
            signed_on=today,
            brought_by=BROUGHT_BY if WAYS[number % len(WAYS)] is IntakeChannel.COMMUNE else "",
        )


def _leave_undecided(made: Sequence[Application], staff: Staff) -> None:
    for application, decide, words in zip(
        made, (reviews.ask_for, reviews.refuse), (MISSING, REFUSED), strict=False
    ):
        decide(staff.registrar, application.id, application.version, words)
