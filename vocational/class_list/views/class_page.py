"""The page of a class: its learners."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from vocational.access.guards import current_actor, requires
from vocational.access.permissions import Permission
from vocational.attendance.messages import limits_sentence
from vocational.attendance.queries import standings as attendance
from vocational.attendance.rules.risk import AttendanceRisk
from vocational.attendance.rules.standing import OwnLimits
from vocational.class_list import pages, queries
from vocational.class_list.pages import ClassRow
from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.classes.services.classes import check_scope
from vocational.enrolment.messages import STATE_NAMES
from vocational.enrolment.rules.seats import EnrolmentState
from vocational.learners.rules.proof import ClassDays
from vocational.shared.clock import today
from vocational.web.formats import show_birth_date
from vocational.web.lists import Chip, ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response

_BEFORE_TEACHING = frozenset({ClassState.PLANNED, ClassState.OPEN})


bp = Blueprint("class_list", __name__)


@bp.get("/classes/<code>")
@requires(Permission.CLASS_VIEW)
def show(code: str) -> ResponseReturnValue:
    """Show the learners of a class; a teacher sees own classes, and no categories."""
    row, has_opening = queries.class_and_opening(code)
    actor = current_actor()
    check_scope(actor, Permission.CLASS_VIEW, row.id)
    sees_papers = actor.may(Permission.LEARNER_VIEW)
    own = attendance.own_limits(row.course_version.level, row.starts_on)
    everyone = _rows(row, own, today(), sees_papers=sees_papers)
    state = _state(row, everyone, sees_papers=sees_papers)
    shown = pages.wanted(everyone, state)
    if request.args.get("format") == "xlsx":
        return _spreadsheet(row, shown, sees_papers=sees_papers)
    there = [item for item in everyone if item.is_there]
    return render_template(
        "class_list/show.html",
        training_class=row,
        state=state,
        rows=shown,
        total=len(there),
        with_priority=sum(1 for item in there if any(not p.is_derived for p in item.papers)),
        has_hours=any(item.has_hours for item in everyone),
        limits=limits_sentence(row.course_version.level, row.starts_on, own),
        sees_papers=sees_papers,
        lost=AttendanceRisk.FAILED,
        has_opening=has_opening,
    )


def _rows(
    row: TrainingClass, own: OwnLimits | None, on: date, *, sees_papers: bool
) -> list[ClassRow]:
    learners = queries.listed_learners(row.id)
    evidence = queries.evidence_of_class(row.id) if sees_papers else {}
    begun = row.state not in _BEFORE_TEACHING
    hours = queries.hours_of_class(row, learners, own) if begun else {}
    days = ClassDays.of(row.starts_on, row.ends_on, on)
    return pages.class_rows(learners, evidence, hours, days=days, with_derived=sees_papers)


def _state(row: TrainingClass, rows: Iterable[ClassRow], *, sees_papers: bool) -> ListState:
    numbers = [str(group.number) for group in row.groups]
    filters = {
        "papers": ["mend"] if sees_papers else [],
        "hours": ["near"],
        "group": numbers,
        "state": [EnrolmentState.WITHDRAWN.value],
    }
    state = list_state(sorts=pages.SORTS, filters=filters)
    return replace(state, chips=_chips(state, list(rows), numbers))


def _chips(state: ListState, rows: list[ClassRow], groups: Sequence[str]) -> list[Chip]:
    there = [row for row in rows if row.is_there]
    to_mend = sum(row.papers_to_mend > 0 for row in there)
    near = sum(row.is_near_limit for row in there)
    gone = len(rows) - len(there)
    chips = [
        (to_mend, state.filter_chip("papers", "mend", _("Papers to see to"), to_mend)),
        (near, state.filter_chip("hours", "near", _("Near the limit of absence"), near)),
    ]
    for number in groups if len(groups) > 1 else ():
        size = sum(str(row.learner.group_number) == number for row in there)
        chip = state.filter_chip("group", number, _("Group %(number)s", number=number), size)
        chips.append((size, chip))
    withdrawn = str(STATE_NAMES[EnrolmentState.WITHDRAWN]).capitalize()
    chips.append((gone, state.filter_chip("state", "withdrawn", withdrawn, gone)))
    return [chip for count, chip in chips if count or chip.active]


def _spreadsheet(
    row: TrainingClass, rows: Iterable[ClassRow], *, sees_papers: bool
) -> ResponseReturnValue:
    headings = [
        _("No."),
        _("Full name"),
        _("Date of birth"),
        _("Commune, ward"),
        _("Practice group"),
    ]
    if sees_papers:
        headings += [_("Priority category"), _("Evidence")]
    headings += [_("Theory, %(unit)s", unit="%"), _("Practice, %(unit)s", unit="%")]
    lines = (_cells(row, sees_papers=sees_papers) for row in rows)
    return xlsx_response(f"lop-{row.code}", row.code, headings, lines)


def _cells(row: ClassRow, *, sees_papers: bool) -> list[Cell]:
    learner = row.learner
    born: Cell = show_birth_date(learner) if learner.only_birth_year else learner.birth_date
    cells: list[Cell] = [
        learner.list_number,
        learner.full_name,
        born,
        learner.commune_name,
        learner.group_number,
    ]
    if sees_papers:
        cells.append("; ".join(paper.category for paper in row.papers))
        cells.append("; ".join(paper.text for paper in row.papers))
    return [*cells, row.theory_percent, row.practice_percent]
