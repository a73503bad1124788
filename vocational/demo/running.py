"""Take one class through its life by the product's own acts, all in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from vocational.access.command import transaction
from vocational.applications.services import counter
from vocational.applications.services.counter import CounterRegistration
from vocational.assessment.services import recognition
from vocational.assessment.services.recognition import DecideRequest
from vocational.catalogue.models import CourseVersion
from vocational.certificates.services import changes, issue
from vocational.certificates.services.changes import HandOver
from vocational.certificates.services.issue import IssueRequest
from vocational.class_opening.services import steps as portal
from vocational.class_opening.services.steps import OpeningRequest
from vocational.classes.models import TrainingClass
from vocational.classes.rules import FundingSource, GroupLine
from vocational.classes.services import classes
from vocational.classes.services.requests import ClassRequest
from vocational.demo import applying, learning, people, registration
from vocational.demo.centre import CODE, Staff
from vocational.demo.learning import Members
from vocational.demo.places import PLACES, slots
from vocational.demo.plan import ClassPlan, Stage
from vocational.law.support import Scheme
from vocational.support.services import decide_support
from vocational.timetable import queries as timetable
from vocational.timetable.rules.schedule import PracticeMode
from vocational.timetable.services import sessions
from vocational.timetable.services.requests import ScheduleChoice

LONGEST_WEEKS = 40
NEWER_SINCE = date(2026, 1, 1)
CANCELLED_REASON = "Không đủ người đăng ký"


@dataclass(frozen=True)
class Day:
    """The day of loading and where certificates are checked."""

    today: date
    now: datetime
    base_url: str
    seed: int


def class_code(plan: ClassPlan) -> str:
    """Return the code of a class: centre, year of start, number."""
    return f"{CODE}-{plan.starts_on.year}-{plan.index:03}"


def run_class(plan: ClassPlan, version: CourseVersion, staff: Staff, day: Day) -> None:
    """Make a class as planned; it is there whole or not at all."""
    random = Random(f"{day.seed} {plan.index}")
    with transaction():
        row = _planned(plan, version, staff)
        last_day = _scheduled(plan, row, staff, day)
        if plan.stage is Stage.PLANNED:
            return
        classes.open_class(staff.registrar, row.id)
        if plan.is_cancelled:
            classes.cancel_class(staff.registrar, row.id, CANCELLED_REASON)
            return
        if plan.applicants:
            applying.hand_in(plan, row, staff, day.seed, day.today)
            return
        enrolment_ids = _enrolled(plan, row, staff, day)
        if plan.stage >= Stage.RUNNING:
            _taught(plan, row, enrolment_ids, staff, day, random)
        if plan.stage >= Stage.PREPARED:
            _completed(plan, row, staff, day, last_day)


def _planned(plan: ClassPlan, version: CourseVersion, staff: Staff) -> TrainingClass:
    place, commune_code = PLACES[plan.place % len(PLACES)]
    homeroom, second = _teachers(plan, staff)
    return classes.plan_class(
        staff.registrar,
        ClassRequest(
            code=class_code(plan),
            version_id=version.id,
            starts_on=plan.starts_on,
            ends_on=plan.starts_on + timedelta(weeks=LONGEST_WEEKS),
            place=place,
            commune_code=commune_code,
            capacity=plan.capacity,
            admits_by_ranking=plan.applicants > 0,
            funding_source=FundingSource.ORDER if plan.index % 3 else FundingSource.PROGRAMME,
            homeroom_teacher_id=homeroom,
            groups=(GroupLine(place, homeroom), GroupLine(f"{place}, phòng 2", second)),
            slots=slots(version.level),
            support_scheme=_scheme(plan),
            support_basis=f"{500 + plan.index}/QĐ-SGDĐT",
        ),
    )


def _scheme(plan: ClassPlan) -> Scheme:
    """Classes of the programme go by the newer decree where it was in force already."""
    is_newer = plan.index % 3 == 0 and plan.starts_on >= NEWER_SINCE
    return Scheme.ND338 if is_newer else Scheme.QD46


def _teachers(plan: ClassPlan, staff: Staff) -> tuple[int, int]:
    """Give each class two teachers, whom the classes next to it in the plan do not have."""
    first = 2 * (plan.index - 1) % len(staff.teacher_ids)
    return staff.teacher_ids[first], staff.teacher_ids[(first + 1) % len(staff.teacher_ids)]


def _scheduled(plan: ClassPlan, row: TrainingClass, staff: Staff, day: Day) -> date:
    before = min(day.today, plan.starts_on - timedelta(days=1))
    choice = ScheduleChoice(PracticeMode.PARALLEL, sets_last_day=True)
    proposal = sessions.schedule_sessions(staff.registrar, row.id, choice, before)
    return proposal.ends_on or row.ends_on


def _enrolled(plan: ClassPlan, row: TrainingClass, staff: Staff, day: Day) -> list[int]:
    first = plan.index * 100
    invented = people.people(day.seed, plan.starts_on, first)
    on = min(day.today, plan.starts_on - timedelta(days=5))
    enrolments = []
    for number, person in enumerate(islice(invented, plan.learners)):
        entry = registration.entry_of(person, on, plan.starts_on, number)
        taken = counter.register_at_counter(
            staff.registrar,
            CounterRegistration(
                class_id=row.id,
                entry=entry,
                form_token=f"demo-{plan.index}-{number}",
                has_consent=True,
            ),
        )
        enrolments.append(taken.id)
    decide_support(staff.registrar, row.id)
    return enrolments


def _taught(
    plan: ClassPlan,
    row: TrainingClass,
    enrolment_ids: Sequence[int],
    staff: Staff,
    day: Day,
    random: Random,
) -> None:
    decided_on = plan.starts_on - timedelta(days=3)
    number = f"{plan.index:02}/QĐ-TTGDNN-{plan.starts_on.year % 100}"
    request = OpeningRequest(number, decided_on, confirmed=True)
    portal.begin_class(staff.registrar, row.id, request, decided_on)
    members = Members(enrolment_ids, frozenset(enrolment_ids[3:4]))
    # The registers of today are still open: that is what a working day looks like.
    held = [
        session for session in timetable.sessions_of_class(row.id) if session.on_date < day.today
    ]
    take = learning.copy_register if plan.stage is Stage.CLOSED else learning.attend
    take(staff.registrar, held, members, random)
    done = {item.module_id for item in held} - {
        session.module_id
        for session in timetable.sessions_of_class(row.id)
        if session.on_date >= day.today
    }
    learning.mark_modules(
        staff.registrar,
        row.id,
        [module for module in row.course_version.modules if module.id in done],
        members,
        random,
        elementary=row.course_version.level.is_elementary,
    )


def _completed(plan: ClassPlan, row: TrainingClass, staff: Staff, day: Day, last_day: date) -> None:
    """Recognise, issue, hand over and close, each a few days after the other."""
    registrar = staff.registrar
    finished_on = min(day.today, last_day)
    portal.finish_class(registrar, row.id, finished_on, day.today, confirmed=True)
    prepared = recognition.prepare(registrar, row.id, learning.evening(finished_on))
    if plan.stage is Stage.PREPARED:
        return
    decided_on = min(day.today, last_day + timedelta(days=4))
    decide = DecideRequest(row.id, prepared.id, prepared.version, "", decided_on)
    recognition.decide(staff.director, decide, learning.evening(decided_on))
    if plan.stage is Stage.RECOGNISED:
        return
    issued_on = min(day.today, decided_on + timedelta(days=3))
    ids = tuple(entry.id for entry in prepared.entries)
    issued = issue.issue_certificates(
        registrar, IssueRequest(row.id, ids, issued_on, day.base_url, day.today)
    )
    if plan.stage is Stage.CERTIFIED:
        return
    changes.hand_over(
        registrar, HandOver(tuple(issued), min(day.today, issued_on + timedelta(days=2)), day.today)
    )
    portal.close_class(registrar, row.id, day.today, confirmed=True)
