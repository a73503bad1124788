"""What a class session is, and when two of them clash. Scheduling is in `layout.py`.

Lengths are minutes; a session that ends when another begins does not clash with it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import combinations

MINUTES_PER_HOUR = 60
MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR


class SessionKind(StrEnum):
    """Lý thuyết, thực hành (or integrated), kiểm tra."""

    THEORY = "theory"
    PRACTICE = "practice"
    TEST = "test"


class ClashKind(StrEnum):
    """Who or what would have to be in two sessions at once."""

    TEACHER = "teacher"
    PLACE = "place"
    LEARNER = "learner"


@dataclass(frozen=True)
class BookedSession:
    """A session with everyone and everything it occupies.

    `place` is compared as given (None: no place yet); `session_id` None is one not saved.
    """

    session_id: int | None
    on: date
    starts_at: time
    minutes: int
    teacher_ids: frozenset[int] = frozenset()
    place: str | None = None
    learner_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Clash:
    """One teacher, place or learner in two sessions that overlap in time."""

    kind: ClashKind
    who: int | str
    first: BookedSession
    second: BookedSession


def clashes(sessions: Iterable[BookedSession]) -> tuple[Clash, ...]:
    """Find every clash among sessions, earlier session first, in order of time.

    Source: teachers and places are the product's rule; learners cannot be in two classes at
    once, which inspectors look for.
    """
    by_day: dict[date, list[BookedSession]] = defaultdict(list)
    for session in sessions:
        by_day[session.on].append(session)
    result: list[Clash] = []
    for day in sorted(by_day):
        ordered = sorted(by_day[day], key=lambda session: session.starts_at)
        for first, second in combinations(ordered, 2):
            if overlap(first, second):
                result.extend(_clashes_of(first, second))
    return tuple(result)


def clashes_with(new: BookedSession, existing: Sequence[BookedSession]) -> tuple[Clash, ...]:
    """Find what a new or moved session would clash with; its own earlier self is left out."""
    others = (
        session
        for session in existing
        if session.session_id is None or session.session_id != new.session_id
    )
    return tuple(
        clash for other in others if overlap(new, other) for clash in _clashes_of(new, other)
    )


def overlap(session: BookedSession, other: BookedSession) -> bool:
    """Say whether two sessions share a moment."""
    if session.on != other.on:
        return False
    one_start, other_start = minute_of(session.starts_at), minute_of(other.starts_at)
    return one_start < other_start + other.minutes and other_start < one_start + session.minutes


def minute_of(moment: time) -> int:
    """Count the minutes from midnight."""
    return moment.hour * MINUTES_PER_HOUR + moment.minute


def time_of(minute: int) -> time:
    """Give the time of day so many minutes after midnight."""
    hour, rest = divmod(minute, MINUTES_PER_HOUR)
    return time(hour, rest)


def _clashes_of(first: BookedSession, second: BookedSession) -> Iterator[Clash]:
    for teacher in sorted(first.teacher_ids & second.teacher_ids):
        yield Clash(ClashKind.TEACHER, teacher, first, second)
    if first.place is not None and first.place == second.place:
        yield Clash(ClashKind.PLACE, first.place, first, second)
    for learner in sorted(first.learner_ids & second.learner_ids):
        yield Clash(ClashKind.LEARNER, learner, first, second)
