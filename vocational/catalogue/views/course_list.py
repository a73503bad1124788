"""The list of courses: its state in the URL, its filters, its spreadsheet."""

from dataclasses import replace

from flask import Response
from flask_babel import gettext as _

from vocational.catalogue import queries
from vocational.catalogue.messages import LEVEL_NAMES, STATE_NAMES, group_name
from vocational.catalogue.models import CourseVersion, VersionState
from vocational.catalogue.rules.courses import CourseLevel
from vocational.catalogue.rules.courses import hours as hours_of
from vocational.catalogue.rules.starting_catalogue import occupation_groups
from vocational.web.lists import Chip, ListState, list_state
from vocational.web.spreadsheets import Cell, xlsx_response


def read_state() -> ListState:
    """Read what was asked of the list."""
    return list_state(
        sorts=queries.SORTS,
        filters={
            "group": tuple(group.code for group in occupation_groups()),
            "level": tuple(CourseLevel),
            "state": tuple(VersionState),
            "offered": ("no",),
        },
    )


def with_chips(state: ListState, counts: queries.CourseCounts) -> ListState:
    """Offer filters for what there is: one that would leave everything is left out."""
    chips = [
        state.filter_chip("state", value, str(STATE_NAMES[value]), count)
        for value, count in counts.by_state.items()
    ]
    chips += [
        state.filter_chip("level", value, str(LEVEL_NAMES[value]), count)
        for value, count in counts.by_level.items()
    ]
    if group := state.filters.get("group"):
        chips.append(state.filter_chip("group", group, group_name(group)))
    if state.filters.get("offered"):
        chips.append(state.filter_chip("offered", "no", _("Not offered")))
    kept = [chip for chip in chips if chip.active or chip.count != counts.total]
    return replace(state, chips=kept)


def groups(state: ListState, counts: queries.CourseCounts) -> list[Chip]:
    """List the occupation groups that have courses, for the menu of groups."""
    return [
        state.filter_chip("group", group.code, group_name(group.code), counts.by_group[group.code])
        for group in occupation_groups()
        if group.code in counts.by_group
    ]


def spreadsheet(state: ListState) -> Response:
    """Answer with every course of the list as a workbook."""
    headings = (
        _("Code"), _("Name of the course"), _("Occupation"), _("Group"), _("Level"), _("Modules"),
        _("Theory (hours)"), _("Practice (hours)"), _("Tests (hours)"), _("Training cost"),
        _("State"), _("Decision"), _("Date of the decision"),
    )  # fmt: skip
    rows = (_cells(version) for version in queries.all_courses(state))
    return xlsx_response("chuong-trinh-dao-tao", _("Course catalogue"), headings, rows)


def _cells(version: CourseVersion) -> tuple[Cell, ...]:
    occupation = version.course.occupation
    hours = (version.theory_minutes, version.practice_minutes, version.test_minutes)
    return (
        version.course.code,
        version.name,
        occupation.name,
        group_name(occupation.group_code),
        str(LEVEL_NAMES[version.level]),
        version.module_count,
        *(hours_of(minutes) for minutes in hours),
        version.approved_cost_dong,
        str(STATE_NAMES[version.state]),
        version.decision_number,
        version.approved_on,
    )
