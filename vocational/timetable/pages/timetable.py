"""A class's timetable as its page shows it: a week, hours of modules, sessions to make up."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vocational.catalogue import queries as catalogue
from vocational.classes.models import TrainingClass
from vocational.timetable import queries
from vocational.timetable.models import ClassSession
from vocational.timetable.pages.weeks import Week, make_week
from vocational.timetable.rules.totals import KindTotal
from vocational.timetable.rules.weeks import shown_week, week_of


@dataclass(frozen=True)
class KindHours:
    """The hours of one kind of a module; `group` None is the whole class."""

    group: int | None
    total: KindTotal


@dataclass(frozen=True)
class ModuleHours:
    """A module with its kinds, groups one by one where they have sessions of their own."""

    code: str
    name: str
    lines: tuple[KindHours, ...]

    @property
    def missing(self) -> int:
        """Minutes that the group with least still lacks, kind by kind."""
        most: dict[str, int] = {}
        for line in self.lines:
            kind = line.total.kind
            most[kind] = max(most.get(kind, 0), line.total.missing)
        return sum(most.values())

    @property
    def excess(self) -> int:
        """Minutes that one group has too many."""
        return max((-line.total.missing for line in self.lines), default=0)


@dataclass(frozen=True)
class Timetable:
    """Every session of a class and what follows from them.

    `to_make_up` are cancelled sessions that nothing makes up yet.
    """

    sessions: Sequence[ClassSession]
    modules: Sequence[ModuleHours]
    to_make_up: Sequence[ClassSession]
    first: date | None
    last: date | None

    def week(self, wanted: date) -> Week:
        """Return the week that holds a day, or the nearest with sessions."""
        monday = shown_week(wanted, self.first, self.last)
        first, last = week_of(monday)
        held = [s for s in self.sessions if first <= s.on_date <= last]
        return make_week(monday, held, self.first, self.last)

    @property
    def weeks(self) -> list[Week]:
        """Every week that has sessions, by time."""
        mondays = sorted({shown_week(s.on_date, None, None) for s in self.sessions})
        return [self.week(monday) for monday in mondays]


def timetable_of(row: TrainingClass) -> Timetable:
    """Read the timetable of a class with loaded groups: four queries."""
    sessions = queries.sessions_of_class(row.id)
    standing = [session.on_date for session in sessions if not session.is_cancelled]
    made_up = {session.makes_up_id for session in sessions if not session.is_cancelled}
    return Timetable(
        sessions=sessions,
        modules=_modules(row, queries.minutes_by_kind(row.id)),
        to_make_up=[s for s in sessions if s.is_cancelled and s.id not in made_up],
        first=min(standing, default=None),
        last=max(standing, default=None),
    )


def _modules(row: TrainingClass, totals: Sequence[KindTotal]) -> list[ModuleHours]:
    numbers = {group.id: group.number for group in row.groups}
    lines: dict[int, list[KindHours]] = defaultdict(list)
    for total in totals:
        group = None if total.group_id is None else numbers.get(total.group_id)
        lines[total.module_id].append(KindHours(group, total))
    return [
        ModuleHours(module.code, module.name, tuple(lines[module.id]))
        for module in catalogue.modules_of(row.version_id)
    ]
