"""Priority categories of learners and the papers that prove them, as shipped data.

Units: a position counts from 1; dates are calendar days, both ends inclusive.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from vocational.shared.data_files import DataFileError, Entry, check_unique, read_toml

DATA = Path(__file__).parent / "data"


class PriorityCategory(StrEnum):
    """The legal groups of learners; the codes are stable in data, API and files."""

    DISABILITY = "disability"
    POOR_HOUSEHOLD = "poor_household"
    NEAR_POOR_HOUSEHOLD = "near_poor_household"
    ETHNIC_MINORITY = "ethnic_minority"
    MERIT = "merit"
    LAND_RECOVERED = "land_recovered"
    WOMAN_JOB_LOST = "woman_job_lost"
    FISHER = "fisher"
    DISCHARGED_SOLDIER = "discharged_soldier"
    DISCHARGED_POLICE = "discharged_police"
    YOUTH_VOLUNTEER = "youth_volunteer"
    EX_PRISONER = "ex_prisoner"
    SME_WORKER = "sme_worker"
    INDUSTRIAL_ZONE_WORKER = "industrial_zone_worker"
    LOWER_SECONDARY_LEAVER = "lower_secondary_leaver"
    OLDER_WORKER = "older_worker"
    RURAL_WORKER = "rural_worker"
    WOMAN = "woman"


class PaperEnd(StrEnum):
    """Until when a paper proves its category."""

    YEAR_END = "year_end"
    PRINTED = "printed"
    NONE = "none"


@dataclass(frozen=True)
class PaperKind:
    """A kind of paper that proves a category, and who usually issues it."""

    kind: str
    name: str
    name_en: str
    issuer: str
    ends: PaperEnd

    @property
    def is_dated(self) -> bool:
        """Tell whether the form must ask for a last day."""
        return self.ends is not PaperEnd.NONE


@dataclass(frozen=True)
class CategoryDefinition:
    """One priority category as forms show it.

    A `derived` one follows from other facts of the learner and is never ticked; it has no
    papers. A `sensitive` one is masked, and looking at it is logged.
    """

    code: str
    name: str
    name_en: str
    help: str
    help_en: str
    position: int
    is_common: bool
    is_derived: bool
    is_sensitive: bool
    papers: tuple[PaperKind, ...]


@cache
def categories(path: Path = DATA / "categories.toml") -> tuple[CategoryDefinition, ...]:
    """Read every priority category, in the order of the counter.

    Raises `DataFileError`, also when the file and `PriorityCategory` do not agree.
    """
    table = read_toml(path)
    table.allow("category")
    found = tuple(
        _category(entry, position)
        for position, entry in enumerate(table.entries("category"), start=1)
    )
    check_unique(table.place, [category.code for category in found])
    check_unique(table.place, [paper.kind for category in found for paper in category.papers])
    missing = set(PriorityCategory) - {category.code for category in found}
    if missing:
        raise DataFileError(f"{table.place}: {', '.join(sorted(missing))} is missing")
    return found


def declared_categories() -> tuple[CategoryDefinition, ...]:
    """Choose the categories that a learner declares and proves, in the order of the counter."""
    return tuple(category for category in categories() if not category.is_derived)


def category_of(code: str) -> CategoryDefinition | None:
    """Find a category by its code; None when there is none."""
    return next((category for category in categories() if category.code == code), None)


def paper_kind_of(kind: str) -> PaperKind | None:
    """Find a kind of paper by its code; None when there is none."""
    papers = (paper for category in categories() for paper in category.papers)
    return next((paper for paper in papers if paper.kind == kind), None)


def suggested_last_day(paper: PaperKind, issued_on: date) -> date | None:
    """Suggest the last day a paper holds: a yearly paper to 31 December of its year.

    None when the paper is open or carries its own date. Practice, not a text: the form lets
    the registrar change it.
    """
    if paper.ends is not PaperEnd.YEAR_END:
        return None
    return date(issued_on.year, 12, 31)


def _category(entry: Entry, position: int) -> CategoryDefinition:
    labels = ("code", "name", "name_en", "help", "help_en")
    entry.allow(*labels, "common", "sensitive", "derived", "paper")
    category = CategoryDefinition(
        code=entry.text("code"),
        name=entry.text("name"),
        name_en=entry.text("name_en"),
        help=entry.text("help"),
        help_en=entry.text("help_en"),
        position=position,
        is_common=entry.flag("common"),
        is_derived=entry.flag("derived"),
        is_sensitive=entry.flag("sensitive"),
        papers=tuple(_paper(paper) for paper in entry.entries("paper")),
    )
    if category.is_derived == bool(category.papers):
        raise DataFileError(f"{entry.place}: either derived or with papers, {category.code}")
    return category


def _paper(entry: Entry) -> PaperKind:
    entry.allow("kind", "name", "name_en", "issuer", "ends")
    ends = entry.text("ends")
    if ends not in set(PaperEnd):
        raise DataFileError(f"{entry.place}: ends must be one of {', '.join(PaperEnd)}")
    return PaperKind(
        kind=entry.text("kind"),
        name=entry.text("name"),
        name_en=entry.text("name_en"),
        issuer=entry.text("issuer"),
        ends=PaperEnd(ends),
    )
