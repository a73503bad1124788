"""Which function does which kind of job."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from vocational.access.actor import Actor
from vocational.access.permissions import Permission


@dataclass
class Progress:
    """What a handler tells of its way: `of(total)` once, `step()` after each finished item.

    Each call checks the lease and writes the count; it raises `LeaseLost` when another worker has
    taken the job over and `Cancelled` when a person has stopped it.
    """

    report: Callable[[int, int], None]
    done: int = 0
    total: int = 0

    def of(self, total: int, done: int = 0) -> None:
        """Say how many items there are in all and how many are done already."""
        self.total, self.done = total, done
        self.report(self.done, self.total)

    def step(self, count: int = 1) -> None:
        """Say that so many items more are done."""
        self.done += count
        self.report(self.done, self.total)


@dataclass(frozen=True, slots=True)
class Result:
    """What a job leaves: a stored file, if any."""

    file_id: int | None = None


DayPlan = Callable[[date], None]
Handler = Callable[[Actor, dict[str, Any], Progress], Result]


@dataclass
class Registry:
    """Handlers by kind, and who else than the asker may have what they make."""

    handlers: dict[str, Handler] = field(default_factory=dict)
    permissions: dict[str, Permission] = field(default_factory=dict)
    day_plans: list[DayPlan] = field(default_factory=list)

    def handler(self, kind: str) -> Handler:
        """Return the handler of a kind; raises `KeyError` when no code does it."""
        return self.handlers[kind]

    def permission(self, kind: str) -> Permission:
        """Return what is needed to open the results of a kind."""
        return self.permissions.get(kind, Permission.JOB_VIEW)


registry = Registry()


def daily(plan: DayPlan) -> DayPlan:
    """Have a function called by every worker when a day begins, outside any institution.

    It adds the jobs of that day, each with a unique key: several workers make one.
    """
    registry.day_plans.append(plan)
    return plan


def job(kind: str, *, permission: Permission = Permission.JOB_VIEW) -> Callable[[Handler], Handler]:
    """Make a function the handler of a kind of job.

    A job runs at least once: the handler goes on from the items it has not yet done. It runs
    outside any transaction, in the scope of its institution, and calls commands. The result is
    for the asker and for who holds `permission`.
    """

    def decorate(handler: Handler) -> Handler:
        registry.handlers[kind] = handler
        registry.permissions[kind] = permission
        return handler

    return decorate
