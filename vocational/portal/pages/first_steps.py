"""The first steps of a centre as home shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.accounts.messages import ROLE_LABELS
from vocational.portal.rules import PERMISSION_OF, FirstStep, StepDone

LABELS: Mapping[FirstStep, LazyString] = {
    FirstStep.INSTITUTION: _l("Complete the institution's data: telephone, opening hours"),
    FirstStep.REGISTRAR: _l("Give the registrar an account"),
    FirstStep.TEACHER: _l("Add a teacher"),
    FirstStep.COURSE: _l("Approve a course"),
    FirstStep.CLASS: _l("Plan a class"),
    FirstStep.LEARNER: _l("Register a learner"),
}
_PATHS: Mapping[FirstStep, str] = {
    FirstStep.INSTITUTION: "/settings/edit",
    FirstStep.REGISTRAR: "/users/new",
    FirstStep.TEACHER: "/teachers/new",
    FirstStep.COURSE: "/catalogue",
    FirstStep.CLASS: "/classes/new",
    FirstStep.LEARNER: "/counter",
}
_FOR_ADMINISTRATORS = frozenset({FirstStep.INSTITUTION, FirstStep.REGISTRAR})


@dataclass(frozen=True)
class ShownStep:
    """One step; without a URL it is for who is named in `by`."""

    label: str
    is_done: bool
    url: str | None
    by: str


def shown(steps: Iterable[StepDone], actor: Actor) -> list[ShownStep]:
    """Write the steps for one reader."""
    return [
        ShownStep(
            str(LABELS[one.step]),
            one.is_done,
            _PATHS[one.step] if actor.may(PERMISSION_OF[one.step]) else None,
            str(ROLE_LABELS[_role(one.step)]),
        )
        for one in steps
    ]


def _role(step: FirstStep) -> Role:
    return Role.ADMINISTRATOR if step in _FOR_ADMINISTRATORS else Role.REGISTRAR
