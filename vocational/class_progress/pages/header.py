"""The head of a class that stands above each of its pages: `layout/class.html`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from markupsafe import Markup

from vocational.access.actor import Actor
from vocational.access.permissions import Permission
from vocational.catalogue.messages import LEVEL_NAMES
from vocational.class_progress.messages import ACT_NAMES, BEFORE_STEP, STEP_NAMES, blocker_text
from vocational.class_progress.queries import overview
from vocational.class_progress.rules import blockers as blockers
from vocational.class_progress.rules import lifecycle
from vocational.class_progress.rules.blockers import Blocker, Reason
from vocational.class_progress.rules.lifecycle import Act, Step, StepState
from vocational.class_progress.rules.progress import ClassProgress
from vocational.classes.messages import STATE_NAMES
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services import qualification
from vocational.web import messages
from vocational.web.formats import show_date, show_hour_number, show_time

SEARCHERS = (Permission.LEARNER_VIEW, Permission.CERTIFICATE_VIEW, Permission.CLASS_VIEW)


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere; without a URL they only say it."""

    label: str
    url: str | None


@dataclass(frozen=True)
class NextAction:
    """The one main button, with a word on it below."""

    label: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class StepView:
    """One step of the way; `text` instead of the label, `value` of `max` as a bar."""

    label: str
    state: StepState
    text: str = ""
    value: int = 0
    max: int = 0


