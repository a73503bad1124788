"""Read the rows of a file as the forms read one person: every fault by row and column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ParamSpec, TypeVar

from vocational.applications.rules import intake
from vocational.communes.rules.columns import CATEGORY_SIGN
from vocational.communes.rules.sheet_contents import SheetRow
from vocational.learners.rules import categories as rules
from vocational.learners.rules.categories import CategoryDefinition, PaperKind
from vocational.learners.services.claims import Claim, field_prefix
from vocational.learners.services.persons import LearnerEntry
from vocational.reference import queries as reference
from vocational.reference.services.choosing import chosen_commune
from vocational.shared import citizen_number
from vocational.shared.citizen_number import CitizenNumber
from vocational.shared.dates import BirthDate, parse_birth_date, parse_date
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line
from vocational.shared.person_names import clean_name
from vocational.shared.phone_numbers import parse_phone
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

SEXES = {fold(sex.on_papers): sex for sex in Sex}
YES = frozenset({"x", "co", "1", "yes"})
MOBILE_DIGITS = 9
"""What is left of a mobile number when a spreadsheet has dropped its leading zero."""
FEWEST_WITHOUT_ZEROS = 9
"""A citizen number that lost its leading zeros has at least so many digits left."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell: its row, column and the refusal."""

    row: int
    column: str
    violation: RuleViolation


@dataclass(frozen=True)
class SheetPerson:
    """One person of a file, as the forms would give it."""

    row: int
    entry: LearnerEntry
    number_hash: str
    cannot_read: bool


@dataclass
class Lists:
    """What texts in cells are looked for in, read once for a file."""

    schooling: Mapping[str, str]
    ethnic_groups: Mapping[str, str]
    categories: Mapping[str, CategoryDefinition]
    communes: dict[str, str | RuleViolation] = field(default_factory=dict)


def lists() -> Lists:
    """Read what texts in cells are looked for in."""
    levels = reference.schooling_levels()
    return Lists(
        schooling={fold(name): level.code for level in levels for name in (level.name, level.code)},
        ethnic_groups={fold(name): name for name in reference.ethnic_group_names()},
        categories={
            fold(declared_category.name): declared_category
            for declared_category in rules.declared_categories()
        },
    )


