"""What the public list shows of a course and of its classes that take applications."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from vocational.catalogue.rules.courses import CourseLevel
from vocational.enrolment.rules.seats import seats_left


@dataclass(frozen=True)
class OpenClass:
    """A class that takes applications, with its seats."""

    id: int
    course_id: int
    code: str
    starts_on: date
    ends_on: date
    place: str
    commune_name: str
    apply_until: date | None
    capacity: int
    taken: int

    @property
    def left(self) -> int:
        """How many seats are free."""
        return seats_left(self.capacity, self.taken)


@dataclass(frozen=True)
class OfferedCourse:
    """A course in the public list; `classes` by first day."""

    id: int
    code: str
    name: str
    name_en: str
    level: CourseLevel
    summary: str
    total_minutes: int
    group_code: str
    institution_name: str
    classes: Sequence[OpenClass] = field(default_factory=tuple)
