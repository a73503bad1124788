"""The side panel of the counter: what the person at the counter would be due, in words."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from vocational.applications.forms.counter import CounterForm
from vocational.applications.services import cards
from vocational.enrolment.queries.seats import ClassSeats
from vocational.entitlements import queries as entitlements
from vocational.entitlements.messages import (
    KIND_NAMES,
    category_name,
    earlier_sentences,
    legal_basis,
    refusal_sentence,
    verdict_sentence,
    warning_sentence,
)
from vocational.entitlements.rules.casework import PersonOnFile
from vocational.entitlements.rules.explain import VerdictCode
from vocational.entitlements.rules.outcomes import WarningCode
from vocational.entitlements.services.previews import Preview, preview
from vocational.law.support import SupportKind
from vocational.learners import queries as known
from vocational.provisions.pages import amount
from vocational.reference import queries as reference
from vocational.shared.encryption import keyring
from vocational.shared.sex import Sex
from vocational.web.formats import show_dong

_USUAL_YEARS = 30
_NOT_TOLD = (WarningCode.EVIDENCE_MISSING, WarningCode.UNSETTLED_RULE)
_WORTH_TELLING = (VerdictCode.DISTANCE_UNKNOWN, VerdictCode.TOO_NEAR)


@dataclass(frozen=True)
class SupportPreviewLine:
    """One allowance: how much, by which category, level and article."""

    label: str
    amount_dong: int
    text: str
    basis: str


@dataclass(frozen=True)
class SupportPreview:
    """All that the panel shows; `scheme` empty: the class supports nobody.

    `is_blank`: nothing is known of the person yet that support could depend on.
    `unsettled` are the articles that are not read one way; `without_papers` says what is left
    when the missing papers do not come.
    """

    class_label: str
    scheme: str
    lines: tuple[SupportPreviewLine, ...]
    learner_pays_dong: int
    fee_dong: int
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    unsettled: tuple[str, ...]
    earlier: tuple[str, ...]
    is_looked_up: bool
    papers: tuple[str, ...]
    without_papers: str
    is_blank: bool = False


def support_preview(
    form: CounterForm, chosen: ClassSeats | None, today: date
) -> SupportPreview | None:
    """Work out the panel from what stands in the form; None before a class is chosen."""
    if chosen is None:
        return None
    person_hash = _person_hash(form)
    result = preview(chosen.id, _person(form, today), person_hash)
    is_blank = person_hash is None and _says_nothing(form)
    return replace(_panel(chosen.label, result, person_hash), is_blank=is_blank)


def _says_nothing(form: CounterForm) -> bool:
    told = (form.full_name.data, form.birth_date.data, form.sex.data, form.commune_code.data)
    return not any(told) and not any(paper.ticked.data for paper in form.papers)


def _person(form: CounterForm, today: date) -> PersonOnFile:
    """Read the person; a field still empty counts as of a usual grown-up."""
    born = form.birth_date.data
    commune = reference.commune(form.commune_code.data or "") if form.commune_code.data else None
    return PersonOnFile(
        sex=Sex(form.sex.data) if form.sex.data in set(Sex) else Sex.MALE,
        birth_date=born.counts_as() if born else date(today.year - _USUAL_YEARS, 1, 1),
        lives_in_rural_commune=commune is not None and commune.is_rural,
        papers=tuple(paper.claim.evidence for paper in form.papers if paper.ticked.data),
    )


def _person_hash(form: CounterForm) -> str | None:
    number = "".join(cards.number_in(form.citizen_number.data or "").split())
    if number:
        return keyring().fingerprint(number)
    if form.known_id is None:
        return None
    return known.learner(form.known_id).citizen_number_hash


def _earlier(person_hash: str | None) -> list[str]:
    if person_hash is None:
        return []
    return earlier_sentences(
        entitlements.disclosed_prior_support([person_hash]).get(person_hash, ())
    )


def _panel(label: str, result: Preview, person_hash: str | None) -> SupportPreview:
    promised, starts_on = result.promised, result.terms.starts_on
    deciding = [line.rule for line in promised.lines] + [
        refusal.rule for refusal in promised.refusals
    ]
    unsettled = dict.fromkeys(legal_basis(rule) for rule in deciding if rule.is_unsettled)
    return SupportPreview(
        class_label=label,
        scheme=result.terms.scheme.citation if result.terms.scheme else "",
        lines=tuple(_lines(result)),
        learner_pays_dong=result.learner_pays(promised),
        fee_dong=result.terms.fee_dong,
        refusals=tuple(refusal_sentence(refusal, starts_on) for refusal in promised.refusals),
        warnings=tuple(
            warning_sentence(warning)
            for warning in promised.warnings
            if warning.code not in _NOT_TOLD
        ),
        unsettled=tuple(unsettled),
        earlier=tuple(_earlier(person_hash)),
        is_looked_up=person_hash is not None,
        papers=tuple(category_name(code) for code in result.papers_to_bring),
        without_papers=_without_papers(result),
    )


def _lines(result: Preview) -> list[SupportPreviewLine]:
    """Give every allowance of the scheme: what is due, or why nothing is worth a word."""
    shown = []
    for line in result.promised.lines:
        text = f"{category_name(line.category)}: {amount(line.rule.value, line.rule.unit)}"
        if line.kind is SupportKind.MEALS:
            text = _(
                "%(rate)s, for %(days)s planned days",
                rate=text,
                days=result.terms.study_days,
            )
        shown.append(
            SupportPreviewLine(
                str(KIND_NAMES[line.kind]), line.amount_dong, text, legal_basis(line.rule)
            )
        )
    paid = {line.kind for line in result.promised.lines}
    for verdict in result.verdicts:
        kind = SupportKind(verdict.rule.kind)
        if kind not in paid and verdict.code in _WORTH_TELLING:
            paid.add(kind)
            text = verdict_sentence(verdict)
            shown.append(
                SupportPreviewLine(str(KIND_NAMES[kind]), 0, text, legal_basis(verdict.rule))
            )
    return shown


def _without_papers(result: Preview) -> str:
    if not result.papers_to_bring or result.so_far.total_dong == result.promised.total_dong:
        return ""
    return str(_("Without it: %(total)s.", total=show_dong(result.so_far.total_dong)))
