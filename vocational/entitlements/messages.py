"""What schemes and allowances are called, and why support is due or not, in words."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vocational.entitlements.rules.cases import Attribute, EarlierSupport
from vocational.entitlements.rules.explain import Verdict, VerdictCode
from vocational.entitlements.rules.outcomes import (
    Refusal,
    RefusalCode,
    SupportWarning,
    WarningCode,
)
from vocational.law.parameters import Provision
from vocational.law.support import SupportKind
from vocational.learners.rules.categories import category_of
from vocational.web import messages
from vocational.web.formats import show_date
from vocational.web.labels import register_labels
from vocational.web.language import cited, localised

KIND_NAMES = register_labels(
    {
        SupportKind.TRAINING_COST: _l("Training cost"),
        SupportKind.MEALS: _l("Meals"),
        SupportKind.TRAVEL: _l("Travel"),
    }
)

ATTRIBUTE_NAMES = register_labels(
    {
        Attribute.EXTREMELY_DIFFICULT_AREA: _l(
            "lives in an extremely difficult commune or village"
        ),
        Attribute.DIFFICULT_AREA: _l("lives in a difficult area"),
        Attribute.POLICY_VESSEL_400CV: _l("learns to work on a policy vessel of 400 CV or more"),
        Attribute.BLIND: _l("blind"),
    }
)

_PREFIX = "entitlements"

messages.register(
    {
        "entitlements.answered": _l("Somebody has answered this request already. Reload the page."),
        "entitlements.distance": _l("The distance lies between 0 and %(most)s km."),
        "entitlements.months": _l("Between 0 and %(most)s months."),
        "entitlements.more_days_than_sessions": _l(
            "%(days)s days present are more than the %(sessions)s days with sessions."
        ),
        "entitlements.no_scheme": _l(
            "The class names no scheme of support. Choose it on the page of the class first."
        ),
        "entitlements.nothing_to_pass_over": _l(
            "No earlier support of this person is known: there is nothing to pass over."
        ),
        "entitlements.reason": _l("Write why support is given again."),
        "entitlements.same_person": _l(
            "The person who asked does not approve: a second person is needed."
        ),
        "entitlements.supported_meanwhile": _l(
            "%(name)s was supported elsewhere since this was decided. Decide the support again."
        ),
        "entitlements.state": _l(
            "Support is decided while the class is open, running or finished."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.UNDER_AGE}": _l(
            "Younger than %(value)s on the first day of the class."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.SUPPORTED_BEFORE}": _l(
            "Supported before. Support is given again only when the commune certifies that the"
            " job was lost."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.SUPPORTED_TOO_OFTEN}": _l(
            "Supported more than %(value)s times before."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.WINDOW_PASSED}": _l(
            "The decision is older than %(value)s months on the first day of the class."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.CARD_MISSING}": _l(
            "There is no training card issued by the first day of the class."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.CARD_EXPIRED}": _l(
            "The training card is older than %(value)s months on the first day of the class."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.TOO_FEW_MONTHS}": _l(
            "Fewer than %(value)s months of work in the firm."
        ),
        f"{_PREFIX}.refusal.{RefusalCode.NOT_IN_FORCE}": _l(
            "Not in force on the first day of the class (in force from %(starts_on)s)."
        ),
        f"{_PREFIX}.refusal.ended": _l(
            "Not in force on the first day of the class (ended on %(ends_on)s)."
        ),
        f"{_PREFIX}.warning.{WarningCode.EVIDENCE_EXPIRED}": _l(
            "%(category)s: the paper has expired by the first day of the class."
        ),
        f"{_PREFIX}.warning.{WarningCode.EVIDENCE_NOT_YET_VALID}": _l(
            "%(category)s: the paper is not yet valid on the first day of the class."
        ),
        f"{_PREFIX}.warning.{WarningCode.EVIDENCE_MISSING}": _l(
            "%(category)s: the paper is missing."
        ),
        f"{_PREFIX}.warning.{WarningCode.WINDOW_PASSED}": _l(
            "%(category)s: too long ago to count."
        ),
        f"{_PREFIX}.warning.{WarningCode.OVER_AGE}": _l(
            "Older than %(value)s. Whether support is due at that age is contested."
        ),
        f"{_PREFIX}.warning.{WarningCode.UNSETTLED_RULE}": _l(
            "%(legal_basis)s is not settled on this point; check before paying."
        ),
        f"{_PREFIX}.verdict.{VerdictCode.PAID}": _l("Paid for: %(category)s."),
        f"{_PREFIX}.verdict.{VerdictCode.NOT_IN_FORCE}": _l("Not in force on that day."),
        f"{_PREFIX}.verdict.{VerdictCode.NOT_IN_GROUP}": _l("Not of this group."),
        f"{_PREFIX}.verdict.{VerdictCode.PAPER_NOT_IN_ORDER}": _l(
            "%(category)s does not count: its paper is missing or out of date."
        ),
        f"{_PREFIX}.verdict.{VerdictCode.ATTRIBUTE_ABSENT}": _l(
            "The area or vessel that this level needs is not recorded."
        ),
        f"{_PREFIX}.verdict.{VerdictCode.NO_DAYS}": _l("No full day present yet."),
        f"{_PREFIX}.verdict.{VerdictCode.DISTANCE_UNKNOWN}": _l(
            "The distance from home is not recorded."
        ),
        f"{_PREFIX}.verdict.{VerdictCode.TOO_NEAR}": _l("Home is nearer than %(distance_km)s km."),
        f"{_PREFIX}.verdict.{VerdictCode.REFUSED}": _l("Not paid because support is refused."),
        f"{_PREFIX}.verdict.{VerdictCode.BETTER_RULE}": _l(
            "Not paid beside a better level: %(legal_basis)s."
        ),
        f"{_PREFIX}.verdict.{VerdictCode.NOTHING_LEFT}": _l("Nothing is left to pay here."),
    }
)


def refusal_sentence(refusal: Refusal, starts_on: date) -> str:
    """Say why nothing is due in a class that begins on a day."""
    rule = refusal.rule
    has_ended = rule.effective_to is not None and rule.effective_to < starts_on
    is_over = refusal.code is RefusalCode.NOT_IN_FORCE and has_ended
    code = "ended" if is_over else refusal.code.value
    return messages.sentence(f"{_PREFIX}.refusal.{code}", _of_rule(rule))


def warning_sentence(warning: SupportWarning) -> str:
    """Say what a person should look at."""
    params = _of_rule(warning.rule) if warning.rule is not None else {}
    category = category_name(warning.category)
    return messages.sentence(f"{_PREFIX}.warning.{warning.code}", {**params, "category": category})


def verdict_sentence(verdict: Verdict) -> str:
    """Say what became of one rule."""
    better = verdict.better or verdict.rule
    params = {**_of_rule(better), "distance_km": verdict.distance_km}
    category = category_name(verdict.category)
    return messages.sentence(f"{_PREFIX}.verdict.{verdict.code}", {**params, "category": category})


def category_name(code: str | None) -> str:
    """Name a category in the reader's language; a code without a name as it is."""
    category = category_of(code) if code is not None else None
    if category is None:
        return code or ""
    return localised(category.name, category.name_en)


def legal_basis(rule: Provision) -> str:
    """Cite the source of a rule as papers in the reader's language do, an own figure's too."""
    source = cited(rule.legal_basis)
    return f"{source}; {rule.local_source}" if rule.local_source else source


def earlier_sentences(earlier: Iterable[EarlierSupport]) -> list[str]:
    """Say of each earlier support the day and the scheme; where only if it may be told."""
    return [
        str(_("%(day)s, %(scheme)s", day=show_date(item.on), scheme=item.scheme.citation))
        + (f" ({item.where})" if item.where else "")
        for item in earlier
    ]


def _of_rule(rule: Provision) -> Mapping[str, object]:
    """Give what sentences name of a rule."""
    return {
        "value": rule.value,
        "starts_on": rule.effective_from,
        "ends_on": rule.effective_to,
        "legal_basis": legal_basis(rule),
    }
