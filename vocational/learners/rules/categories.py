"""Priority categories of learners, the papers that prove them, and how long they do.

Units: a position counts from 1; dates are calendar days, both ends inclusive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from vocational.shared import citizen_number
from vocational.shared.data_files import DataFileError, Entry, check_unique, read_toml
from vocational.shared.dates import BirthDate, format_date
from vocational.shared.errors import RuleViolation
from vocational.shared.periods import Period, check_period
from vocational.shared.sex import Sex

DATA = Path(__file__).parent.parent / "data"

EARLIER_SUPPORT_PURPOSE = "earlier_support"
"""The purpose of a consent that other institutions may be told where support was given."""

EXPIRING_DAYS = read_toml(DATA / "categories.toml").integer("expiring_days")
"""A paper that ends within so many days is named in time to renew it (practice)."""


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


class EvidenceState(StrEnum):
    """What the paper of a category is worth on a day."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class DuplicateReason(StrEnum):
    """Why a learner on file may be the person who stands there."""

    CITIZEN_NUMBER = "citizen_number"
    NAME_AND_BIRTH_DATE = "name_and_birth_date"
    NAME_AND_YEAR = "name_and_year"


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
    table.allow("category", "expiring_days")
    entries = tuple(
        _category(entry, position)
        for position, entry in enumerate(table.entries("category"), start=1)
    )
    check_unique(table.place, [category.code for category in entries])
    check_unique(table.place, [paper.kind for category in entries for paper in category.papers])
    missing = set(PriorityCategory) - {category.code for category in entries}
    if missing:
        raise DataFileError(f"{table.place}: {', '.join(sorted(missing))} is missing")
    return entries


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


@dataclass(frozen=True)
class Evidence:
    """A paper as it is judged: its kind, number and days, both inclusive, None is open."""

    category_code: str
    paper_kind: str
    paper_number: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    original_seen: bool = False

    @property
    def period(self) -> Period:
        """Give its days; open at the start counts from the first day there is."""
        return Period(self.valid_from or date.min, self.valid_to)


def evidence_state(evidence: Evidence, on: date) -> EvidenceState:
    """Judge a paper on a day: dates first, then whether it was handed in at all.

    A paper without a number, or whose original nobody saw, is missing. One whose last day is
    at most 30 days away is expiring; the last day itself still counts.
    """
    category = category_of(evidence.category_code)
    if category is not None and category.is_derived:
        return EvidenceState.NOT_NEEDED
    if evidence.valid_from is not None and on < evidence.valid_from:
        return EvidenceState.NOT_YET_VALID
    if evidence.valid_to is not None and on > evidence.valid_to:
        return EvidenceState.EXPIRED
    if not evidence.paper_number or not evidence.original_seen:
        return EvidenceState.MISSING
    soon = evidence.valid_to is not None and evidence.valid_to - on <= timedelta(EXPIRING_DAYS)
    return EvidenceState.EXPIRING if soon else EvidenceState.VALID


def check_evidence(evidence: Evidence, others: Iterable[Evidence], field: str) -> None:
    """Check one paper of a learner against its category and the learner's other papers.

    `field` is the prefix of its form fields. Raises `RuleViolation`: `evidence.category`,
    `evidence.kind`, `evidence.first_day_missing`, `evidence.last_day_missing`,
    `evidence.last_day_printed`, `period.reversed`, `evidence.overlap` (the same kind
    of paper for the same category already covers one of its days).
    """
    category = category_of(evidence.category_code)
    if category is None or category.is_derived:
        raise RuleViolation("evidence.category", f"{field}paper_kind")
    kind = next((paper for paper in category.papers if paper.kind == evidence.paper_kind), None)
    if kind is None:
        raise RuleViolation("evidence.kind", f"{field}paper_kind")
    if evidence.valid_from is not None:
        check_period(evidence.valid_from, evidence.valid_to, f"{field}valid_to")
    if evidence.paper_number:
        _check_dated(evidence, kind, field)
    _check_overlap(evidence, others, field)


def is_renewal(old: Evidence, new: Evidence) -> bool:
    """Tell whether a paper follows an older one of its category rather than corrects it."""
    if old.valid_to is None or new.valid_from is None:
        return False
    return new.valid_from > old.valid_to


def check_number(number: str, *, sex: Sex, birth_date: BirthDate, confirmed: bool) -> None:
    """Check that a citizen number agrees with sex and year of birth, or was compared.

    Raises `RuleViolation` `learners.number_contradicts` on the field `confirm_number`.
    """
    mismatches = citizen_number.mismatches(number, sex=sex, birth_year=birth_date.year)
    if mismatches and not confirmed:
        raise RuleViolation("learners.number_contradicts", "confirm_number")


def check_born(birth_date: BirthDate, on: date) -> None:
    """Refuse a date of birth after a day.

    Raises `RuleViolation` `learners.born_in_future`.
    """
    if birth_date.counts_as() > on:
        raise RuleViolation("learners.born_in_future", "birth_date")


def _check_dated(evidence: Evidence, kind: PaperKind, field: str) -> None:
    """A paper that was handed in says from when it holds, and until when unless it is open."""
    if evidence.valid_from is None:
        raise RuleViolation("evidence.first_day_missing", f"{field}valid_from")
    if evidence.valid_to is None and kind.is_dated:
        is_yearly = kind.ends is PaperEnd.YEAR_END
        code = "evidence.last_day_missing" if is_yearly else "evidence.last_day_printed"
        raise RuleViolation(code, f"{field}valid_to")


def _check_overlap(evidence: Evidence, others: Iterable[Evidence], field: str) -> None:
    for other in others:
        is_same = (other.category_code, other.paper_kind) == (
            evidence.category_code,
            evidence.paper_kind,
        )
        if is_same and other.period.overlaps(evidence.period):
            since = format_date(other.valid_from) if other.valid_from else "…"
            until = format_date(other.valid_to) if other.valid_to else "…"
            raise RuleViolation("evidence.overlap", f"{field}valid_from", first=since, last=until)


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
