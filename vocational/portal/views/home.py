"""Home: what waits for this person today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vocational.access.actor import Actor
from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import Role
from vocational.applications.queries import lists as applications
from vocational.class_progress.pages import work_list
from vocational.class_progress.pages.work_list import WorkLineView
from vocational.class_progress.queries import overview
from vocational.class_progress.rules.progress import TrackedClass
from vocational.class_progress.rules.work_list import Unreviewed, Urgency, WorkLine, work_lines
from vocational.classes.rules import ClassState
from vocational.portal.pages import navigation
from vocational.portal.pages.setup_checklist import SetupStepView, shown
from vocational.portal.queries.setup_state import setup_state
from vocational.portal.rules import PERMISSION_OF, setup_checklist
from vocational.shared.clock import local_day, today
from vocational.timetable import queries as timetable
from vocational.timetable.models import ClassSession
from vocational.timetable.states import SessionState

MOST_OPEN_CLASSES = 8


@dataclass(frozen=True)
class WorkGroup:
    """Lines of one urgency."""

    urgency: Urgency
    label: str
    lines: Sequence[WorkLineView]


bp = Blueprint("portal", __name__)


@bp.get("/home")
@requires(
    Permission.WORK_VIEW,
    Permission.USER_EDIT,
    Permission.APPLICATION_PROPOSE,
    Permission.SUPPORT_VIEW,
)
def home() -> ResponseReturnValue:
    """Show the work list; who has another first page goes there."""
    actor = current_actor()
    elsewhere = _first_page(actor)
    steps = _first_steps(actor)
    if steps and not actor.may(Permission.WORK_VIEW):
        return render_template("portal/first_steps.html", setup_checklist=steps)
    if elsewhere is not None:
        return redirect(elsewhere)
    tracked_classes = overview.tracked_classes(today())
    lines = work_lines(tracked_classes, actor.may, _unreviewed(actor))
    return render_template(
        "portal/home.html",
        day=today(),
        setup_checklist=steps,
        groups=_groups(lines),
        line_count=len(lines),
        urgent_count=sum(line.urgency is Urgency.NOW for line in lines),
        open_classes=_open_classes(tracked_classes),
        seats_free=sum(tracked.progress.left for tracked in _open_classes(tracked_classes)),
        sessions=_sessions(),
        most=MOST_OPEN_CLASSES,
        may_enrol=actor.may(Permission.ENROLMENT_EDIT),
        further=navigation.further_entries(actor),
    )


def _first_steps(actor: Actor) -> list[SetupStepView]:
    """The first steps of a new centre, for those who take them."""
    if not any(actor.may(permission) for permission in PERMISSION_OF.values()):
        return []
    return shown(setup_checklist(setup_state(actor.own_institution())), actor)


def _unreviewed(actor: Actor) -> dict[int, Unreviewed]:
    if not actor.may(Permission.APPLICATION_REVIEW):
        return {}
    return {
        backlog.class_id: Unreviewed(backlog.count, local_day(backlog.oldest_at))
        for backlog in applications.backlogs()
    }


def _first_page(actor: Actor) -> str | None:
    """A teacher starts with today, an administrator with the users, a commune with its list.

    An accountant starts with the support of the classes.
    """
    if actor.may(Permission.APPLICATION_PROPOSE):
        return url_for("commune.applications")
    if actor.roles <= {Role.TEACHER}:
        return url_for("timetable.today")
    if actor.may(Permission.WORK_VIEW):
        return None
    return url_for("users.index" if actor.may(Permission.USER_EDIT) else "support_classes.index")


def _groups(lines: Sequence[WorkLine]) -> list[WorkGroup]:
    return [
        WorkGroup(urgency, str(work_list.URGENCY_NAMES[urgency]), _shown(item))
        for urgency, item in groupby(lines, key=lambda line: line.urgency)
    ]


def _shown(lines: Iterable[WorkLine]) -> list[WorkLineView]:
    return [work_list.shown(line, today()) for line in lines]


def _open_classes(classes: Sequence[TrackedClass]) -> list[TrackedClass]:
    return [tracked for tracked in classes if tracked.progress.state is ClassState.OPEN]


def _sessions() -> list[ClassSession]:
    held = timetable.sessions_on(today())
    return [session for session in held if session.state is SessionState.PLANNED]
