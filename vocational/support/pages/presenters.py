"""What the pages of support say in words: states, rules with their articles, what decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vocational.classes.messages import scheme_name
from vocational.entitlements import queries as entitlements
from vocational.entitlements.messages import (
    ATTRIBUTE_NAMES,
    KIND_NAMES,
    category_name,
    earlier_sentences,
    legal_basis,
    verdict_sentence,
)
from vocational.entitlements.models import EntitlementDecision
from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.explain import VerdictCode, explain, explain_by
from vocational.entitlements.services.decisions import Judge
from vocational.law.parameters import Provision
from vocational.law.support import SupportKind
from vocational.provisions.pages import amount, name_of
from vocational.support.pages.rows import Standing, SupportRow
from vocational.web.formats import show_date, show_dong, show_number

KINDS = KIND_NAMES

STANDING_NAMES = {
    Standing.DECIDED: _l("support decided"),
    Standing.CHANGED: _l("facts changed since: decide again"),
    Standing.UNDECIDED: _l("not decided yet"),
    Standing.REFUSED: _l("not supported"),
    Standing.VOID: _l("void: the class was cancelled"),
}


@dataclass(frozen=True)
class SupportLineView:
    """One amount with the category that gives it, the rule and its article."""

    kind: SupportKind
    label: str
    amount_dong: int
    category: str
    rule: str
    basis: str
    is_unsettled: bool


@dataclass(frozen=True)
class VerdictView:
    """What became of one rule of the scheme."""

    rule: str
    figure: str
    basis: str
    text: str
    is_paid: bool
    is_unsettled: bool


@dataclass(frozen=True)
class DecisionView:
    """A decision with what it rested on, in words."""

    decided_at: datetime
    decided_by: str
    total_dong: int
    is_replaced: bool
    with_override: bool
    void_reason: str
    inputs: tuple[tuple[str, str], ...]
    rules: tuple[str, ...]


def lines_of(row: SupportRow) -> list[SupportLineView]:
    """Say what is due, by which rule and article."""
    return [
        SupportLineView(
            kind=line.kind,
            label=str(KIND_NAMES[line.kind]),
            amount_dong=line.amount_dong,
            category=category_name(line.category),
            rule=amount(line.rule.value, line.rule.unit),
            basis=legal_basis(line.rule),
            is_unsettled=line.rule.is_unsettled,
        )
        for line in row.assessment.lines
    ]


def verdicts_of(row: SupportRow) -> list[VerdictView]:
    """Say of every rule of the scheme why it pays or does not, as things stand on file now."""
    case = row.file.case
    law = Judge(row.file).law
    result = explain(case) if law is None else explain_by(law, case)
    return [
        VerdictView(
            rule=name_of(verdict.rule.key),
            figure=amount(verdict.rule.value, verdict.rule.unit),
            basis=legal_basis(verdict.rule),
            text=verdict_sentence(verdict),
            is_paid=verdict.code is VerdictCode.PAID,
            is_unsettled=verdict.rule.is_unsettled,
        )
        for verdict in result.verdicts
    ]


def earlier_of(row: SupportRow) -> list[str]:
    """Say what the ledger knows: day and scheme; where only if it may be told."""
    person_hash = row.enrolment.learner.citizen_number_hash
    if not row.file.earlier or person_hash is None:
        return []
    told = entitlements.disclosed_prior_support([person_hash], [row.enrolment.id])
    return earlier_sentences(told.get(person_hash, ()))


def is_unsettled(row: SupportRow) -> bool:
    """Tell whether a contested rule decided something."""
    result = row.assessment
    rules: list[Provision] = [line.rule for line in result.lines]
    rules += [refusal.rule for refusal in result.refusals]
    return any(rule.is_unsettled for rule in rules)


def decisions_of(rows: Iterable[EntitlementDecision]) -> list[DecisionView]:
    """Say what was decided, when and from what, the newest first."""
    return [
        DecisionView(
            decided_at=row.decided_at,
            decided_by=row.decided_by_name,
            total_dong=row.total_dong,
            is_replaced=row.replaced_at is not None,
            with_override=row.override_id is not None,
            void_reason=row.void_reason if row.voided_at else "",
            inputs=tuple(_inputs(row)),
            rules=tuple(
                f"{name_of(rule['key'])}: {show_number(rule['value'])}, {rule['legal_basis']}"
                for rule in row.rules
            ),
        )
        for row in rows
    ]


def _inputs(row: EntitlementDecision) -> Iterable[tuple[str, str]]:
    given, learner = row.inputs, row.inputs["learner"]
    yield _("Scheme"), scheme_name(row.scheme)
    yield _("First day"), show_date(row.starts_on)
    yield _("Approved cost"), show_dong(given["course"]["approved_cost_dong"])
    yield _("Study days"), str(row.days_present)
    yield _("Categories"), "; ".join(_entry(item) for item in learner["categories"]) or _("none")
    if learner.get("distance_km") is not None:
        yield _("Distance from home, km"), show_number(learner["distance_km"])
    held = [str(ATTRIBUTE_NAMES[item]) for item in Attribute if learner.get(item.value)]
    if held:
        yield _("Area and others"), "; ".join(held)
    if learner["supported_before"]:
        days = [show_date(date.fromisoformat(item["on"])) for item in learner["supported_before"]]
        yield _("Supported before"), ", ".join(days)


def _entry(entry: dict[str, str | bool | None]) -> str:
    name = category_name(str(entry["code"]))
    if not entry["evidence"]:
        return str(_("%(category)s, without paper", category=name))
    ends_on = entry["valid_to"]
    if not ends_on:
        return name
    last = show_date(date.fromisoformat(str(ends_on)))
    return str(_("%(category)s, to %(day)s", category=name, day=last))
