"""The work list: what waits for somebody in the classes that go on, and how urgent it is.

Counts are numbers of learners, papers, sessions or classes, as each kind says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from vocational.access.permissions import Permission
from vocational.class_progress.rules.progress import ClassProgress, TrackedClass
from vocational.classes.rules import ClassState

URGENT = timedelta(days=3)
SOON = timedelta(days=14)
LATER = timedelta(days=30)
REVIEW_WITHIN = timedelta(days=3)
"""An applicant who hears nothing for so long goes elsewhere (practice)."""
MOST_LINES = 3
"""More classes with the same kind of work than this share one line."""


class Work(StrEnum):
    """The kinds of work, in the order in which equals are listed."""

    OFFERS_OVERDUE = "offers_overdue"
    ADMISSION_UNSIGNED = "admission_unsigned"
    APPLICATIONS_TO_REVIEW = "applications_to_review"
    SESSIONS_UNMARKED = "sessions_unmarked"
    RECOGNITION_UNDECIDED = "recognition_undecided"
    PAPERS_BEFORE_START = "papers_before_start"
    OPENING_DECISION = "opening_decision"
    SEATS_TO_OFFER = "seats_to_offer"
    OFFERS_OPEN = "offers_open"
    TO_RANK = "to_rank"
    NO_TIMETABLE = "no_timetable"
    SEATS_FREE = "seats_free"
    PAPERS_WHILE_RUNNING = "papers_while_running"
    MARKS_MISSING = "marks_missing"
    TEACHING_OVER = "teaching_over"
    RECOGNITION_TO_PREPARE = "recognition_to_prepare"
    CERTIFICATES_DUE = "certificates_due"
    NOT_OPENED = "not_opened"
    TO_CLOSE = "to_close"


class Urgency(StrEnum):
    """The groups of the work list, most urgent first."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True)
class Unreviewed:
    """Applications of a class that nobody has looked at, and the day the oldest came."""

    count: int
    oldest_on: date


@dataclass(frozen=True)
class WorkItem:
    """Work in one class; `due_on` None has no day."""

    kind: Work
    urgency: Urgency
    tracked: TrackedClass
    count: int
    due_on: date | None = None


@dataclass(frozen=True)
class WorkLine:
    """One line of the list: the work of one class, or of several that share it."""

    kind: Work
    urgency: Urgency
    classes: tuple[TrackedClass, ...]
    count: int
    due_on: date | None


PERMISSION_OF: Mapping[Work, Permission] = {
    Work.OFFERS_OVERDUE: Permission.ADMISSION_RANK,
    Work.ADMISSION_UNSIGNED: Permission.ADMISSION_SIGN,
    Work.APPLICATIONS_TO_REVIEW: Permission.APPLICATION_REVIEW,
    Work.SESSIONS_UNMARKED: Permission.ATTENDANCE_CORRECT,
    Work.RECOGNITION_UNDECIDED: Permission.RECOGNITION_DECIDE,
    Work.PAPERS_BEFORE_START: Permission.LEARNER_EDIT,
    Work.OPENING_DECISION: Permission.CLASS_EDIT,
    Work.SEATS_TO_OFFER: Permission.ADMISSION_RANK,
    Work.OFFERS_OPEN: Permission.ADMISSION_RANK,
    Work.TO_RANK: Permission.ADMISSION_RANK,
    Work.NO_TIMETABLE: Permission.SESSION_EDIT,
    Work.SEATS_FREE: Permission.ENROLMENT_EDIT,
    Work.PAPERS_WHILE_RUNNING: Permission.LEARNER_EDIT,
    Work.MARKS_MISSING: Permission.RESULT_MARK,
    Work.TEACHING_OVER: Permission.CLASS_EDIT,
    Work.RECOGNITION_TO_PREPARE: Permission.RECOGNITION_PREPARE,
    Work.CERTIFICATES_DUE: Permission.CERTIFICATE_VIEW,
    Work.NOT_OPENED: Permission.CLASS_EDIT,
    Work.TO_CLOSE: Permission.CLASS_EDIT,
}


def work_lines(
    classes: Iterable[TrackedClass],
    may: Callable[[Permission], bool],
    unreviewed: Mapping[int, Unreviewed] = MappingProxyType({}),
) -> list[WorkLine]:
    """List what waits for somebody who `may` do it: by urgency, day and kind.

    `unreviewed` are the applications that nobody has looked at, by class.
    """
    shared: dict[tuple[Work, Urgency], list[WorkItem]] = {}
    for tracked in classes:
        reviews = _reviews(tracked, unreviewed.get(tracked.class_id))
        for item in (*items(tracked), *reviews):
            if may(PERMISSION_OF[item.kind]):
                shared.setdefault((item.kind, item.urgency), []).append(item)
    lines = [line for item in shared.values() for line in _lines(item)]
    return sorted(lines, key=_order)


def items(tracked: TrackedClass) -> Iterator[WorkItem]:
    """Give every piece of work in one class."""
    progress = tracked.progress
    if progress.state is ClassState.PLANNED:
        yield from _planned(tracked, progress)
    elif progress.state is ClassState.OPEN:
        yield from _open(tracked, progress)
    elif progress.state is ClassState.RUNNING:
        yield from _running(tracked, progress)
    elif progress.state is ClassState.FINISHED:
        yield from _finished(tracked, progress)


