"""The head of a class that stands above each of its pages: `layout/class.html`."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
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
    """All that the head shows, and the situation behind it."""

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
    Act.OPEN_REGISTRATION: "/classes/<>/open",
    Act.ENROL: "/counter",
    Act.RANK: "/classes/<>/admission",
    Act.SIGN_ADMISSION: "/classes/<>/admission",
    Act.SCHEDULE: "/classes/<>/sessions",
    Act.DECIDE_OPENING: "/classes/<>/opening",
    Act.MARK_TODAY: "/classes/<>/attendance",
    Act.MARK_PAST: "/classes/<>/attendance",
    Act.ENTER_RESULTS: "/classes/<>/results",
    Act.FINISH: "/classes/<>/finish",
    Act.PREPARE_RECOGNITION: "/classes/<>/recognition",
    Act.DECIDE_RECOGNITION: "/classes/<>/recognition",
    Act.ISSUE_CERTIFICATES: "/classes/<>/certificates",
    Act.CLOSE: "/classes/<>/close",
}

# Where each thing is mended: page, anchor or query, who may.
_MENDED_AT: Mapping[Reason, tuple[str, str, Permission]] = {
    Reason.LACKS_COURSE: ("/classes/<>/edit", "#version_id", Permission.CLASS_EDIT),
    Reason.LACKS_PLACE: ("/classes/<>/edit", "#place", Permission.CLASS_EDIT),
    Reason.LACKS_SLOTS: ("/classes/<>/edit", "#slots", Permission.CLASS_EDIT),
    Reason.NO_HOMEROOM_TEACHER: (
        "/classes/<>/edit", "#homeroom_teacher_id", Permission.CLASS_EDIT,
    ),
    Reason.TEACHERS_UNFIT: ("/classes/<>/edit", "#homeroom_teacher_id", Permission.CLASS_EDIT),
    Reason.NO_LEARNERS: ("/counter", "?class={id}", Permission.ENROLMENT_EDIT),
    Reason.NOT_RANKED: ("/classes/<>/admission", "", Permission.APPLICATION_VIEW),
    Reason.ADMISSION_UNSIGNED: ("/classes/<>/admission", "", Permission.APPLICATION_VIEW),
    Reason.TOO_FEW_GROUPS: ("/classes/<>/edit", "#group_count", Permission.CLASS_EDIT),
    Reason.NO_SESSIONS: ("/classes/<>/sessions", "", Permission.SESSION_VIEW),
    Reason.HOURS_SHORT: ("/classes/<>/sessions", "", Permission.SESSION_VIEW),
    Reason.PAPERS_EXPIRED: ("/classes/<>/evidence", "", Permission.LEARNER_VIEW),
    Reason.PAPERS_MISSING: ("/classes/<>/evidence", "?worth=missing", Permission.LEARNER_VIEW),
    Reason.SUPPORT_UNDECIDED: ("/classes/<>/support", "", Permission.SUPPORT_VIEW),
    Reason.SESSIONS_UNMARKED: ("/classes/<>/attendance", "", Permission.ATTENDANCE_VIEW),
    Reason.SESSIONS_AHEAD: ("/classes/<>/sessions", "", Permission.SESSION_VIEW),
    Reason.RESULTS_MISSING: ("/classes/<>/results", "", Permission.RESULT_VIEW),
    Reason.NOT_RECOGNISED: ("/classes/<>/recognition", "", Permission.RESULT_VIEW),
    Reason.RECOGNITION_UNDECIDED: ("/classes/<>/recognition", "", Permission.RESULT_VIEW),
    Reason.CERTIFICATES_DUE: ("/classes/<>/certificates", "", Permission.CERTIFICATE_VIEW),
}  # fmt: skip

_PAPERS = (Reason.PAPERS_EXPIRED, Reason.PAPERS_MISSING)


def class_header(
    row: TrainingClass, actor: Actor, paths: Container[str], path: str, today: date
) -> ClassHeader:
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
        url=f"/classes/{row.code}",
        facts=_facts(row),
        seats=Markup("<b>{}/{}</b>").format(progress.taken, progress.capacity),
        next_action=_elsewhere(_next_action(row, progress, actor, paths), path),
        steps=_steps(progress),
        blockers=_blockers(row, progress, actor, paths),
        tabs=_tabs(row, actor, paths, path),
        progress=progress,
    )


def links_of(
    result: Iterable[Blocker], row: TrainingClass, actor: Actor, paths: Container[str]
) -> tuple[Link, ...]:
    """Say each hindrance and where it is mended, if the actor may go there.

    Of teachers who may not teach the class each is named, with the reason and its article.
    """
    return tuple(link for item in result for link in _links(item, row, actor, paths))


def _links(
    blocker: Blocker, row: TrainingClass, actor: Actor, paths: Container[str]
) -> Iterator[Link]:
    mended_at = _mended_at(blocker, row, actor, paths)
    if blocker.reason is not Reason.TEACHERS_UNFIT:
        yield Link(blocker_text(blocker), mended_at)
        return
    for unfit in qualification.findings_of(row):
        sentence = messages.sentence(unfit.finding.code, unfit.finding.params)
        may_mend = actor.may(Permission.TEACHER_EDIT)
        yield Link(sentence.rstrip("."), f"/teachers/{unfit.teacher_id}" if may_mend else mended_at)


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


def _next_action(
    row: TrainingClass, progress: ClassProgress, actor: Actor, paths: Container[str]
) -> NextAction | None:
    act = lifecycle.next_act(progress)
    if act is None or not actor.may(lifecycle.PERMISSION_OF[act]) or _ACT_PAGES[act] not in paths:
        return None
    label, url = str(ACT_NAMES[act]), _ACT_PAGES[act].replace("<>", row.code)
    if act is Act.ENROL:
        return NextAction(label, f"{url}?class={row.id}")
    if act is not Act.MARK_TODAY or "/sessions/<>/attendance" not in paths:
        return NextAction(label, url)
    session = overview.sessions_waiting(row.id, progress.today)[0]
    note = _(
        "%(time)s, %(module)s, not recorded yet",
        time=show_time(session.starts_at),
        module=session.module_code,
    )
    return NextAction(label, f"/sessions/{session.session_id}/attendance", note)


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


def _blockers(
    row: TrainingClass, progress: ClassProgress, actor: Actor, paths: Container[str]
) -> tuple[BlockerView, ...]:
    by_step: dict[Step, list[Blocker]] = {}
    for blocker in blockers.find_blockers(progress):
        if blocker.reason not in _PAPERS or actor.may(Permission.LEARNER_VIEW):
            by_step.setdefault(blocker.step, []).append(blocker)
    present = lifecycle.present_step(progress)
    return tuple(
        BlockerView(
            "out" if step is present and blockers.is_blocked(item) else "soon",
            str(BEFORE_STEP[step]),
            links_of(item, row, actor, paths),
        )
        for step, item in by_step.items()
    )


def _mended_at(
    blocker: Blocker, row: TrainingClass, actor: Actor, paths: Container[str]
) -> str | None:
    page, rest, permission = _MENDED_AT[blocker.reason]
    if page not in paths or not actor.may(permission):
        return None
    return f"{page}{rest}".replace("<>", row.code).replace("{id}", str(row.id))


def _tabs(row: TrainingClass, actor: Actor, paths: Container[str], path: str) -> tuple[Tab, ...]:
    parts = (
        ("", _("Class list"), Permission.CLASS_VIEW),
        ("/applications", _("Applications"), Permission.APPLICATION_VIEW),
        ("/admission", _("Admission"), Permission.APPLICATION_VIEW),
        ("/evidence", _("Papers"), Permission.LEARNER_VIEW),
        ("/sessions", _("Timetable"), Permission.SESSION_VIEW),
        ("/attendance", _("Attendance"), Permission.ATTENDANCE_VIEW),
        ("/results", _("Results"), Permission.RESULT_VIEW),
        ("/certificates", _("Certificates"), Permission.CERTIFICATE_VIEW),
        ("/support", _("Support"), Permission.SUPPORT_VIEW),
    )
    return tuple(
        Tab(label, f"/classes/{row.code}{part}", _is_current(part, row.code, path))
        for part, label, permission in parts
        if f"/classes/<>{part}" in paths and actor.may(permission)
        if part != "/admission" or row.admits_by_ranking
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
