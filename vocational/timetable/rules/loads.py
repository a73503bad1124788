"""How much teaching one learner may have in a session, a day and a week.

Minutes throughout; weeks begin on Monday. Tests count in all teaching, not in theory.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vocational.catalogue.rules.courses import CourseLevel, hours
from vocational.law import provisions
from vocational.law.parameters import Provision
from vocational.shared.findings import Finding, Severity
from vocational.timetable.rules.sessions import MINUTES_PER_HOUR, SessionKind


@dataclass(frozen=True)
class LoadLimits:
    """Most minutes of one learner; None where there is no limit of that kind."""

    theory_per_day: int | None = None
    all_per_day: int | None = None
    theory_per_week: int | None = None
    all_per_week: int | None = None
    per_session: int | None = None
    legal_basis: str | None = None

    @classmethod
    def of_law(cls, level: CourseLevel, on: date) -> "LoadLimits":
        """Take the law's limits of a day, an hour of module teaching being 60 minutes.

        Raises `NotInForce`.

        Source: TT 42/2015/TT-BLĐTBXH art. 17; TT 43/2015/TT-BLĐTBXH art. 9.
        """
        limits = provisions.teaching_limits(level, on)
        return cls(
            theory_per_day=_minutes(limits.theory_per_day),
            all_per_day=_minutes(limits.all_per_day),
            theory_per_week=_minutes(limits.theory_per_week),
            all_per_week=_minutes(limits.all_per_week),
            per_session=_minutes(limits.per_session),
            legal_basis=limits.all_per_day.legal_basis,
        )


@dataclass(frozen=True)
class TaughtTime:
    """One session in the eyes of a learner who has it."""

    on: date
    kind: SessionKind
    minutes: int


class Load:
    """Minutes one learner has so far, by day and by week, all kinds and theory alone."""

    def __init__(self, limits: LoadLimits) -> None:
        self._limits = limits
        self._all: Counter[tuple[str, date]] = Counter()
        self._theory: Counter[tuple[str, date]] = Counter()

    def add(self, on: date, kind: SessionKind, minutes: int) -> None:
        """Count a session."""
        for span in _spans(on):
            self._all[span] += minutes
            if kind is SessionKind.THEORY:
                self._theory[span] += minutes

    def room(self, on: date, kind: SessionKind, wanted: int) -> int:
        """Give how many of the wanted minutes the limits still allow on a day, never below 0."""
        day, week = _spans(on)
        limits = self._limits
        rooms = [wanted]
        rooms += _left(limits.all_per_day, self._all[day])
        rooms += _left(limits.all_per_week, self._all[week])
        if kind is SessionKind.THEORY:
            rooms += _left(limits.theory_per_day, self._theory[day])
            rooms += _left(limits.theory_per_week, self._theory[week])
        return max(0, min(rooms))

    def findings(self) -> Iterator[Finding]:
        """Name every day and week above a limit, in order of time."""
        limits = self._limits
        bounds = {
            ("day", "all"): limits.all_per_day,
            ("week", "all"): limits.all_per_week,
            ("day", "theory"): limits.theory_per_day,
            ("week", "theory"): limits.theory_per_week,
        }
        for (span, begins_on), minutes in sorted(self._all.items(), key=lambda item: item[0][1]):
            theory = self._theory[span, begins_on]
            for kind, actual in (("all", minutes), ("theory", theory)):
                limit = bounds[span, kind]
                if limit is not None and actual > limit:
                    yield _above(
                        f"timetable.{kind}_per_{span}_above", limits, limit, actual, begins_on
                    )


def check_load(sessions: Iterable[TaughtTime], limits: LoadLimits) -> tuple[Finding, ...]:
    """Compare the sessions of one learner with the limits; warnings, as make-up may need more.

    Codes: `timetable.all_per_day_above`, `.theory_per_day_above`, `.all_per_week_above`,
    `.theory_per_week_above` (params `on`: the day, or the Monday), `.session_above`.

    Source: TT 42/2015/TT-BLĐTBXH art. 17; TT 43/2015/TT-BLĐTBXH art. 9.
    """
    load = Load(limits)
    result = []
    for session in sessions:
        load.add(session.on, session.kind, session.minutes)
        if limits.per_session is not None and session.minutes > limits.per_session:
            limit, actual = limits.per_session, session.minutes
            result.append(_above("timetable.session_above", limits, limit, actual, session.on))
    return (*result, *load.findings())


def _spans(on: date) -> tuple[tuple[str, date], tuple[str, date]]:
    return ("day", on), ("week", on - timedelta(on.weekday()))


def _left(limit: int | None, used: int) -> list[int]:
    return [] if limit is None else [limit - used]


def _above(code: str, limits: LoadLimits, limit: int, actual: int, on: date) -> Finding:
    params = {"on": on, "required": hours(limit), "actual": hours(actual)}
    return Finding(code, Severity.WARNING, params, limits.legal_basis)


def _minutes(limit: Provision | None) -> int | None:
    return None if limit is None else int(limit.value * MINUTES_PER_HOUR)
