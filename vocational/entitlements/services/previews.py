"""What one person would be due in a class, before anything is saved: by the real rules."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vocational.entitlements import queries
from vocational.entitlements.rules.assess import assess, assess_by
from vocational.entitlements.rules.cases import Case, PriorSupport
from vocational.entitlements.rules.casework import PersonOnFile, case_of
from vocational.entitlements.rules.categories import counting_categories
from vocational.entitlements.rules.explain import Verdict, explain_by
from vocational.entitlements.rules.outcomes import Assessment
from vocational.entitlements.rules.terms import SupportTerms
from vocational.law.parameters import NotInForce
from vocational.law.support import Scheme, SchemeLaw
from vocational.learners.rules.counting import EVIDENCE_MISSING
from vocational.provisions import queries as provisions

_TO_COME = "…"


@dataclass(frozen=True)
class Preview:
    """What a person would be due with every paper brought, and with those seen so far.

    `papers_to_bring`: codes of the categories whose paper is still missing. `verdicts` are of
    the first. Money in đồng; both are empty in a class without a scheme.
    """

    terms: SupportTerms
    promised: Assessment = field(default_factory=Assessment)
    so_far: Assessment = field(default_factory=Assessment)
    verdicts: tuple[Verdict, ...] = ()
    papers_to_bring: tuple[str, ...] = ()
    earlier: tuple[PriorSupport, ...] = ()

    def learner_pays(self, assessment: Assessment) -> int:
        """Work out what is left of the fee after the training cost that the state pays."""
        paid = sum(line.amount_dong for line in assessment.lines if line.kind == "training_cost")
        return max(0, self.terms.fee_dong - paid)


def preview(class_id: int, person: PersonOnFile, person_hash: str | None) -> Preview:
    """Work out what a person would be due; four queries.

    `person_hash` looks the person up in the ledger; None where the number is not known.
    Raises `NoResultFound`.
    """
    terms = queries.terms_of_class(class_id)
    earlier_supports = queries.earlier_supports([person_hash]) if person_hash else {}
    earlier = tuple(earlier_supports.get(person_hash or "", ()))
    if terms.scheme is None:
        return Preview(terms, earlier=earlier)
    return _preview(terms, terms.scheme, person, earlier)


def _preview(
    terms: SupportTerms, scheme: Scheme, person: PersonOnFile, earlier: Sequence[PriorSupport]
) -> Preview:
    law = _law(scheme, terms)
    now = case_of(scheme, terms, person, earlier=earlier)
    brought = tuple(
        replace(paper, paper_number=paper.paper_number or _TO_COME, original_seen=True)
        for paper in person.papers
    )
    later = case_of(scheme, terms, replace(person, papers=brought), earlier=earlier)
    missing = () if law is None else counting_categories(law, now).ignored
    explained = None if law is None else explain_by(law, later)
    return Preview(
        terms=terms,
        promised=explained.assessment if explained else assess(later),
        so_far=_judged(law, now),
        verdicts=explained.verdicts if explained else (),
        papers_to_bring=tuple(item.code for item in missing if item.reason == EVIDENCE_MISSING),
        earlier=tuple(earlier),
    )


def _law(scheme: Scheme, terms: SupportTerms) -> SchemeLaw | None:
    try:
        return provisions.scheme_law(scheme, terms.starts_on)
    except NotInForce:
        return None


def _judged(law: SchemeLaw | None, case: Case) -> Assessment:
    return assess(case) if law is None else assess_by(law, case)
