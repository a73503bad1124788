"""Cases and assessments in the JSON of `vocational entitlement assess`, to answer and to keep.

Money is whole đồng, days are ISO 8601, distances kilometres.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from vocational.entitlements.rules.cases import Attribute, Case, PriorSupport
from vocational.entitlements.rules.outcomes import (
    Assessment,
    Refusal,
    RefusalCode,
    SupportLine,
    SupportWarning,
    WarningCode,
)
from vocational.law.parameters import Certainty, Provision
from vocational.law.support import SupportKind
from vocational.learners.rules.counting import CategoryEntry

Json = dict[str, object]


def inputs_of(case: Case, level: str) -> Json:
    """Write what decided: the input that gives the same answer again, by the same law."""
    return {
        "scheme": case.scheme.value,
        "starts_on": case.starts_on.isoformat(),
        "course": {"level": level, "approved_cost_dong": case.approved_cost_dong},
        "learner": _learner(case),
        "days_present": case.days_present,
    }


def outcome_of(assessment: Assessment) -> Json:
    """Write the answer."""
    return {
        "lines": [_line(line) for line in assessment.lines],
        "total_dong": assessment.total_dong,
        "category": assessment.category,
        "refusals": [_refusal(refusal) for refusal in assessment.refusals],
        "warnings": [_warning(warning) for warning in assessment.warnings],
    }


def rules_of(assessment: Assessment) -> list[Json]:
    """Write every figure that the answer rests on, once, with what says so."""
    return [_rule(rule) for rule in dict.fromkeys(_deciding(assessment))]


def _deciding(assessment: Assessment) -> Iterable[Provision]:
    yield from (line.rule for line in assessment.lines)
    yield from (refusal.rule for refusal in assessment.refusals)
    yield from (warning.rule for warning in assessment.warnings if warning.rule is not None)


def _learner(case: Case) -> Json:
    person = case.learner
    written: Json = {
        "sex": person.sex.value,
        "birth_date": person.birth_date.isoformat(),
        "categories": [_entry(entry) for entry in person.categories],
        "supported_before": [_prior(prior) for prior in person.supported_before],
        **{item.value: item in person.attributes for item in Attribute},
    }
    if person.distance_km is not None:
        written["distance_km"] = float(person.distance_km)
    if person.card_issued_on is not None:
        written["card_issued_on"] = person.card_issued_on.isoformat()
    if person.months_worked:
        written["months_worked"] = int(person.months_worked)
    return written


def _entry(entry: CategoryEntry) -> Json:
    return {
        "code": entry.code,
        "valid_from": entry.valid_from.isoformat() if entry.valid_from else None,
        "valid_to": entry.valid_to.isoformat() if entry.valid_to else None,
        "evidence": entry.has_evidence,
    }


def _prior(prior: PriorSupport) -> Json:
    return {
        "on": prior.on.isoformat(),
        "scheme": prior.scheme,
        "job_lost_certified": prior.job_lost_certified,
    }


def _rule(rule: Provision) -> Json:
    return {
        "key": rule.key,
        "rule": rule.rule_id,
        "value": f"{rule.value:f}",
        "unit": rule.unit,
        "legal_basis": rule.legal_basis,
        "status": rule.certainty.value,
        "effective_from": rule.effective_from.isoformat(),
        "effective_to": rule.effective_to.isoformat() if rule.effective_to else None,
        "local_source": rule.local_source,
    }


def _line(line: SupportLine) -> Json:
    return {
        "kind": line.kind.value,
        "amount_dong": line.amount_dong,
        "category": line.category,
        "rule": line.rule.rule_id,
        "legal_basis": line.rule.legal_basis,
        "status": line.rule.certainty.value,
    }


def _refusal(refusal: Refusal) -> Json:
    return {
        "code": refusal.code.value,
        "rule": refusal.rule.rule_id,
        "legal_basis": refusal.rule.legal_basis,
    }


def _warning(warning: SupportWarning) -> Json:
    """Name the category or, for an unsettled rule, the rule; an age warning stands alone."""
    answer: Json = {"code": warning.code.value}
    if warning.category is not None:
        answer["category"] = warning.category
    if warning.code is WarningCode.UNSETTLED_RULE and warning.rule is not None:
        answer["rule"] = warning.rule.rule_id
    return answer


def assessment_of(outcome: Mapping[str, Any], rules: Sequence[Mapping[str, Any]]) -> Assessment:
    """Read a kept answer with the figures kept beside it, to say it in words again."""
    by_id = {str(rule["rule"]): _kept_rule(rule) for rule in rules}
    return Assessment(
        lines=tuple(
            SupportLine(
                SupportKind(item["kind"]),
                item["amount_dong"],
                item["category"],
                by_id[item["rule"]],
            )
            for item in outcome["lines"]
        ),
        refusals=tuple(
            Refusal(RefusalCode(item["code"]), by_id[item["rule"]]) for item in outcome["refusals"]
        ),
        warnings=tuple(_kept_warning(item, by_id) for item in outcome["warnings"]),
    )


def _kept_warning(warning: Mapping[str, Any], by_id: Mapping[str, Provision]) -> SupportWarning:
    """A warning of age names no rule in the answer: its figure is that of an upper age."""
    code = WarningCode(warning["code"])
    rule = by_id.get(str(warning.get("rule")))
    if code is WarningCode.OVER_AGE:
        rule = next((item for item in by_id.values() if item.key.startswith("age.max")), None)
    return SupportWarning(code, warning.get("category"), rule)


def _kept_rule(rule: Mapping[str, Any]) -> Provision:
    ends_on = rule["effective_to"]
    return Provision(
        key=rule["key"],
        rule_id=rule["rule"],
        unit=rule["unit"],
        value=Decimal(rule["value"]),
        legal_basis=rule["legal_basis"],
        certainty=Certainty(rule["status"]),
        effective_from=date.fromisoformat(rule["effective_from"]),
        effective_to=date.fromisoformat(ends_on) if ends_on else None,
        local_source=rule["local_source"],
    )
