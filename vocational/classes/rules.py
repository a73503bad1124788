"""The states of a class and what may follow, what a class must have, its code, size and times.

Capacity and sizes are numbers of learners, lengths minutes, weekdays ISO (Monday is 1).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from vocational.catalogue.rules.courses import (
    ClassMakeup,
    CourseLevel,
    TeachingForm,
    check_class_size,
)
from vocational.law import provisions
from vocational.shared.errors import RuleViolation
from vocational.shared.findings import Finding
from vocational.shared.vietnamese_text import fold

LONGEST_CODE = 30
MOST_GROUPS = 10
DAY_MARKS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""How timetables mark the days of a week, Monday first."""

_CODE_REST = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


class ClassState(StrEnum):
    """Where a class stands on its way."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    FINISHED = "finished"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class FundingSource(StrEnum):
    """Who pays for the class."""

    ORDER = "order"
    TASK = "task"
    PROGRAMME = "programme"
    FEE = "fee"
    ENTERPRISE = "enterprise"


class OpeningBlock(StrEnum):
    """What a planned class still lacks before it may open."""

    COURSE = "course"
    SLOTS = "slots"
    PLACE = "place"
    HOMEROOM_TEACHER = "homeroom_teacher"


FOLLOWING: Mapping[ClassState, tuple[ClassState, ...]] = {
    ClassState.PLANNED: (ClassState.OPEN, ClassState.CANCELLED),
    ClassState.OPEN: (ClassState.RUNNING, ClassState.PLANNED, ClassState.CANCELLED),
    ClassState.RUNNING: (ClassState.FINISHED, ClassState.CANCELLED),
    ClassState.FINISHED: (ClassState.CLOSED, ClassState.RUNNING),
    ClassState.CLOSED: (),
    ClassState.CANCELLED: (),
}

EDITABLE = frozenset({ClassState.PLANNED, ClassState.OPEN, ClassState.RUNNING})
FREE_OF_FEE = frozenset({FundingSource.ORDER, FundingSource.TASK})
"""An ordered class charges the learner nothing."""


@dataclass(frozen=True)
class SlotLine:
    """A time of the week at which a class meets."""

    weekday: int
    starts_at: time
    minutes: int

    @property
    def starts_minute(self) -> int:
        """Minutes from midnight to the start."""
        return self.starts_at.hour * 60 + self.starts_at.minute

    @property
    def ends_minute(self) -> int:
        """Minutes from midnight to the end, which belongs to it no more."""
        return self.starts_minute + self.minutes

    def overlaps(self, other: "SlotLine") -> bool:
        """Tell whether the two share a moment; one may begin as the other ends."""
        return (
            self.weekday == other.weekday
            and self.starts_minute < other.ends_minute
            and other.starts_minute < self.ends_minute
        )


@dataclass(frozen=True)
class GroupLine:
    """Where and with whom a practice group works; None: not yet decided."""

    place: str = ""
    teacher_id: int | None = None


def may_follow(state: ClassState, next_state: ClassState) -> bool:
    """Tell whether a class may go from one state to the other."""
    return next_state in FOLLOWING[state]


def check_follows(state: ClassState, next_state: ClassState) -> None:
    """Refuse a step that the states do not allow.

    Raises `RuleViolation`: `classes.state`.
    """
    if not may_follow(state, next_state):
        raise RuleViolation("classes.state")


def opening_blocks(
    *, course_is_approved: bool, slots: int, place: str, homeroom_teacher_id: int | None
) -> tuple[OpeningBlock, ...]:
    """List what a class still lacks before it may open, in the order of the form."""
    lacking = {
        OpeningBlock.COURSE: not course_is_approved,
        OpeningBlock.PLACE: not place,
        OpeningBlock.HOMEROOM_TEACHER: homeroom_teacher_id is None,
        OpeningBlock.SLOTS: slots == 0,
    }
    return tuple(block for block, is_lacking in lacking.items() if is_lacking)


def check_code(code: str, institution_code: str) -> str:
    """Give a class code in upper case; it begins with the institution's code and a hyphen.

    Raises `RuleViolation`: `classes.code_prefix`, `classes.code_form`.
    """
    code = code.strip().upper()
    prefix = f"{institution_code}-"
    if not code.startswith(prefix):
        raise RuleViolation("classes.code_prefix", "code", prefix=prefix)
    if len(code) > LONGEST_CODE or not _CODE_REST.fullmatch(code.removeprefix(prefix)):
        raise RuleViolation("classes.code_form", "code", example=f"{prefix}2026-014")
    return code


def check_dates(starts_on: date, ends_on: date, apply_until: date | None) -> None:
    """Refuse days out of order; the last day of application lies at or before the end.

    Raises `RuleViolation`: `classes.ends_before_start`, `classes.apply_after_end`.
    """
    if ends_on < starts_on:
        raise RuleViolation("classes.ends_before_start", "ends_on")
    if apply_until is not None and apply_until > ends_on:
        raise RuleViolation("classes.apply_after_end", "apply_until")


def check_fee(source: FundingSource, fee_dong: int) -> None:
    """Refuse a fee for a class that an authority ordered.

    Raises `RuleViolation`: `classes.fee_of_ordered`.
    """
    if fee_dong and source in FREE_OF_FEE:
        raise RuleViolation("classes.fee_of_ordered", "fee_dong")


def check_slots(slots: Sequence[SlotLine]) -> None:
    """Refuse times of the week that overlap.

    Raises `RuleViolation`: `classes.slots_overlap`.
    """
    ordered = sorted(slots, key=lambda slot: (slot.weekday, slot.starts_minute))
    if any(earlier.overlaps(later) for earlier, later in pairwise(ordered)):
        raise RuleViolation("classes.slots_overlap", "slots")


def next_code(institution_code: str, year: int, number: int) -> str:
    """Write the proposed code of a class, such as `LD-2026-014`."""
    return f"{institution_code}-{year}-{number:03}"


def code_series(year: int) -> str:
    """Name the counter of the class codes of a year."""
    return f"class-code-{year}"


def search_text(code: str, course_name: str, place: str) -> str:
    """Write what a class is found by, without tone marks and upper case."""
    return fold(f"{code} {course_name} {place}")


def groups_needed(capacity: int, most: int) -> int:
    """Count the practice groups of equal size that keep each at most `most` learners."""
    return max(1, -(-capacity // most))


def practice_groups_needed(level: CourseLevel, learners: int, on: date) -> int:
    """Count the practice groups that keep each within the law's size; one for nobody.

    Source: TT 42/2015/TT-BLĐTBXH art. 19.
    """
    limit = provisions.class_size_limit(level, TeachingForm.PRACTICE, ClassMakeup.ORDINARY, on)
    return groups_needed(learners, int(limit.value))


def size_findings(
    level: CourseLevel, capacity: int, groups: int, on: date
) -> tuple[tuple[str, Finding], ...]:
    """Compare the size of a class and of its largest group with the law: (form field, finding).

    Source: TT 42/2015/TT-BLĐTBXH art. 19.
    """
    sizes = (
        ("capacity", TeachingForm.THEORY, capacity),
        ("group_count", TeachingForm.PRACTICE, largest_group(capacity, groups)),
    )
    result = []
    for field, form, learners in sizes:
        finding = check_class_size(
            level=level, form=form, makeup=ClassMakeup.ORDINARY, learners=learners, on=on
        )
        if finding is not None:
            result.append((field, finding))
    return tuple(result)


def largest_group(capacity: int, groups: int) -> int:
    """Count the learners of the largest group when a full class is shared out evenly."""
    return -(-capacity // groups)


def adjusted_groups(lines: Sequence[GroupLine], count: int) -> Iterator[GroupLine]:
    """Give so many groups: those given first, further ones without place and teacher."""
    for number in range(count):
        yield lines[number] if number < len(lines) else GroupLine()
