"""A class's timetable as its page shows it: a week, hours of modules, sessions to make up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vocational.classes.models import TrainingClass
from vocational.timetable import queries
from vocational.timetable.models import ClassSession
from vocational.timetable.totals import KindTotal
from vocational.timetable.weeks import Week, make_week, shown_week


@dataclass(frozen=True)
class ModuleHours:
    """One line of the hours: module, kind, group (None: the whole class) and the minutes."""

    code: str
    name: str
    group: int | None
    total: KindTotal


@dataclass(frozen=True)
class Timetable:
    """Every session of a class and what follows from them.

    `missing` minutes of the line with most to do; `to_make_up` are cancelled sessions that
    nothing makes up yet.
    """

    sessions: Sequence[ClassSession]
    hours: Sequence[ModuleHours]
    to_make_up: Sequence[ClassSession]
    first: date | None
    last: date | None
    missing: int

    def week(self, wanted: date) -> Week:
        """Return the week that holds a day, or the nearest with sessions."""
        monday = shown_week(wanted, self.first, self.last)
        week = make_week(monday, (), self.first, self.last)
        held = [s for s in self.sessions if week.monday <= s.on_date <= week.sunday]
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
    totals = queries.minutes_by_kind(row.id)
    return Timetable(
        sessions=sessions,
        hours=_hours(row, totals),
        to_make_up=[s for s in sessions if s.is_cancelled and s.id not in made_up],
        first=min(standing, default=None),
        last=max(standing, default=None),
        missing=_missing(totals),
    )


def _hours(row: TrainingClass, totals: Sequence[KindTotal]) -> list[ModuleHours]:
    modules = {module.id: module for module in queries.modules_of(row.version_id)}
    numbers = {group.id: group.number for group in row.groups}
    return [
        ModuleHours(
            code=modules[total.module_id].code,
            name=modules[total.module_id].name,
            group=None if total.group_id is None else numbers.get(total.group_id),
            total=total,
        )
        for total in totals
        if total.module_id in modules
    ]


def _missing(totals: Sequence[KindTotal]) -> int:
    """Minutes that the learner with least still lacks, module by module and kind by kind."""
    most: dict[tuple[int, str], int] = {}
    for total in totals:
        key = (total.module_id, total.kind)
        most[key] = max(most.get(key, 0), total.missing)
    return sum(most.values())