@dataclass(frozen=True)
class BlockerView:
    """What hinders one step, with where to mend each thing; `mark` as components/status.html."""

    mark: str
    text: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Tab:
    """A part of the class."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class ClassHeader:
    """What the header shows, and the progress behind it."""

    code: str
    course_name: str
    level_label: str
    url: str
    facts: tuple[str, ...]
    seats: Markup
    next_action: NextAction | None
    steps: tuple[StepView, ...]
    blockers: tuple[BlockerView, ...]
    tabs: tuple[Tab, ...]
    progress: ClassProgress


_ACT_PAGES: Mapping[Act, str] = {
    Act.OPEN_REGISTRATION: "classes.open_for_registration",
    Act.ENROL: "applications.counter",
    Act.RANK: "admission.index",
    Act.SIGN_ADMISSION: "admission.index",
    Act.SCHEDULE: "timetable.index",
    Act.DECIDE_OPENING: "class_opening.opening",
    Act.MARK_TODAY: "attendance_grid.index",
    Act.MARK_PAST: "attendance_grid.index",
    Act.ENTER_RESULTS: "assessment.results",
    Act.FINISH: "class_opening.finish",
    Act.PREPARE_RECOGNITION: "recognition.index",
    Act.DECIDE_RECOGNITION: "recognition.index",
    Act.ISSUE_CERTIFICATES: "class_certificates.index",
    Act.CLOSE: "class_opening.close",
}

# Where each thing is mended: endpoint, anchor on its page, who may.
_MENDED_AT: Mapping[Reason, tuple[str, str, Permission]] = {
    Reason.LACKS_COURSE: ("classes.edit", "version_id", Permission.CLASS_EDIT),
    Reason.LACKS_PLACE: ("classes.edit", "place", Permission.CLASS_EDIT),
    Reason.LACKS_SLOTS: ("classes.edit", "slots", Permission.CLASS_EDIT),
    Reason.NO_HOMEROOM_TEACHER: (
        "classes.edit", "homeroom_teacher_id", Permission.CLASS_EDIT,
    ),
    Reason.TEACHERS_UNFIT: ("classes.edit", "homeroom_teacher_id", Permission.CLASS_EDIT),
    Reason.NO_LEARNERS: ("applications.counter", "", Permission.ENROLMENT_EDIT),
    Reason.NOT_RANKED: ("admission.index", "", Permission.APPLICATION_VIEW),
    Reason.ADMISSION_UNSIGNED: ("admission.index", "", Permission.APPLICATION_VIEW),
    Reason.TOO_FEW_GROUPS: ("classes.edit", "group_count", Permission.CLASS_EDIT),
    Reason.NO_SESSIONS: ("timetable.index", "", Permission.SESSION_VIEW),
    Reason.HOURS_SHORT: ("timetable.index", "", Permission.SESSION_VIEW),
    Reason.PAPERS_EXPIRED: ("evidence.of_class", "", Permission.LEARNER_VIEW),
    Reason.PAPERS_MISSING: ("evidence.of_class", "", Permission.LEARNER_VIEW),
    Reason.SUPPORT_UNDECIDED: ("support.index", "", Permission.SUPPORT_VIEW),
    Reason.SESSIONS_UNMARKED: ("attendance_grid.index", "", Permission.ATTENDANCE_VIEW),
    Reason.SESSIONS_AHEAD: ("timetable.index", "", Permission.SESSION_VIEW),
    Reason.RESULTS_MISSING: ("assessment.results", "", Permission.RESULT_VIEW),
    Reason.NOT_RECOGNISED: ("recognition.index", "", Permission.RESULT_VIEW),
    Reason.RECOGNITION_UNDECIDED: ("recognition.index", "", Permission.RESULT_VIEW),
    Reason.CERTIFICATES_DUE: ("class_certificates.index", "", Permission.CERTIFICATE_VIEW),
}  # fmt: skip

_PAPERS = (Reason.PAPERS_EXPIRED, Reason.PAPERS_MISSING)
_COUNTER = "applications.counter"

# The parts of a class in the order of its tabs; recognition belongs to the results.
_TABS: tuple[tuple[str, LazyString, Permission], ...] = (
    ("class_list.show", _l("Class list"), Permission.CLASS_VIEW),
    ("application_review.index", _l("Applications"), Permission.APPLICATION_VIEW),
    ("admission.index", _l("Admission"), Permission.APPLICATION_VIEW),
    ("evidence.of_class", _l("Papers"), Permission.LEARNER_VIEW),
    ("timetable.index", _l("Timetable"), Permission.SESSION_VIEW),
    ("attendance_grid.index", _l("Attendance"), Permission.ATTENDANCE_VIEW),
    ("assessment.results", _l("Results"), Permission.RESULT_VIEW),
    ("class_certificates.index", _l("Certificates"), Permission.CERTIFICATE_VIEW),
    ("support.index", _l("Support"), Permission.SUPPORT_VIEW),
)


def class_header(row: TrainingClass, actor: Actor, path: str, today: date) -> ClassHeader:
    """Make the head of a class for one reader on the page at `path`.

    `row` has course, commune and teachers loaded. Asks the database once, and once more for
    the sessions of today when one waits for attendance.
    """
    progress = overview.tracked_class(row.id, today).progress
    version = row.course_version
    return ClassHeader(
        code=row.code,
        course_name=version.name,
        level_label=str(LEVEL_NAMES[version.level]),
        url=url_for("class_list.show", code=row.code),
        facts=_facts(row),
        seats=Markup("<b>{}/{}</b>").format(progress.taken, progress.capacity),
        next_action=_elsewhere(_next_action(row, progress, actor), path),
        steps=_steps(progress),
        blockers=_blockers(row, progress, actor),
        tabs=_tabs(row, actor, path),
        progress=progress,
    )


def links_of(result: Iterable[Blocker], row: TrainingClass, actor: Actor) -> tuple[Link, ...]:
    """Say each blocker and where it is resolved, if the actor may go there.

    Of teachers who may not teach the class each is named, with the reason and its article.
    """
    return tuple(link for item in result for link in _links(item, row, actor))


def _links(blocker: Blocker, row: TrainingClass, actor: Actor) -> Iterator[Link]:
    mended_at = _mended_at(blocker, row, actor)
    if blocker.reason is not Reason.TEACHERS_UNFIT:
        yield Link(blocker_text(blocker), mended_at)
        return
    for unfit in qualification.findings_of(row):
        sentence = messages.sentence(unfit.finding.code, unfit.finding.params)
        may_mend = actor.may(Permission.TEACHER_EDIT)
        yield Link(
            sentence.rstrip("."),
            url_for("teachers.edit", teacher_id=unfit.teacher_id) if may_mend else mended_at,
        )


def _facts(row: TrainingClass) -> tuple[str, ...]:
    names = [row.homeroom_teacher.full_name] if row.homeroom_teacher else []
    names += [line.teacher.full_name for line in row.teachers]
    place = f"{row.place}, {row.commune.name}" if row.place else row.commune.name
    span = f"{show_date(row.starts_on)} – {show_date(row.ends_on)}"
    told = [span, place, ", ".join(dict.fromkeys(names))]
    if row.support_scheme is not None:
        told.append(_("supported by %(text)s", text=row.support_scheme.citation))
    if row.state is ClassState.CANCELLED:
        told.append(str(STATE_NAMES[row.state]))
    return tuple(text for text in told if text)


def _next_action(row: TrainingClass, progress: ClassProgress, actor: Actor) -> NextAction | None:
    act = lifecycle.next_act(progress)
    if act is None or not actor.may(lifecycle.PERMISSION_OF[act]):
        return None
    label, url = str(ACT_NAMES[act]), _url(_ACT_PAGES[act], row)
    if act is not Act.MARK_TODAY:
        return NextAction(label, url)
    session = overview.sessions_waiting(row.id, progress.today)[0]
    note = _(
        "%(time)s, %(module)s, not recorded yet",
        time=show_time(session.starts_at),
        module=session.module_code,
    )
    return NextAction(label, url_for("attendance.mark", session_id=session.session_id), note)


def _elsewhere(action: NextAction | None, path: str) -> NextAction | None:
    """The page of an act does not call for itself."""
    return None if action is not None and action.url == path else action


def _steps(progress: ClassProgress) -> tuple[StepView, ...]:
    return tuple(
        _teaching(progress)
        if step is Step.TEACHING and state is StepState.NOW
        else StepView(str(STEP_NAMES[step]), state)
        for step, state in lifecycle.steps(progress)
    )


def _teaching(progress: ClassProgress) -> StepView:
    text = _(
        "Teaching: %(held)s/%(planned)s hours",
        held=show_hour_number(progress.held_minutes),
        planned=show_hour_number(progress.planned_minutes),
    )
    return StepView(
        str(STEP_NAMES[Step.TEACHING]),
        StepState.NOW,
        text,
        progress.held_minutes,
        progress.planned_minutes,
    )


def _blockers(row: TrainingClass, progress: ClassProgress, actor: Actor) -> tuple[BlockerView, ...]:
    by_step: dict[Step, list[Blocker]] = {}
    for blocker in blockers.find_blockers(progress):
        if blocker.reason not in _PAPERS or actor.may(Permission.LEARNER_VIEW):
            by_step.setdefault(blocker.step, []).append(blocker)
    present = lifecycle.present_step(progress)
    return tuple(
        BlockerView(
            "out" if step is present and blockers.is_blocked(item) else "soon",
            str(BEFORE_STEP[step]),
            links_of(item, row, actor),
        )
        for step, item in by_step.items()
    )


def _mended_at(blocker: Blocker, row: TrainingClass, actor: Actor) -> str | None:
    endpoint, anchor, permission = _MENDED_AT[blocker.reason]
    if not actor.may(permission):
        return None
    lacking = {"worth": "missing"} if blocker.reason is Reason.PAPERS_MISSING else {}
    return _url(endpoint, row, _anchor=anchor or None, **lacking)


def _url(endpoint: str, row: TrainingClass, **query: str | None) -> str:
    """The counter takes every class: the one meant stands in its query."""
    values: dict[str, Any] = {"code": row.code, **query}
    if endpoint == _COUNTER:
        values = {"class": row.id}
    return url_for(endpoint, **values)


def _tabs(row: TrainingClass, actor: Actor, path: str) -> tuple[Tab, ...]:
    parts = (
        (str(label), url_for(endpoint, code=row.code))
        for endpoint, label, permission in _TABS
        if actor.may(permission) and (endpoint != "admission.index" or row.admits_by_ranking)
    )
    own = url_for("class_list.show", code=row.code)
    return tuple(
        Tab(label, url, _is_current(url.removeprefix(own), row.code, path)) for label, url in parts
    )


def _is_current(part: str, code: str, path: str) -> bool:
    """A session's own attendance page belongs to attendance, recognition to the results."""
    own = f"/classes/{code}{part}"
    if part == "/results" and path.startswith(f"/classes/{code}/recognition"):
        return True
    if path == own or (part and path.startswith(f"{own}/")):
        return True
    in_session = path.startswith("/sessions/")
    return in_session and part == ("/attendance" if path.endswith("/attendance") else "/sessions")