class RowReader:
    """Reads one row; what cannot be read is noted and the rest is read all the same."""

    def __init__(self, row: SheetRow, lists: Lists, starts_on: date, on: date) -> None:
        self.row = row
        self.lists = lists
        self.starts_on = starts_on
        self.on = on
        self.faults: list[Fault] = []

    def person(self) -> SheetPerson | None:
        """Read the person; None when something is wrong."""
        name = self._tried("full_name", clean_name, self._cell("full_name"))
        born = self._tried("birth_date", self._birth_date)
        sex = self._tried("sex", self._chosen, SEXES, "sex")
        number = self._tried("citizen_number", _number, self._cell("citizen_number"))
        if born and sex and number:
            self._tried("citizen_number", _check_agrees, number, sex, born)
        phone = self._tried("phone", parse_phone, _with_zero(self._cell("phone")))
        commune = self._tried("commune", self._commune)
        hamlet = self._tried("hamlet", clean_line, self._cell("hamlet"), 120, "hamlet")
        birth_place = self._tried(
            "birth_place", clean_line, self._cell("birth_place"), 120, "birth_place"
        )
        level = self._tried("schooling_code", self._chosen, self.lists.schooling, "schooling_code")
        group = self._tried("ethnic_group", self._chosen, self.lists.ethnic_groups, "ethnic_group")
        claims = tuple(self._claims())
        if not (name and born and sex and number and phone and commune and level and group):
            return None
        if self.faults:
            return None
        entry = LearnerEntry(
            on=self.on,
            full_name=name,
            birth_date=born,
            sex=sex,
            citizen_number=number,
            birth_place=birth_place or "",
            phone=phone,
            commune_code=commune,
            hamlet=hamlet or "",
            ethnic_group=group,
            schooling_code=level,
            claims=claims,
        )
        cannot_read = fold(self._cell("cannot_read")) in YES
        return SheetPerson(self.row.number, entry, number.fingerprint, cannot_read)

    def _cell(self, key: str) -> str:
        return self.row.cells.get(key, "")

    def _tried(
        self,
        column: str,
        act: Callable[Parameters, Answer],
        *args: Parameters.args,
        **kwargs: Parameters.kwargs,
    ) -> Answer | None:
        try:
            return act(*args, **kwargs)
        except RuleViolation as violation:
            self.faults.append(Fault(self.row.number, column, violation))
            return None

    def _birth_date(self) -> BirthDate:
        text = self._cell("birth_date")
        if not text:
            raise RuleViolation("required")
        born = parse_birth_date(text)
        rules.check_born(born, self.on)
        intake.check_age(born.counts_as(), self.starts_on)
        return born

    def _chosen(self, offered: Mapping[str, Answer], key: str) -> Answer:
        text = self._cell(key)
        if not text:
            raise RuleViolation("required")
        match = offered.get(fold(text))
        if match is None:
            raise RuleViolation("sheet.not_in_list", text=text)
        return match

    def _commune(self) -> str:
        text = self._cell("commune")
        if not text:
            raise RuleViolation("required")
        if text not in self.lists.communes:
            self.lists.communes[text] = _commune_code(text)
        communes = self.lists.communes[text]
        if isinstance(communes, RuleViolation):
            raise communes
        return communes

    def _claims(self) -> Iterator[Claim]:
        """The paper columns belong to the first category that is named."""
        texts = [part.strip() for part in self._cell("categories").split(CATEGORY_SIGN)]
        seen: list[str] = []
        for place, text in enumerate(text for text in texts if text):
            category = self.lists.categories.get(fold(text))
            if category is None or category.code in seen:
                code = "sheet.not_in_list" if category is None else "sheet.category_twice"
                violation = RuleViolation(code, text=text)
                self.faults.append(Fault(self.row.number, "categories", violation))
                continue
            seen.append(category.code)
            claim = self._claim(category) if place == 0 else Claim(category.code, "")
            if claim is not None:
                yield claim

    def _claim(self, category: CategoryDefinition) -> Claim | None:
        before = len(self.faults)
        kind = self._tried("paper_kind", self._paper_kind, category.papers)
        number = self._tried("paper_number", clean_line, self._cell("paper_number"), 60, "")
        issuer = self._tried("issuer", clean_line, self._cell("issuer"), 120, "")
        first = self._tried("valid_from", self._day, "valid_from")
        last = self._tried("valid_to", self._day, "valid_to")
        if len(self.faults) > before:
            return None
        claim = Claim(category.code, kind or "", number or "", issuer or "", first, last)
        try:
            if claim.paper_kind:
                rules.check_evidence(claim.evidence, (), claim.field)
        except RuleViolation as violation:
            column = (violation.field or "").removeprefix(field_prefix(category.code))
            self.faults.append(Fault(self.row.number, column, violation))
        return claim

    def _paper_kind(self, papers: Sequence[PaperKind]) -> str:
        """A number without a kind is that of the usual paper; neither is none yet."""
        text = self._cell("paper_kind")
        if not text:
            return papers[0].kind if self._cell("paper_number") else ""
        match = next((paper.kind for paper in papers if fold(paper.name) == fold(text)), None)
        if match is None:
            raise RuleViolation("sheet.not_in_list", text=text)
        return match

    def _day(self, key: str) -> date | None:
        text = self._cell(key)
        return parse_date(text) if text else None


def _number(text: str) -> CitizenNumber:
    """A spreadsheet that takes the number for a quantity drops its leading zeros."""
    digits = "".join(text.split())
    is_short = FEWEST_WITHOUT_ZEROS <= len(digits) < citizen_number.LENGTH
    if digits.isascii() and digits.isdigit() and is_short:
        raise RuleViolation("sheet.zeros_lost", actual=len(digits), required=citizen_number.LENGTH)
    return CitizenNumber.read(text)


def _check_agrees(number: CitizenNumber, sex: Sex, born: BirthDate) -> None:
    if citizen_number.mismatches(number.digits, sex=sex, birth_year=born.year):
        raise RuleViolation("sheet.number_contradicts")


def _with_zero(text: str) -> str:
    digits = "".join(text.split())
    is_short = len(digits) == MOBILE_DIGITS and digits.isdigit() and not digits.startswith("0")
    return f"0{digits}" if is_short else text


def _commune_code(text: str) -> str | RuleViolation:
    try:
        return chosen_commune(text).code
    except RuleViolation as violation:
        return violation
