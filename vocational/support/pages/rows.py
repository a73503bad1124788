"""The support of a class as its pages show it: what is due, why, and what to look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vocational.classes.models import TrainingClass
from vocational.classes.rules import ClassState
from vocational.enrolment.models import Enrolment
from vocational.entitlements import queries as entitlements
from vocational.entitlements.messages import (
    category_name,
    legal_basis,
    refusal_sentence,
    warning_sentence,
)
from vocational.entitlements.models import EntitlementDecision
from vocational.entitlements.rules.outcomes import Assessment, SupportWarning, WarningCode
from vocational.entitlements.rules.records import assessment_of, inputs_of, outcome_of
from vocational.entitlements.services.case_files import CaseFile, case_files
from vocational.entitlements.services.decisions import judge_of
from vocational.law.support import SupportKind
from vocational.support import queries


class Standing(StrEnum):
    """Where the support of a learner stands; the values are marks of components/status.html."""

    DECIDED = "ok"
    CHANGED = "soon"
    UNDECIDED = "miss"
    REFUSED = "out"
    VOID = "none"


@dataclass(frozen=True)
class SupportRow:
    """A learner of the class with what was decided, or what would be.

    `amounts` by allowance in đồng; `bases` the articles; `refusals` and `warnings` sentences;
    `assessment` the answer behind them.
    """

    file: CaseFile
    decision: EntitlementDecision | None
    standing: Standing
    assessment: Assessment
    category: str
    amounts: Mapping[SupportKind, int]
    bases: tuple[str, ...]
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def enrolment(self) -> Enrolment:
        """Give the learner's place."""
        return self.file.enrolment

    @property
    def total_dong(self) -> int:
        """Sum the amounts; nothing where the class was cancelled."""
        return sum(self.amounts.values())


@dataclass(frozen=True)
class SupportTotals:
    """Sums of a class in đồng, and how many learners are due, refused and undecided."""

    by_kind: Mapping[SupportKind, int]
    total_dong: int
    due: int
    refused: int
    undecided: int


def rows_of_class(row: TrainingClass) -> list[SupportRow]:
    """Return everyone who holds a place, by list number: a constant number of queries.

    A class without a scheme has no rows.
    """
    return _rows(row, entitlements.people_of_class(row.id))


def row_of(row: TrainingClass, enrolment_id: int) -> SupportRow:
    """Return one learner of a class with a scheme. Raises `LookupError`."""
    people = [
        person for person in entitlements.people_of_class(row.id) if person.id == enrolment_id
    ]
    if not people:
        raise LookupError(enrolment_id)
    return _rows(row, people)[0]


def totals_of(rows: Iterable[SupportRow]) -> SupportTotals:
    """Add up the rows."""
    kept = list(rows)
    return SupportTotals(
        by_kind={kind: sum(row.amounts.get(kind, 0) for row in kept) for kind in SupportKind},
        total_dong=sum(row.total_dong for row in kept),
        due=sum(row.total_dong > 0 for row in kept),
        refused=sum(bool(row.refusals) for row in kept),
        undecided=sum(row.standing in {Standing.UNDECIDED, Standing.CHANGED} for row in kept),
    )


def _rows(row: TrainingClass, people: Sequence[Enrolment]) -> list[SupportRow]:
    if row.support_scheme is None:
        return []
    counted = {key: days.counted for key, days in queries.study_days(row.id, people).items()}
    terms = entitlements.terms_of_class(row.id)
    files = case_files(people, row.support_scheme, terms, counted)
    read = entitlements.present_decisions
    if row.state is ClassState.CANCELLED:
        read = entitlements.voided_decisions
    decisions = read(person.id for person in people)
    judge = judge_of(files)
    level = row.course_version.level.value
    return [_row(file, judge(file.case), decisions.get(file.enrolment.id), level) for file in files]


def _row(
    file: CaseFile, live: Assessment, decision: EntitlementDecision | None, level: str
) -> SupportRow:
    result = live if decision is None else assessment_of(decision.outcome, decision.rules)
    is_void = decision is not None and decision.voided_at is not None
    lines = () if is_void else result.lines
    starts_on: date = file.case.starts_on if decision is None else decision.starts_on
    return SupportRow(
        file=file,
        decision=decision,
        standing=_standing(file, live, decision, level),
        assessment=result,
        category=category_name(result.category),
        amounts={line.kind: line.amount_dong for line in lines},
        bases=tuple(dict.fromkeys(legal_basis(line.rule) for line in result.lines)),
        refusals=tuple(refusal_sentence(refusal, starts_on) for refusal in result.refusals),
        warnings=tuple(warning_sentence(item) for item in _worth_telling(result)),
    )


def _worth_telling(assessment: Assessment) -> list[SupportWarning]:
    """The sentence on an upper age already says that it is contested."""
    ages = [warning.rule for warning in assessment.warnings if warning.code is WarningCode.OVER_AGE]
    return [
        warning
        for warning in assessment.warnings
        if warning.code is not WarningCode.UNSETTLED_RULE or warning.rule not in ages
    ]


def _standing(
    file: CaseFile, live: Assessment, decision: EntitlementDecision | None, level: str
) -> Standing:
    """What changed on file since the decision is told; a figure of law changed is not, nor are
    days missed since: meals are paid for the days present anyway.
    """
    if decision is None:
        return Standing.UNDECIDED
    if decision.voided_at is not None:
        return Standing.VOID
    case = replace(file.case, days_present=decision.days_present)
    if decision.inputs != inputs_of(case, level) and decision.outcome != outcome_of(live):
        return Standing.CHANGED
    return Standing.REFUSED if decision.outcome["refusals"] else Standing.DECIDED
