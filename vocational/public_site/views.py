"""Pages for everybody: what is open now, the list of courses, one course."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flask import Blueprint, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from vocational.access.guards import public
from vocational.catalogue.messages import LEVEL_NAMES, group_name
from vocational.catalogue.rules.contents import items
from vocational.catalogue.rules.courses import CourseLevel
from vocational.catalogue.rules.starting_catalogue import occupation_groups
from vocational.documents.qr import QrCode, qr_code
from vocational.entitlements.services.estimates import public_estimates
from vocational.institutions import queries as institutions
from vocational.public_site.pages import wording
from vocational.public_site.pages.course_list import CourseLine, Wording
from vocational.public_site.pages.fees import pay_of
from vocational.public_site.queries import catalogue
from vocational.public_site.queries import course as one_course
from vocational.shared.clock import today
from vocational.web.language import localised
from vocational.web.lists import Chip, ListState, list_state

MOST_ON_FRONT_PAGE = 40
CODES_KEPT = 256

bp = Blueprint("public", __name__)


@dataclass(frozen=True)
class GroupOfCourses:
    """An occupation group with its courses open now, by first day."""

    code: str
    name: str
    courses: Sequence[CourseLine]


@bp.app_template_filter("own_language")
def own_language(row: object) -> str:
    """Name a course or module in the reader's language; it has `name` and `name_en`."""
    return localised(row.name, row.name_en)  # type: ignore[attr-defined]


@bp.app_template_filter("inside")
def inside(name: str) -> str:
    """Write a place or weekday within a sentence: `xã Phúc Thọ`, `thứ Hai`."""
    return wording.inside(name)


@bp.get("/")
@public("the front page")
def index() -> ResponseReturnValue:
    """Show what is open now, by occupation group."""
    lines = Wording().lines(catalogue.courses_open_now(today(), MOST_ON_FRONT_PAGE))
    groups = [
        GroupOfCourses(group.code, group_name(group.code), chosen)
        for group in occupation_groups()
        if (chosen := [course for course in lines if course.group_code == group.code])
    ]
    return render_template("public/index.html", groups=groups)


@bp.get("/courses")
@public("the catalogue of courses")
def courses() -> ResponseReturnValue:
    """Show the courses of all institutions, open ones first."""
    state = _list_state()
    page = catalogue.offered_courses(state, today())
    return render_template(
        "public/courses.html",
        state=replace(state, chips=_active_filters(state)),
        page=page,
        lines=Wording().lines(page.rows),
        groups=[(group.code, group_name(group.code)) for group in occupation_groups()],
        levels=[(level.value, name) for level, name in LEVEL_NAMES.items()],
        months=wording.coming_months(today()),
    )


@bp.get("/courses/<code>")
@public("the page of one course")
def course(code: str) -> ResponseReturnValue:
    """Show what one learns, where and when, the seats left and how to register."""
    version = one_course.offered_version(code)
    classes = catalogue.open_classes_of(version.course_id, today())
    first = next(
        (training_class for training_class in classes if training_class.left),
        classes[0] if classes else None,
    )
    estimates = public_estimates(first.id, version.institution_id) if first else None
    slots = one_course.weekly_slots([first.id])[first.id] if first else []
    address = _public_address(code)
    return render_template(
        "public/course.html",
        version=version,
        course=version.course,
        institution=institutions.known_institution(version.institution_id, today()),
        first=first,
        others=[training_class for training_class in classes if training_class is not first],
        pay=pay_of(estimates) if estimates else None,
        times=wording.week_in_words(slots),
        conditions=items(version.entry_conditions),
        outcomes=items(version.outcomes),
        to_bring=items(version.to_bring),
        address=address,
        shown_address=address.split("://", 1)[-1],
        code_drawn=_code_of(address),
    )


def _public_address(code: str) -> str:
    """The page's address as it is printed: from BASE_URL, else as it was asked for."""
    base = current_app.config["BASE_URL"]
    if not base:
        return url_for("public.course", code=code, _external=True)
    return str(base).rstrip("/") + url_for("public.course", code=code)


@lru_cache(CODES_KEPT)
def _code_of(address: str) -> QrCode:
    """Drawn once: the address of a course stays what it is."""
    return qr_code(address)


def _list_state() -> ListState:
    return list_state(
        sorts=("opening",),
        filters={
            "group": tuple(group.code for group in occupation_groups()),
            "level": tuple(CourseLevel),
            "commune": None,
            "month": None,
        },
    )


def _active_filters(state: ListState) -> list[Chip]:
    """A chip for each filter that is set, to take it away."""
    return [
        state.filter_chip(name, value, _filter_label(name, value))
        for name, value in state.filters.items()
    ]


def _filter_label(name: str, value: str) -> str:
    if name == "group":
        return group_name(value)
    if name == "level":
        return str(LEVEL_NAMES[CourseLevel(value)])
    return "/".join(reversed(value.split("-"))) if name == "month" else value
