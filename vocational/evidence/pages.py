"""Papers to see to before classes begin: judged, in words, filtered."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from vocational.evidence.queries import Claimant, ClaimedCategory
from vocational.learners.rules.categories import category_of, paper_kind_of
from vocational.learners.rules.proof import BestEvidence, ClassDays, EvidenceValidity, best_evidence
from vocational.shared.paging import ListRequest, Page
from vocational.shared.vietnamese_text import fold
from vocational.web.formats import show_date
from vocational.web.language import localised

VALIDITY_NAMES = {
    EvidenceValidity.MISSING: _l("paper missing"),
    EvidenceValidity.EXPIRED: _l("expired"),
    EvidenceValidity.ENDS_BEFORE: _l("expires before the class begins"),
    EvidenceValidity.NOT_YET_VALID: _l("not yet valid when the class begins"),
    EvidenceValidity.ENDING: _l("expires soon"),
}
VALIDITY_MARKS = {
    EvidenceValidity.MISSING: "miss",
    EvidenceValidity.EXPIRED: "out",
    EvidenceValidity.ENDS_BEFORE: "out",
    EvidenceValidity.NOT_YET_VALID: "soon",
    EvidenceValidity.ENDING: "soon",
}
LEARNER, APPLICANT = "learner", "applicant"


@dataclass(frozen=True)
class LackingPaper:
    """One category of one person in one class that somebody has to see to."""

    claimant: Claimant
    category: str
    paper: str
    proof: BestEvidence
    text: str

    @property
    def mark(self) -> str:
        """Return the shape that stands beside the words."""
        return VALIDITY_MARKS[self.proof.validity]

    @property
    def who(self) -> str:
        """Tell whether it is a learner or an applicant."""
        return LEARNER if self.claimant.learner_id else APPLICANT


def lacking_papers(claims: Iterable[ClaimedCategory], today: date) -> list[LackingPaper]:
    """Judge the claims by the days of their classes; what is good is left out."""
    judged = ((claim, best_evidence(claim.papers, _days(claim, today))) for claim in claims)
    return [_row(claim, proof) for claim, proof in judged if proof.is_lacking]


def wanted(rows: Iterable[LackingPaper], request: ListRequest) -> list[LackingPaper]:
    """Filter as a request says: words in the name without tone marks, `worth`, `who`, `class`."""
    words = fold(request.query).split()
    chosen = request.filters
    return [
        row
        for row in rows
        if all(word in row.claimant.folded_name for word in words)
        and chosen.get("worth", row.proof.validity) == row.proof.validity
        and chosen.get("who", row.who) == row.who
        and chosen.get("class", row.claimant.class_code) == row.claimant.class_code
    ]


def counts(rows: Iterable[LackingPaper]) -> Mapping[str, int]:
    """Count the rows of each worth and of each kind of person."""
    return Counter(value for row in rows for value in (row.proof.validity.value, row.who))


def page_of(rows: Sequence[LackingPaper], request: ListRequest) -> Page[LackingPaper]:
    """Cut one page; a page past the end gives the last."""
    size = request.per_page
    number = min(max(1, request.number), max(1, -(-len(rows) // size)))
    start = (number - 1) * size
    return Page(rows[start : start + size], len(rows), number, size)


def _days(claim: ClaimedCategory, today: date) -> ClassDays:
    return ClassDays.of(claim.claimant.starts_on, claim.claimant.ends_on, today)


def _row(claim: ClaimedCategory, proof: BestEvidence) -> LackingPaper:
    category = category_of(claim.category_code)
    kind = paper_kind_of(proof.evidence.paper_kind)
    name = localised(category.name, category.name_en) if category else claim.category_code
    paper = localised(kind.name, kind.name_en) if kind else ""
    number = proof.evidence.paper_number
    return LackingPaper(
        claimant=claim.claimant,
        category=name,
        paper=", ".join(part for part in (paper, number) if part),
        proof=proof,
        text=_words(proof, claim.claimant),
    )


def _words(proof: BestEvidence, claimant: Claimant) -> str:
    evidence = proof.evidence
    last = show_date(evidence.valid_to)
    if proof.validity is EvidenceValidity.MISSING:
        return str(_("original not seen") if evidence.paper_number else _("paper not handed in"))
    if proof.validity is EvidenceValidity.EXPIRED:
        return str(_("expired %(last)s", last=last))
    if proof.validity is EvidenceValidity.ENDS_BEFORE:
        begins = show_date(claimant.starts_on)
        return str(_("expires %(last)s, class begins %(begins)s", last=last, begins=begins))
    if proof.validity is EvidenceValidity.NOT_YET_VALID:
        return str(_("valid from %(first)s", first=show_date(evidence.valid_from)))
    if evidence.valid_to is not None and evidence.valid_to < claimant.ends_on:
        ends = show_date(claimant.ends_on)
        return str(_("expires %(last)s, class ends %(ends)s", last=last, ends=ends))
    return str(_("expires %(last)s", last=last))
