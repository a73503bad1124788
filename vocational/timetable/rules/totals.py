"""Hours of each module: planned by the course, scheduled in sessions, already held.

Minutes of one learner throughout; a practice group's minutes count the whole class's as well.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vocational.timetable.rules.sessions import SessionKind


@dataclass(frozen=True)
class SessionSum:
    """The sessions of one module and kind, of a group or (None) of the whole class, summed."""

    module_id: int
    kind: SessionKind
    group_id: int | None
    scheduled: int
    held: int


@dataclass(frozen=True)
class KindTotal:
    """One kind of one module for one group; `group_id` None: alike for the whole class."""

    module_id: int
    kind: SessionKind
    group_id: int | None
    planned: int
    scheduled: int
    held: int

    @property
    def missing(self) -> int:
        """Minutes that no session holds yet; below 0 where there are too many."""
        return self.planned - self.scheduled

    @property
    def remaining(self) -> int:
        """Minutes scheduled and not yet held."""
        return self.scheduled - self.held


def totals(
    planned: Mapping[int, Mapping[SessionKind, int]],
    sums: Iterable[SessionSum],
    group_ids: Sequence[int],
) -> tuple[KindTotal, ...]:
    """Add up each module, theory before practice before tests, in the order of `planned`.

    Where any group has sessions of its own there is a line for each group.
    """
    scheduled: dict[tuple[int, SessionKind], dict[int | None, SessionSum]] = defaultdict(dict)
    for line in sums:
        scheduled[line.module_id, line.kind][line.group_id] = line
    return tuple(
        total
        for module_id, minutes in planned.items()
        for kind in SessionKind
        for total in _lines(module_id, kind, minutes[kind], scheduled[module_id, kind], group_ids)
    )


def _lines(
    module_id: int,
    kind: SessionKind,
    planned: int,
    scheduled: Mapping[int | None, SessionSum],
    group_ids: Sequence[int],
) -> Iterator[KindTotal]:
    if not planned and not scheduled:
        return
    whole = scheduled.get(None, SessionSum(module_id, kind, None, 0, 0))
    if set(scheduled) <= {None}:
        yield KindTotal(module_id, kind, None, planned, whole.scheduled, whole.held)
        return
    for group_id in group_ids:
        own = scheduled.get(group_id, SessionSum(module_id, kind, group_id, 0, 0))
        yield KindTotal(
            module_id,
            kind,
            group_id,
            planned,
            whole.scheduled + own.scheduled,
            whole.held + own.held,
        )
