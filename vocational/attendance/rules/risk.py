"""How a learner stands in each module, and whether the limits can still be kept.

All times are minutes. Hours of tests are neither theory nor practice: they are left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial

from vocational.attendance.rules.standing import HoursSoFar, OwnLimits, Standing, hours_standing
from vocational.catalogue.rules.courses import CourseLevel
from vocational.timetable.rules.sessions import SessionKind

AT_RISK_SHARE = 10
"""A limit is near when less than a tenth (1/10) of the planned time may still be missed."""


class AttendanceRisk(StrEnum):
    """The limits are far, near, or can no longer be kept."""

    ON_TRACK = "good"
    AT_RISK = "near"
    FAILED = "lost"


_WORST_LAST = (AttendanceRisk.ON_TRACK, AttendanceRisk.AT_RISK, AttendanceRisk.FAILED)


@dataclass(frozen=True)
class MinutesSoFar:
    """Minutes of one kind for one learner: planned in all, held, attended of these."""

    planned: int = 0
    held: int = 0
    attended: int = 0

    @property
    def remaining(self) -> int:
        """Give what is still to come; a session whose attendance is missing is still to come."""
        return max(0, self.planned - self.held)

    def so_far(self) -> HoursSoFar:
        """Give it as the law's rule takes it; the unit cancels out."""
        return HoursSoFar(Decimal(self.planned), Decimal(self.attended), Decimal(self.remaining))


@dataclass(frozen=True)
class ClassMinutes:
    """The minutes of a class by module and kind: held, and attended by whom.

    `held` is by practice group, None being the whole class; `attended` by enrolment.
    """

    held: Mapping[tuple[int | None, int, SessionKind], int]
    attended: Mapping[tuple[int, int, SessionKind], int]

    def so_far(
        self, enrolment_id: int, group_id: int | None, module: tuple[int, SessionKind], planned: int
    ) -> MinutesSoFar:
        """Give one learner's minutes of one kind in a module: those of the class and own group."""
        together = self.held.get((None, *module), 0)
        own = self.held.get((group_id, *module), 0) if group_id else 0
        return MinutesSoFar(planned, together + own, self.attended.get((enrolment_id, *module), 0))


@dataclass(frozen=True)
class ModuleStanding:
    """One learner in one module; `standing` judges hours alone, in minutes."""

    module_id: int
    module_code: str
    theory: MinutesSoFar
    practice: MinutesSoFar
    standing: Standing
    risk: AttendanceRisk

    @property
    def theory_to_miss(self) -> int | None:
        """Give the minutes of theory that may still be missed; None without a limit."""
        can = self.standing.can_still_miss
        return None if can is None else int(can.theory_hours)

    @property
    def practice_to_miss(self) -> int | None:
        """Give the minutes of practice that may still be missed; None without a limit."""
        can = self.standing.can_still_miss
        return None if can is None else int(can.practice_hours)

    @property
    def is_over(self) -> bool:
        """Say whether nothing of it is still to come."""
        return not self.theory.remaining and not self.practice.remaining


@dataclass(frozen=True)
class LearnerStanding:
    """One learner of a class in all its modules, in their order."""

    enrolment_id: int
    list_number: int | None
    full_name: str
    modules: tuple[ModuleStanding, ...]

    @property
    def theory(self) -> MinutesSoFar:
        """Add up the theory of all modules."""
        return total([module.theory for module in self.modules])

    @property
    def practice(self) -> MinutesSoFar:
        """Add up the practice of all modules."""
        return total([module.practice for module in self.modules])

    @property
    def risk(self) -> AttendanceRisk:
        """Give the worst of all modules."""
        modules = (module.risk for module in self.modules)
        return max(modules, key=_WORST_LAST.index, default=AttendanceRisk.ON_TRACK)

    @property
    def worst(self) -> ModuleStanding:
        """Give the module that stands worst, the first of equals."""
        return max(self.modules, key=lambda module: _WORST_LAST.index(module.risk))

    @property
    def current(self) -> ModuleStanding:
        """Give the module being taught: the first that is not over, else the last."""
        return next((module for module in self.modules if not module.is_over), self.modules[-1])


def module_standing(
    module: tuple[int, str],
    theory: MinutesSoFar,
    practice: MinutesSoFar,
    *,
    level: CourseLevel,
    on: date,
    own_limits: OwnLimits | None = None,
) -> ModuleStanding:
    """Judge one learner in one module (id and code); `own_limits` count under 3 months.

    Raises `NotInForce` at elementary level for a day before the law.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    judge = partial(hours_standing, level=level, on=on, own_limits=own_limits)
    standing = judge(theory=theory.so_far(), practice=practice.so_far())
    best = judge(theory=_at_best(theory), practice=_at_best(practice))
    near = judge(theory=_less(theory), practice=_less(practice))
    is_over = not theory.remaining and not practice.remaining
    risk = AttendanceRisk.ON_TRACK
    if not best.may_sit:
        risk = AttendanceRisk.FAILED
    elif not is_over and not near.may_sit:
        risk = AttendanceRisk.AT_RISK
    return ModuleStanding(module[0], module[1], theory, practice, standing, risk)


def about_to_fail(standings: Sequence[LearnerStanding]) -> list[LearnerStanding]:
    """Choose who is near a limit or beyond it, the worst first, else in the given order."""
    result = [standing for standing in standings if standing.risk is not AttendanceRisk.ON_TRACK]
    return sorted(result, key=lambda item: -_WORST_LAST.index(item.risk))


def _at_best(minutes: MinutesSoFar) -> HoursSoFar:
    """As it will be when nothing more is missed."""
    attended = Decimal(minutes.attended + minutes.remaining)
    return HoursSoFar(Decimal(minutes.planned), attended, Decimal(0))


def _less(minutes: MinutesSoFar) -> HoursSoFar:
    """As it will be when a tenth of the planned time is missed, of what is still to come."""
    if not minutes.remaining:
        return _at_best(minutes)
    attended = Decimal(minutes.attended + minutes.remaining)
    missed = Decimal(minutes.planned) / AT_RISK_SHARE
    return HoursSoFar(Decimal(minutes.planned), attended - missed, Decimal(0))


def total(parts: Sequence[MinutesSoFar]) -> MinutesSoFar:
    """Add modules up."""
    planned = held = attended = 0
    for part in parts:
        planned += part.planned
        held += part.held
        attended += part.attended
    return MinutesSoFar(planned, held, attended)
