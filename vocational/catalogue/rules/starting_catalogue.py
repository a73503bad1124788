"""The national starting catalogue: occupations with courses that a centre may begin from.

Units: hours are whole standard hours; money is whole đồng. The approved costs are common
figures to begin with: each centre replaces them by those of its own approval decision.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vocational.catalogue.rules.courses import (
    MINUTES_PER_HOUR,
    CourseLevel,
    CourseOutline,
    ModuleOutline,
    OccupationKind,
)
from vocational.shared.data_files import DataFileError, Entry, check_unique, read_toml

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class OccupationGroup:
    """A group of occupations in the public catalogue."""

    code: str
    name: str
    name_en: str
    position: int


@dataclass(frozen=True)
class StartingModule:
    """A module; `credits` is 0 where the level counts none."""

    code: str
    name: str
    name_en: str
    theory_hours: int
    practice_hours: int
    test_hours: int
    credits: int

    @property
    def outline(self) -> ModuleOutline:
        """The module as the law's check takes it, in minutes."""
        return ModuleOutline(
            code=self.code,
            theory_minutes=self.theory_hours * MINUTES_PER_HOUR,
            practice_minutes=self.practice_hours * MINUTES_PER_HOUR,
            test_minutes=self.test_hours * MINUTES_PER_HOUR,
            credits=self.credits,
        )


@dataclass(frozen=True)
class StartingCourse:
    """A course of both names, in the order of its modules.

    `code` ("RAT-SC1") stands behind the institution's own code. Lists hold one item each.
    """

    code: str
    level: CourseLevel
    name: str
    name_en: str
    summary: str
    entry_conditions: tuple[str, ...]
    outcomes: tuple[str, ...]
    to_bring: tuple[str, ...]
    approved_cost_dong: int
    modules: tuple[StartingModule, ...]

    @property
    def outline(self) -> CourseOutline:
        """The course as the law's check takes it, in minutes."""
        return CourseOutline(self.level, tuple(module.outline for module in self.modules))


@dataclass(frozen=True)
class StartingOccupation:
    """An occupation with the courses that lead to it."""

    code: str
    name: str
    name_en: str
    kind: OccupationKind
    group_code: str
    courses: tuple[StartingCourse, ...]


@cache
def occupation_groups(path: Path = DATA / "occupation_groups.toml") -> tuple[OccupationGroup, ...]:
    """Read the groups in the order of the public catalogue.

    Raises `DataFileError`.
    """
    table = read_toml(path)
    table.allow("group")
    groups = tuple(
        _group(entry, position) for position, entry in enumerate(table.entries("group"), start=1)
    )
    check_unique(table.place, [group.code for group in groups])
    return groups


@cache
def starting_catalogue(folder: Path = DATA) -> tuple[StartingOccupation, ...]:
    """Read every `starting_*.toml` of the folder, in the order of groups, then of codes.

    Raises `DataFileError` for a faulty file, an unknown group or a code that stands twice.
    """
    positions = {group.code: group.position for group in occupation_groups()}
    result = [_occupation(read_toml(path)) for path in sorted(folder.glob("starting_*.toml"))]
    check_unique(folder.name, [occupation.code for occupation in result])
    check_unique(folder.name, [course.code for item in result for course in item.courses])
    for occupation in result:
        if occupation.group_code not in positions:
            raise DataFileError(f"{occupation.code}: {occupation.group_code} is no group")
    return tuple(sorted(result, key=lambda item: (positions[item.group_code], item.code)))


def _group(entry: Entry, position: int) -> OccupationGroup:
    entry.allow("code", "name", "name_en")
    return OccupationGroup(entry.text("code"), entry.text("name"), entry.text("name_en"), position)


def _occupation(table: Entry) -> StartingOccupation:
    table.allow("code", "name", "name_en", "kind", "group", "course")
    code, kind = table.text("code"), table.text("kind")
    if kind not in set(OccupationKind):
        raise DataFileError(f"{table.place}: {kind} is no kind of occupation")
    courses = tuple(_course(entry, code) for entry in table.entries("course"))
    if not courses:
        raise DataFileError(f"{table.place}: has no course")
    return StartingOccupation(
        code=code,
        name=table.text("name"),
        name_en=table.text("name_en"),
        kind=OccupationKind(kind),
        group_code=table.text("group"),
        courses=courses,
    )


def _course(entry: Entry, occupation_code: str) -> StartingCourse:
    texts = ("code", "level", "name", "name_en", "summary")
    lists = ("entry_conditions", "outcomes", "to_bring")
    entry.allow(*texts, *lists, "approved_cost_dong", "module")
    level = entry.text("level")
    if level not in set(CourseLevel):
        raise DataFileError(f"{entry.place}: {level} is no course level")
    modules = tuple(_module(module) for module in entry.entries("module"))
    check_unique(entry.place, [module.code for module in modules])
    return StartingCourse(
        code=f"{occupation_code}-{entry.text('code')}",
        level=CourseLevel(level),
        name=entry.text("name"),
        name_en=entry.text("name_en"),
        summary=entry.text("summary"),
        entry_conditions=entry.texts("entry_conditions"),
        outcomes=entry.texts("outcomes"),
        to_bring=entry.texts("to_bring"),
        approved_cost_dong=entry.integer("approved_cost_dong", at_least=1),
        modules=modules,
    )


def _module(entry: Entry) -> StartingModule:
    hours = ("theory_hours", "practice_hours", "test_hours")
    entry.allow("code", "name", "name_en", *hours, "credits")
    return StartingModule(
        code=entry.text("code"),
        name=entry.text("name"),
        name_en=entry.text("name_en"),
        theory_hours=entry.integer("theory_hours"),
        practice_hours=entry.integer("practice_hours"),
        test_hours=entry.integer("test_hours"),
        credits=entry.integer("credits") if "credits" in entry.values else 0,
    )
