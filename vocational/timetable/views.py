"""Pages of the timetable: a class's weeks, scheduling, one session, a teacher's day."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.access.roles import PermissionScope
from vocational.audit.pages import history_lines
from vocational.audit.queries import history_of
from vocational.catalogue import queries as catalogue
from vocational.classes import queries as classes
from vocational.classes.models import TrainingClass
from vocational.classes.services.classes import check_scope
from vocational.reference.messages import HOLIDAY_NAMES
from vocational.reference.models import Holiday
from vocational.shared.clock import today as current_day
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import has_errors
from vocational.timetable import papers, queries
from vocational.timetable.forms import CancelSessionForm, ScheduleForm, SessionForm
from vocational.timetable.messages import finding_text
from vocational.timetable.models import ClassSession
from vocational.timetable.pages.timetable import timetable_of
from vocational.timetable.rules.sessions import SessionKind
from vocational.timetable.services import scheduling
from vocational.timetable.services import sessions as services
from vocational.timetable.services.requests import SavedSession
from vocational.timetable.services.scheduling import Proposal
from vocational.web.numbers import read_whole

DAY = timedelta(days=1)
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100

bp = Blueprint("timetable", __name__)
bp.add_app_template_filter(finding_text)


@bp.app_template_filter("holiday_name")
def holiday_name(day: Holiday) -> str:
    """Name a public holiday."""
    return str(HOLIDAY_NAMES[day.kind])


@bp.get("/today")
@requires(Permission.SESSION_VIEW)
def today() -> ResponseReturnValue:
    """Show the sessions of a day: a teacher's own, or everybody's."""
    actor = current_actor()
    all_of_them = actor.scope_of(Permission.SESSION_VIEW) is PermissionScope.ALL
    own_user_id = None if all_of_them else actor.user_id
    day = _day(request.args.get("day"), current_day())
    sessions = queries.sessions_on(day, own_user_id)
    following = queries.next_day_with_sessions(day, actor.user_id or 0) if not sessions else None
    return render_template(
        "timetable/today.html",
        day=day,
        day_before=day - DAY,
        day_after=day + DAY,
        is_today=day == current_day(),
        is_future=day > current_day(),
        sessions=sessions,
        following=following,
    )


@bp.get("/classes/<code>/sessions")
@requires(Permission.SESSION_VIEW)
def index(code: str) -> ResponseReturnValue:
    """Show a week of a class's timetable, or all weeks, with the hours of its modules."""
    row = _class(code)
    timetable = timetable_of(row)
    if request.args.get("format") == "xlsx":
        return papers.sessions_of(row, timetable.sessions)
    shows_all = request.args.get("week") == "all"
    wanted = _day(request.args.get("week"), current_day())
    return render_template(
        "timetable/index.html",
        training_class=row,
        timetable=timetable,
        weeks=timetable.weeks if shows_all else [timetable.week(wanted)],
        shows_all=shows_all,
        kinds=list(SessionKind),
        now=current_day(),
    )


@bp.route("/classes/<code>/sessions/layout", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT)
def layout(code: str) -> ResponseReturnValue:
    """Preview the sessions that would be scheduled; save them on request."""
    row = _class(code)
    form = ScheduleForm(request.form if request.method == "POST" else request.args)
    choice = form.to_choice()
    if request.method == "POST" and form.validate():
        try:
            saved = services.schedule_sessions(current_actor(), row.id, choice, current_day())
        except RuleViolation as violation:
            form.show(violation)
            row = _class(code)
        else:
            _tell_scheduled(len(saved.sessions), len(saved.clashes))
            return redirect(url_for("timetable.index", code=code, week=saved.starts_from))
    existing = queries.sessions_of_class(row.id)
    proposal = scheduling.propose(row, existing, choice.practice_mode, current_day())
    form.practice_mode.data = proposal.practice_mode.value
    if request.method == "GET":
        form.sets_last_day.data = proposal.ends_on not in {None, row.ends_on}
    return _schedule_page(row, form, proposal), form.status


@bp.route("/classes/<code>/sessions/new", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT)
def new(code: str) -> ResponseReturnValue:
    """Add a session, or make up the one named by `makes_up`."""
    row = _class(code)
    missed = _missed(row, request.args.get("makes_up", ""))
    form = SessionForm()
    _offer(form, row, missed)
    if form.validate_on_submit():
        try:
            saved = services.add_session(
                current_actor(), row.id, form.to_request(), missed.id if missed else None
            )
        except RuleViolation as violation:
            form.show(violation)
        else:
            return _saved(row, saved, _("The session was added."))
    elif not form.is_submitted():
        _propose_session(form, row, missed)
    return render_template(
        "timetable/new.html", training_class=row, form=form, missed=missed
    ), form.status


