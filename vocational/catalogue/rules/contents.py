"""What a course version contains, as it is typed and kept: pure values and their checks.

Times are minutes, money is whole đồng; lists are texts of one item a line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vocational.catalogue.rules.courses import CourseLevel, CourseOutline, ModuleOutline
from vocational.catalogue.rules.starting_catalogue import StartingCourse
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line, clean_note, required_line
from vocational.shared.vietnamese_text import fold

LONGEST_NAME = 160
LONGEST_CODE = 20
LONGEST_SUMMARY = 300
LONGEST_LIST = 4_000
MOST_MODULES = 60
MOST_MINUTES = 5_000 * 60
MOST_CREDITS = 200
LONGEST_SEARCH_TEXT = 640

_CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


@dataclass(frozen=True)
class ModuleContents:
    """One module as it is typed."""

    code: str
    name: str
    name_en: str = ""
    theory_minutes: int = 0
    practice_minutes: int = 0
    test_minutes: int = 0
    credits: int = 0

    @property
    def outline(self) -> ModuleOutline:
        """The module as the law's check takes it."""
        return ModuleOutline(
            code=self.code,
            theory_minutes=self.theory_minutes,
            practice_minutes=self.practice_minutes,
            test_minutes=self.test_minutes,
            credits=self.credits,
        )


@dataclass(frozen=True)
class CourseContents:
    """Everything that a draft holds."""

    name: str
    level: CourseLevel
    name_en: str = ""
    summary: str = ""
    entry_conditions: str = ""
    outcomes: str = ""
    to_bring: str = ""
    approved_cost_dong: int = 0
    modules: Sequence[ModuleContents] = ()

    @property
    def outline(self) -> CourseOutline:
        """The course as the law's check takes it."""
        return CourseOutline(self.level, tuple(module.outline for module in self.modules))


def cleaned(contents: CourseContents) -> CourseContents:
    """Return the contents in NFC, white space single, lists without empty lines.

    Raises `RuleViolation`: `required`, `too_long`, `catalogue.too_many_modules`,
    `catalogue.too_large`, `catalogue.module_code_twice`, each with the field it belongs to.
    """
    if len(contents.modules) > MOST_MODULES:
        raise RuleViolation("catalogue.too_many_modules", None, most=MOST_MODULES)
    modules = [_module(module, place) for place, module in enumerate(contents.modules)]
    _check_codes(modules)
    return replace(
        contents,
        name=required_line(contents.name, LONGEST_NAME, "name"),
        name_en=clean_line(contents.name_en, LONGEST_NAME, "name_en"),
        summary=clean_line(contents.summary, LONGEST_SUMMARY, "summary"),
        entry_conditions=_item_lines(contents.entry_conditions, "entry_conditions"),
        outcomes=_item_lines(contents.outcomes, "outcomes"),
        to_bring=_item_lines(contents.to_bring, "to_bring"),
        modules=tuple(modules),
    )


def starting_contents(course: StartingCourse) -> CourseContents:
    """Return what a course of the starting catalogue holds."""
    return CourseContents(
        name=course.name,
        name_en=course.name_en,
        level=course.level,
        summary=course.summary,
        entry_conditions="\n".join(course.entry_conditions),
        outcomes="\n".join(course.outcomes),
        to_bring="\n".join(course.to_bring),
        approved_cost_dong=course.approved_cost_dong,
        modules=tuple(
            ModuleContents(name=module.name, name_en=module.name_en, **vars(module.outline))
            for module in course.modules
        ),
    )


def code(text: str, field: str = "code") -> str:
    """Return a code in capitals.

    Raises `RuleViolation`: `required`, `too_long`, `catalogue.code` (anything but letters
    without marks, digits and single hyphens between them).
    """
    typed = required_line(text, LONGEST_CODE, field).upper()
    if not _CODE.fullmatch(typed):
        raise RuleViolation("catalogue.code", field, example="RAT-SC1")
    return typed


def course_code(institution_code: str, own_code: str) -> str:
    """Put the institution's code before a course's own, unless it stands there already."""
    prefix = f"{institution_code}-"
    return own_code if own_code.startswith(prefix) else prefix + own_code


def items(text: str) -> tuple[str, ...]:
    """Split a list of one item a line."""
    return tuple(line for line in text.splitlines() if line)


def search_text(*words: str) -> str:
    """Write what a course is found by, without tone marks and upper case."""
    return fold(" ".join(words))[:LONGEST_SEARCH_TEXT]


def _item_lines(text: str, field: str) -> str:
    return "\n".join(items(clean_note(text, LONGEST_LIST, field)))


def _module(module: ModuleContents, place: int) -> ModuleContents:
    field = f"modules-{place}"
    for kind in ("theory_minutes", "practice_minutes", "test_minutes"):
        if not 0 <= getattr(module, kind) <= MOST_MINUTES:
            raise RuleViolation("catalogue.too_large", f"{field}-{kind}")
    if not 0 <= module.credits <= MOST_CREDITS:
        raise RuleViolation("catalogue.too_large", f"{field}-credits")
    return replace(
        module,
        code=required_line(module.code, LONGEST_CODE, f"{field}-code"),
        name=required_line(module.name, LONGEST_NAME, f"{field}-name"),
        name_en=clean_line(module.name_en, LONGEST_NAME, f"{field}-name_en"),
    )


def _check_codes(modules: Sequence[ModuleContents]) -> None:
    seen: set[str] = set()
    for place, module in enumerate(modules):
        if module.code in seen:
            raise RuleViolation(
                "catalogue.module_code_twice", f"modules-{place}-code", module=module.code
            )
        seen.add(module.code)
