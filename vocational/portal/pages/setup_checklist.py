"""The first steps of a centre as home shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from vocational.access.actor import Actor
from vocational.access.roles import Role
from vocational.accounts.messages import ROLE_LABELS
from vocational.portal.rules import PERMISSION_OF, SetupStep, SetupStepState

LABELS: Mapping[SetupStep, LazyString] = {
    SetupStep.INSTITUTION: _l("Complete the institution's data: telephone, opening hours"),
    SetupStep.REGISTRAR: _l("Give the registrar an account"),
    SetupStep.TEACHER: _l("Add a teacher"),
    SetupStep.COURSE: _l("Approve a course"),
    SetupStep.CLASS: _l("Plan a class"),
    SetupStep.LEARNER: _l("Register a learner"),
}
_ENDPOINTS: Mapping[SetupStep, str] = {
    SetupStep.INSTITUTION: "institutions.edit",
    SetupStep.REGISTRAR: "users.new",
    SetupStep.TEACHER: "teachers.new",
    SetupStep.COURSE: "catalogue.index",
    SetupStep.CLASS: "classes.new",
    SetupStep.LEARNER: "applications.counter",
}
_FOR_ADMINISTRATORS = frozenset({SetupStep.INSTITUTION, SetupStep.REGISTRAR})


@dataclass(frozen=True)
class SetupStepView:
    """One step; without a URL it is for who is named in `by`."""

    label: str
    is_done: bool
    url: str | None
    by: str


def shown(steps: Iterable[SetupStepState], actor: Actor) -> list[SetupStepView]:
    """Write the steps for one reader."""
    return [
        SetupStepView(
            str(LABELS[step.step]),
            step.is_done,
            url_for(_ENDPOINTS[step.step]) if actor.may(PERMISSION_OF[step.step]) else None,
            str(ROLE_LABELS[_role(step.step)]),
        )
        for step in steps
    ]


def _role(step: SetupStep) -> Role:
    return Role.ADMINISTRATOR if step in _FOR_ADMINISTRATORS else Role.REGISTRAR
