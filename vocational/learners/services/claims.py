"""What learners claim: priority categories with the papers that prove them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vocational.access.actor import Actor
from vocational.audit import services as audit
from vocational.extensions import db
from vocational.learners.models import EvidenceColumns, Learner, LearnerCategory
from vocational.learners.rules import categories
from vocational.learners.rules.categories import Evidence
from vocational.shared.clock import now_utc
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import clean_line


@dataclass(frozen=True)
class Claim:
    """A category as a form has it, with its paper; `row_id` when it was on file already.

    `seen_by_name` and `seen_on`: who saw the original before, where it was not who acts now.
    """

    category_code: str
    paper_kind: str
    paper_number: str = ""
    issuer: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    original_seen: bool = False
    copy_kept: bool = False
    row_id: int | None = None
    seen_by_name: str = ""
    seen_on: date | None = None

    @property
    def field(self) -> str:
        """Return the prefix of its form fields."""
        return field_prefix(self.category_code)

    @property
    def evidence(self) -> Evidence:
        """Return it as it is judged."""
        return Evidence(
            category_code=self.category_code,
            paper_kind=self.paper_kind,
            paper_number=self.paper_number,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            original_seen=self.original_seen,
        )


def field_prefix(category_code: str) -> str:
    """Return the prefix of a category's form fields."""
    return f"{category_code}-"


def current_claims(learner: Learner) -> list[LearnerCategory]:
    """Return the newest claim not ended of each category, in the order of the counter."""
    newest: dict[str, LearnerCategory] = {}
    for row in learner.categories:
        if row.ended_on is None:
            newest[row.category_code] = row
    order = [category.code for category in categories.declared_categories()]
    return sorted(newest.values(), key=lambda row: (order.index(row.category_code), row.id))


def papers_of(learner: Learner, category_code: str) -> list[Evidence]:
    """Return all papers of a category that were not ended, oldest first."""
    return [
        row.evidence
        for row in learner.categories
        if row.category_code == category_code and row.ended_on is None
    ]


def apply_claims(
    actor: Actor,
    learner: Learner,
    claims: Sequence[Claim],
    shown: Iterable[int],
    on: date,
) -> bool:
    """Bring a learner's categories to what a form says; True when anything changed.

    A claim with a row on file changes that row, unless its paper follows the older one: then
    it is added and the older one stays. Rows that were shown and are not claimed any more end
    on the day `on`. Call it inside a command.

    Raises `RuleViolation`: those of `rules.check_evidence`, `too_long`.
    """
    on_file = {row.id: row for row in learner.categories if row.ended_on is None}
    kept = {claim.row_id for claim in claims}
    changed = False
    for row_id in sorted(set(shown) - kept):
        if row_id in on_file:
            _end(actor, on_file.pop(row_id), on)
            changed = True
    for claim in claims:
        changed |= _apply(actor, learner, claim, on_file, on)
    return changed


def _apply(
    actor: Actor, learner: Learner, claim: Claim, on_file: dict[int, LearnerCategory], on: date
) -> bool:
    row = on_file.get(claim.row_id or 0)
    if row is not None and row.category_code != claim.category_code:
        raise RuleViolation("evidence.category", f"{claim.field}paper_kind")
    if row is not None and categories.is_renewal(row.evidence, claim.evidence):
        row = None
    others = [other.evidence for other in on_file.values() if other is not row]
    categories.check_evidence(claim.evidence, others, claim.field)
    if row is None:
        row = LearnerCategory(category_code=claim.category_code, created_at=now_utc())
        fill_evidence(actor, row, claim, on)
        learner.categories.append(row)
        db.session.flush()
        on_file[row.id] = row
        audit.record(actor, "learner_category.added", row, after=audit.values_of(row))
        return True
    fill_evidence(actor, row, claim, on)
    return audit.record_changes(actor, "learner_category.changed", row)


def fill_evidence(actor: Actor, row: EvidenceColumns, claim: Claim, on: date) -> None:
    """Bring a saved paper to what a form says, and keep who saw its original first.

    Raises `RuleViolation` `too_long`.
    """
    row.paper_kind = claim.paper_kind
    row.paper_number = clean_line(claim.paper_number, 60, f"{claim.field}paper_number")
    row.issuer = clean_line(claim.issuer, 120, f"{claim.field}issuer")
    row.valid_from, row.valid_to = claim.valid_from, claim.valid_to
    record_verifier(actor, row, claim, on)


def record_verifier(actor: Actor, row: EvidenceColumns, claim: Claim, on: date) -> None:
    """Keep who saw an original first, and whether a copy is kept; the public verifies nothing."""
    verifier = claim.seen_by_name or ("" if actor.is_public else actor.signature)
    if claim.original_seen and verifier and not row.seen_by_name:
        row.seen_by_name, row.seen_on = verifier, claim.seen_on or on
    if not claim.original_seen:
        row.seen_by_name, row.seen_on = "", None
    row.original_seen, row.copy_kept = claim.original_seen, claim.copy_kept


def _end(actor: Actor, row: LearnerCategory, on: date) -> None:
    row.ended_on = on
    audit.record_changes(actor, "learner_category.ended", row)