@bp.route("/sessions/<int:session_id>", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT)
def edit(session_id: int) -> ResponseReturnValue:
    """Move a session, give it another teacher, place or topic."""
    session = queries.session_with_class(session_id)
    row = _class(session.training_class.code)
    form = SessionForm()
    _offer(form, row, session)
    if form.validate_on_submit():
        try:
            saved = services.change_session(
                current_actor(), session_id, form.to_request(), form.known_version()
            )
        except RuleViolation as violation:
            form.show(violation)
            session = queries.session_with_class(session_id)
        else:
            return _saved(row, saved, _("Saved."))
    elif not form.is_submitted():
        form.show_session(session)
    return _session_page(row, form, session), form.status


@bp.route("/sessions/<int:session_id>/cancel", methods=["GET", "POST"])
@requires(Permission.SESSION_EDIT)
def cancel(session_id: int) -> ResponseReturnValue:
    """Call a session off, with the reason."""
    session = queries.session_with_class(session_id)
    form = CancelSessionForm()
    if form.validate_on_submit():
        try:
            services.cancel_session(current_actor(), session_id, (form.reason.data or "").strip())
        except RuleViolation as violation:
            form.show(violation)
            session = queries.session_with_class(session_id)
        else:
            flash(_("The session was called off. Its hours are missing until made up."), "success")
            return redirect(_week_url(session.training_class, session.on_date))
    row = _class(session.training_class.code)
    return render_template(
        "timetable/cancel.html", training_class=row, form=form, session=session
    ), form.status


def _class(code: str) -> TrainingClass:
    row = classes.class_by_code(code)
    check_scope(current_actor(), Permission.SESSION_VIEW, row.id)
    return row


def _day(text: str | None, otherwise: date) -> date:
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return otherwise
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else otherwise


def _schedule_page(row: TrainingClass, form: ScheduleForm, proposal: Proposal) -> str:
    return render_template(
        "timetable/layout.html",
        training_class=row,
        form=form,
        proposal=proposal,
        is_refused=has_errors(proposal.findings),
        modules={module.id: module for module in catalogue.modules_of(row.version_id)},
    )


def _session_page(row: TrainingClass, form: SessionForm, session: ClassSession) -> str:
    return render_template(
        "timetable/edit.html",
        training_class=row,
        form=form,
        session=session,
        made_up=queries.made_up_by(session.id) if session.is_cancelled else (),
        history=history_lines(history_of("class_sessions", session.id)),
    )


def _missed(row: TrainingClass, text: str) -> ClassSession | None:
    """The cancelled session to make up; one of another class is none."""
    session_id = read_whole(text)
    if session_id is None:
        return None
    session = queries.session_with_class(session_id)
    return session if session.class_id == row.id and session.is_cancelled else None


def _offer(form: SessionForm, row: TrainingClass, session: ClassSession | None) -> None:
    teachers = list(queries.teachers_for_class(row.id))
    if session is not None and session.teacher is not None and session.teacher not in teachers:
        teachers.append(session.teacher)
    form.offer(
        [(m.id, f"{m.code} {m.name}") for m in catalogue.modules_of(row.version_id)],
        [(g.id, _("Group %(number)s", number=g.number)) for g in row.groups],
        [(t.id, t.full_name) for t in teachers],
    )


def _propose_session(form: SessionForm, row: TrainingClass, missed: ClassSession | None) -> None:
    if missed is not None:
        form.show_session(missed)
        form.on_date.data = None
        return
    form.place.data = row.place
    form.teacher_id.data = str(row.homeroom_teacher_id or "")


def _week_url(row: TrainingClass, day: date) -> str:
    return url_for("timetable.index", code=row.code, week=day.isoformat())


def _saved(row: TrainingClass, saved: SavedSession, said: str) -> ResponseReturnValue:
    flash(said, "success")
    for finding in saved.findings:
        flash(finding_text(finding), "warning")
    return redirect(_week_url(row, saved.session.on_date))


def _tell_scheduled(sessions: int, clashes: int) -> None:
    flash(
        ngettext("%(num)d session was scheduled.", "%(num)d sessions were scheduled.", sessions),
        "success",
    )
    if clashes:
        flash(
            ngettext(
                "%(num)d of them clashes with another session: move it.",
                "%(num)d of them clash with other sessions: move them.",
                clashes,
            ),
            "warning",
        )
