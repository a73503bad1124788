"""The work list: what waits for somebody in the classes that go on, and how urgent it is.

Counts are numbers of learners, papers, sessions or classes, as each kind says.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from vocational.access.permissions import Permission
from vocational.class_progress.rules.progress import ClassFacts, Situation
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
    facts: ClassFacts
    count: int
    due_on: date | None = None


@dataclass(frozen=True)
class WorkLine:
    """One line of the list: the work of one class, or of several that share it."""

    kind: Work
    urgency: Urgency
    classes: tuple[ClassFacts, ...]
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
    classes: Iterable[ClassFacts],
    may: Callable[[Permission], bool],
    unreviewed: Mapping[int, Unreviewed] = MappingProxyType({}),
) -> list[WorkLine]:
    """List what waits for somebody who `may` do it: by urgency, day and kind.

    `unreviewed` are the applications that nobody has looked at, by class.
    """
    shared: dict[tuple[Work, Urgency], list[WorkItem]] = {}
    for facts in classes:
        reviews = _reviews(facts, unreviewed.get(facts.class_id))
        for item in (*items(facts), *reviews):
            if may(PERMISSION_OF[item.kind]):
                shared.setdefault((item.kind, item.urgency), []).append(item)
    lines = [line for found in shared.values() for line in _lines(found)]
    return sorted(lines, key=_order)


def items(facts: ClassFacts) -> Iterator[WorkItem]:
    """Give every piece of work in one class."""
    now = facts.situation
    if now.state is ClassState.PLANNED:
        yield from _planned(facts, now)
    elif now.state is ClassState.OPEN:
        yield from _open(facts, now)
    elif now.state is ClassState.RUNNING:
        yield from _running(facts, now)
    elif now.state is ClassState.FINISHED:
        yield from _finished(facts, now)


def _reviews(facts: ClassFacts, unreviewed: Unreviewed | None) -> Iterator[WorkItem]:
    if unreviewed is None:
        return
    due_on = unreviewed.oldest_on + REVIEW_WITHIN
    is_late = due_on < facts.situation.today
    urgency = Urgency.NOW if is_late else Urgency.SOON
    yield WorkItem(Work.APPLICATIONS_TO_REVIEW, urgency, facts, unreviewed.count, due_on)


def _planned(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    if now.starts_on <= now.today + LATER:
        yield WorkItem(Work.NOT_OPENED, _urgency(now), facts, 1, now.starts_on)


def _open(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    urgency, starts_on = _urgency(now), now.starts_on
    papers = now.papers_expired + now.papers_missing
    if papers and starts_on <= now.today + SOON:
        yield WorkItem(Work.PAPERS_BEFORE_START, urgency, facts, papers, starts_on)
    if now.enrolment_is_over and now.taken and now.laid_minutes:
        yield WorkItem(Work.OPENING_DECISION, urgency, facts, 1, starts_on)
    if not now.laid_minutes and starts_on <= now.today + LATER:
        yield WorkItem(Work.NO_TIMETABLE, urgency, facts, 1, starts_on)
    yield from _admission(facts, now)
    free = now.capacity - now.taken - now.offers_open
    if now.to_rank or now.waiting:
        return
    if free > 0 and now.today <= starts_on <= now.today + SOON:
        yield WorkItem(Work.SEATS_FREE, urgency, facts, free, starts_on)


def _admission(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    urgency, starts_on = _urgency(now), now.starts_on
    if now.runs_unsigned:
        yield WorkItem(Work.ADMISSION_UNSIGNED, Urgency.NOW, facts, now.runs_unsigned, starts_on)
    elif now.to_rank and now.enrolment_is_over:
        yield WorkItem(Work.TO_RANK, urgency, facts, now.to_rank, starts_on)
    if now.offers_overdue:
        yield WorkItem(Work.OFFERS_OVERDUE, Urgency.NOW, facts, now.offers_overdue, starts_on)
    if still_open := now.offers_open - now.offers_overdue:
        yield WorkItem(Work.OFFERS_OPEN, Urgency.NOW, facts, still_open, starts_on)
    if now.seats_to_offer:
        yield WorkItem(Work.SEATS_TO_OFFER, Urgency.NOW, facts, now.seats_to_offer, starts_on)


def _running(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    if now.sessions_unmarked:
        first = facts.first_unmarked_on
        yield WorkItem(Work.SESSIONS_UNMARKED, Urgency.NOW, facts, now.sessions_unmarked, first)
    yield from _admission(facts, now)
    papers = now.papers_expired + now.papers_missing
    if papers:
        yield WorkItem(Work.PAPERS_WHILE_RUNNING, Urgency.SOON, facts, papers)
    if not now.laid_minutes:
        yield WorkItem(Work.NO_TIMETABLE, Urgency.NOW, facts, 1, now.starts_on)
    elif now.teaching_is_over and now.results_missing:
        yield WorkItem(Work.MARKS_MISSING, Urgency.SOON, facts, now.results_missing)
    elif now.teaching_is_over:
        yield WorkItem(Work.TEACHING_OVER, Urgency.SOON, facts, 1)
    yield from _undecided(facts, now)


def _finished(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    yield from _undecided(facts, now)
    if now.not_recognised and not now.recognition_undecided:
        yield WorkItem(Work.RECOGNITION_TO_PREPARE, Urgency.SOON, facts, now.not_recognised)
    if now.results_missing and not now.recognised:
        yield WorkItem(Work.MARKS_MISSING, Urgency.SOON, facts, now.results_missing)
    if now.certificates_due:
        yield WorkItem(Work.CERTIFICATES_DUE, Urgency.SOON, facts, now.certificates_due)
    waits = now.recognition_undecided + now.not_recognised + now.certificates_due
    if now.recognised and not waits:
        yield WorkItem(Work.TO_CLOSE, Urgency.LATER, facts, 1)


def _undecided(facts: ClassFacts, now: Situation) -> Iterator[WorkItem]:
    if now.recognition_undecided:
        yield WorkItem(Work.RECOGNITION_UNDECIDED, Urgency.NOW, facts, now.recognition_undecided)


def _urgency(now: Situation) -> Urgency:
    if now.starts_on <= now.today + URGENT:
        return Urgency.NOW
    return Urgency.SOON if now.starts_on <= now.today + SOON else Urgency.LATER


def _lines(found: list[WorkItem]) -> Iterator[WorkLine]:
    if len(found) <= MOST_LINES:
        for item in found:
            yield WorkLine(item.kind, item.urgency, (item.facts,), item.count, item.due_on)
        return
    first = found[0]
    yield WorkLine(
        first.kind,
        first.urgency,
        tuple(item.facts for item in found),
        sum(item.count for item in found),
        min((item.due_on for item in found if item.due_on), default=None),
    )


def _order(line: WorkLine) -> tuple[int, date, int, str]:
    return (
        list(Urgency).index(line.urgency),
        line.due_on or date.max,
        list(Work).index(line.kind),
        line.classes[0].code,
    )
