"""What decides the way of a class on a day.

Lengths are minutes of one learner; counts are numbers of learners, sessions or papers.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from vocational.catalogue.rules.courses import CourseLevel
from vocational.classes.rules import ClassState, OpeningBlock
from vocational.enrolment.rules.seats import seats_left

ENROLMENT_ENDS = timedelta(days=7)
"""Days before the first day from which the opening decision is due rather than learners."""


@dataclass(frozen=True)
class ClassProgress:
    """All that decides the way of a class on the day `today`.

    `lacking`: what opening still lacks; `teachers_unfit` may not teach it; `groups_needed` by
    law for those enrolled; `planned_minutes` of the course, `scheduled_minutes` in the timetable,
    `held_minutes` with attendance taken. `sessions_today`, `sessions_unmarked` (of past days) and
    `sessions_ahead` (of later days) wait for attendance. `results_missing` learners have not all
    module results; `support_undecided` wait for a decision on support; `not_recognised` passed
    and stand in no list; `recognition_undecided` lists wait for the director; `recognised` stand
    in a decided list and passed. Where `admits_by_ranking`: `to_rank` complete applications wait
    to be ranked or signed, `runs_unsigned` runs for the director, `waiting` people for a seat,
    `offers_open` are offered one (`offers_overdue` of them past their deadline).
    """

    state: ClassState
    today: date
    starts_on: date
    ends_on: date
    capacity: int
    apply_until: date | None = None
    lacking: tuple[OpeningBlock, ...] = ()
    has_homeroom_teacher: bool = True
    teachers_unfit: int = 0
    taken: int = 0
    groups: int = 1
    groups_needed: int = 1
    planned_minutes: int = 0
    scheduled_minutes: int = 0
    held_minutes: int = 0
    sessions_today: int = 0
    sessions_unmarked: int = 0
    sessions_ahead: int = 0
    papers_expired: int = 0
    papers_missing: int = 0
    support_undecided: int = 0
    results_missing: int = 0
    not_recognised: int = 0
    recognition_undecided: int = 0
    recognised: int = 0
    certificates_due: int = 0
    admits_by_ranking: bool = False
    to_rank: int = 0
    runs_unsigned: int = 0
    waiting: int = 0
    offers_open: int = 0
    offers_overdue: int = 0

    @property
    def left(self) -> int:
        """Count the free seats."""
        return seats_left(self.capacity, self.taken)

    @property
    def is_full(self) -> bool:
        """Tell whether no seat is left."""
        return self.taken >= self.capacity

    @property
    def seats_to_offer(self) -> int:
        """Count the seats that are neither taken nor offered while somebody waits for one."""
        free = self.capacity - self.taken - self.offers_open
        return max(0, min(free, self.waiting))

    @property
    def enrolment_is_over(self) -> bool:
        """Tell whether the opening decision comes before further learners."""
        if self.is_full or self.today >= self.starts_on - ENROLMENT_ENDS:
            return True
        return self.apply_until is not None and self.today > self.apply_until

    @property
    def teaching_is_over(self) -> bool:
        """Tell whether sessions were scheduled and none waits any more."""
        waiting = self.sessions_today + self.sessions_unmarked + self.sessions_ahead
        return self.scheduled_minutes > 0 and waiting == 0


@dataclass(frozen=True)
class TrackedClass:
    """A class by name, and its progress.

    `first_unmarked_on` is the oldest past day without attendance; `decided_on` the day of the
    latest recognition decision with certificates due.
    """

    class_id: int
    code: str
    course_name: str
    level: CourseLevel
    place: str
    progress: ClassProgress
    first_unmarked_on: date | None
    decided_on: date | None

    @property
    def label(self) -> str:
        """Name the class by code and course."""
        return f"{self.code} {self.course_name}"
