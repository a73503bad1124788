"""A list of courses in words, each sentence looked up once for the whole list."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from vocational.catalogue.messages import LEVEL_NAMES
from vocational.public_site.pages import wording
from vocational.public_site.rules import OfferedCourse, OpenClass
from vocational.shared.dates import format_date
from vocational.web.formats import show_hours
from vocational.web.language import localised


@dataclass(frozen=True)
class Opening:
    """The class that is told first: the earliest with a free seat, else the earliest.

    `code` is that of the class, `more` tells of further classes, `seats` how many are left.
    """

    code: str
    begins: str
    place: str
    more: str
    seats: str
    seats_in_full: str
    taken: int
    capacity: int


@dataclass(frozen=True)
class CourseLine:
    """One course as the list shows it; `opening` is None while no class is open."""

    code: str
    name: str
    group_code: str
    level: str
    hours: str
    institution_name: str
    summary: str
    opening: Opening | None


class Wording:
    """Turns courses into lines; keeps the sentences that it has looked up."""

    def __init__(self) -> None:
        self._levels = {level: str(name) for level, name in LEVEL_NAMES.items()}
        self._taken = str(_("%(taken)s of %(total)s seats are taken"))
        self._hours: dict[int, str] = {}
        self._seats: dict[int, str] = {0: str(_("Full"))}

    def lines(self, courses: Sequence[OfferedCourse]) -> list[CourseLine]:
        """Word the courses in their order."""
        return [self._line(course) for course in courses]

    def _line(self, course: OfferedCourse) -> CourseLine:
        minutes = course.total_minutes
        if minutes not in self._hours:
            self._hours[minutes] = show_hours(minutes)
        return CourseLine(
            code=course.code,
            name=localised(course.name, course.name_en),
            group_code=course.group_code,
            level=self._levels[course.level],
            hours=self._hours[minutes],
            institution_name=course.institution_name,
            summary=course.summary,
            opening=self._opening(course.classes),
        )

    def _opening(self, classes: Sequence[OpenClass]) -> Opening | None:
        if not classes:
            return None
        shown = next(
            (training_class for training_class in classes if training_class.left), classes[0]
        )
        if shown.left not in self._seats:
            self._seats[shown.left] = ngettext(
                "%(num)d seat left", "%(num)d seats left", shown.left
            )
        others = len(classes) - 1
        return Opening(
            code=shown.code,
            begins=format_date(shown.starts_on),
            place=f"{shown.place}, {wording.inside(shown.commune_name)}",
            more=ngettext("%(num)d more class", "%(num)d more classes", others) if others else "",
            seats=self._seats[shown.left],
            seats_in_full=self._taken % {"taken": shown.taken, "total": shown.capacity},
            taken=shown.taken,
            capacity=shown.capacity,
        )