def _reviews(tracked: TrackedClass, unreviewed: Unreviewed | None) -> Iterator[WorkItem]:
    if unreviewed is None:
        return
    due_on = unreviewed.oldest_on + REVIEW_WITHIN
    is_late = due_on < tracked.progress.today
    urgency = Urgency.NOW if is_late else Urgency.SOON
    yield WorkItem(Work.APPLICATIONS_TO_REVIEW, urgency, tracked, unreviewed.count, due_on)


def _planned(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    if progress.starts_on <= progress.today + LATER:
        yield WorkItem(Work.NOT_OPENED, _urgency(progress), tracked, 1, progress.starts_on)


def _open(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    urgency, starts_on = _urgency(progress), progress.starts_on
    papers = progress.papers_expired + progress.papers_missing
    if papers and starts_on <= progress.today + SOON:
        yield WorkItem(Work.PAPERS_BEFORE_START, urgency, tracked, papers, starts_on)
    if progress.enrolment_is_over and progress.taken and progress.scheduled_minutes:
        yield WorkItem(Work.OPENING_DECISION, urgency, tracked, 1, starts_on)
    if not progress.scheduled_minutes and starts_on <= progress.today + LATER:
        yield WorkItem(Work.NO_TIMETABLE, urgency, tracked, 1, starts_on)
    yield from _admission(tracked, progress)
    free = progress.capacity - progress.taken - progress.offers_open
    if progress.to_rank or progress.waiting:
        return
    if free > 0 and progress.today <= starts_on <= progress.today + SOON:
        yield WorkItem(Work.SEATS_FREE, urgency, tracked, free, starts_on)


def _admission(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    urgency, starts_on = _urgency(progress), progress.starts_on
    if progress.runs_unsigned:
        yield WorkItem(
            Work.ADMISSION_UNSIGNED, Urgency.NOW, tracked, progress.runs_unsigned, starts_on
        )
    elif progress.to_rank and progress.enrolment_is_over:
        yield WorkItem(Work.TO_RANK, urgency, tracked, progress.to_rank, starts_on)
    if progress.offers_overdue:
        yield WorkItem(
            Work.OFFERS_OVERDUE, Urgency.NOW, tracked, progress.offers_overdue, starts_on
        )
    if still_open := progress.offers_open - progress.offers_overdue:
        yield WorkItem(Work.OFFERS_OPEN, Urgency.NOW, tracked, still_open, starts_on)
    if progress.seats_to_offer:
        yield WorkItem(
            Work.SEATS_TO_OFFER, Urgency.NOW, tracked, progress.seats_to_offer, starts_on
        )


def _running(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    if progress.sessions_unmarked:
        first = tracked.first_unmarked_on
        yield WorkItem(
            Work.SESSIONS_UNMARKED, Urgency.NOW, tracked, progress.sessions_unmarked, first
        )
    yield from _admission(tracked, progress)
    papers = progress.papers_expired + progress.papers_missing
    if papers:
        yield WorkItem(Work.PAPERS_WHILE_RUNNING, Urgency.SOON, tracked, papers)
    if not progress.scheduled_minutes:
        yield WorkItem(Work.NO_TIMETABLE, Urgency.NOW, tracked, 1, progress.starts_on)
    elif progress.teaching_is_over and progress.results_missing:
        yield WorkItem(Work.MARKS_MISSING, Urgency.SOON, tracked, progress.results_missing)
    elif progress.teaching_is_over:
        yield WorkItem(Work.TEACHING_OVER, Urgency.SOON, tracked, 1)
    yield from _undecided(tracked, progress)


def _finished(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    yield from _undecided(tracked, progress)
    if progress.not_recognised and not progress.recognition_undecided:
        yield WorkItem(Work.RECOGNITION_TO_PREPARE, Urgency.SOON, tracked, progress.not_recognised)
    if progress.results_missing and not progress.recognised:
        yield WorkItem(Work.MARKS_MISSING, Urgency.SOON, tracked, progress.results_missing)
    if progress.certificates_due:
        yield WorkItem(Work.CERTIFICATES_DUE, Urgency.SOON, tracked, progress.certificates_due)
    waits = progress.recognition_undecided + progress.not_recognised + progress.certificates_due
    if progress.recognised and not waits:
        yield WorkItem(Work.TO_CLOSE, Urgency.LATER, tracked, 1)


def _undecided(tracked: TrackedClass, progress: ClassProgress) -> Iterator[WorkItem]:
    if progress.recognition_undecided:
        yield WorkItem(
            Work.RECOGNITION_UNDECIDED, Urgency.NOW, tracked, progress.recognition_undecided
        )


def _urgency(progress: ClassProgress) -> Urgency:
    if progress.starts_on <= progress.today + URGENT:
        return Urgency.NOW
    return Urgency.SOON if progress.starts_on <= progress.today + SOON else Urgency.LATER


def _lines(work_items: list[WorkItem]) -> Iterator[WorkLine]:
    if len(work_items) <= MOST_LINES:
        for item in work_items:
            yield WorkLine(item.kind, item.urgency, (item.tracked,), item.count, item.due_on)
        return
    first = work_items[0]
    yield WorkLine(
        first.kind,
        first.urgency,
        tuple(item.tracked for item in work_items),
        sum(item.count for item in work_items),
        min((item.due_on for item in work_items if item.due_on), default=None),
    )


def _order(line: WorkLine) -> tuple[int, date, int, str]:
    return (
        list(Urgency).index(line.urgency),
        line.due_on or date.max,
        list(Work).index(line.kind),
        line.classes[0].code,
    )
