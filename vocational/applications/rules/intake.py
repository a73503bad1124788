"""Which states of an application follow which, and when a class takes applications."""

from dataclasses import dataclass
from datetime import date

from vocational.applications.states import ApplicationState
from vocational.classes.rules import ClassState
from vocational.enrolment.rules.seats import late_entry_until
from vocational.law.parameters import NotInForce, provision
from vocational.shared.dates import completed_years
from vocational.shared.errors import RuleViolation

OPEN_STATES = frozenset(
    {
        ApplicationState.SUBMITTED,
        ApplicationState.INCOMPLETE,
        ApplicationState.COMPLETE,
        ApplicationState.WAITING,
        ApplicationState.OFFERED,
        ApplicationState.ADMITTED,
    }
)
"""The applicant still wants the place, or has it: a second application is refused."""

REVIEWABLE = frozenset(
    {ApplicationState.SUBMITTED, ApplicationState.INCOMPLETE, ApplicationState.COMPLETE}
)
"""Nothing was decided yet: the registrar may correct, complete, refuse."""


@dataclass(frozen=True)
class Intake:
    """What decides whether a class takes applications; all days are inclusive."""

    state: ClassState
    starts_on: date
    ends_on: date
    apply_until: date | None

    @property
    def last_day(self) -> date:
        """Give the last day of application: as set, else the last on which one may come in."""
        return self.apply_until or late_entry_until(self.starts_on, self.ends_on)


def takes_applications(intake: Intake, on: date) -> bool:
    """Tell whether a class takes applications on a day."""
    return intake.state is ClassState.OPEN and on <= intake.last_day


def check_intake(intake: Intake, on: date) -> None:
    """Check that a class takes applications on a day.

    Raises `RuleViolation`: `applications.class_not_open`, `applications.too_late`.
    """
    if intake.state is not ClassState.OPEN:
        raise RuleViolation("applications.class_not_open", "class_id")
    if on > intake.last_day:
        raise RuleViolation("applications.too_late", "class_id", last=intake.last_day)


def check_age(birth_date: date, starts_on: date) -> None:
    """Refuse who is too young on the first day of the class; a birth year counts from 1 January.

    Raises `RuleViolation` `applications.under_age`.
    Source: TT 42/2015/TT-BLĐTBXH art. 15; TT 43/2015/TT-BLĐTBXH art. 8.
    """
    try:
        least = provision("age.min", starts_on)
    except NotInForce:
        return
    if completed_years(birth_date, starts_on) < least.value:
        raise RuleViolation(
            "applications.under_age", "birth_date", years=int(least.value), day=starts_on,
            legal_basis=least.legal_basis,
        )  # fmt: skip


def check_reviewable(state: ApplicationState) -> None:
    """Refuse a change of what was decided or given up.

    Raises `RuleViolation` `applications.decided_already`.
    """
    if state not in REVIEWABLE:
        raise RuleViolation("applications.decided_already")
