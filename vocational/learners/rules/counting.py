"""Which priority categories count on a day: in force and proved. Pure.

Entitlements and admission judge alike: both ask here. First and last days are inclusive.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vocational.learners.rules.categories import Evidence, category_of


@dataclass(frozen=True)
class CategoryEntry:
    """One claim of a category; a day that is None is open, evidence is the paper handed in."""

    code: str
    valid_from: date | None = None
    valid_to: date | None = None
    has_evidence: bool = False


@dataclass(frozen=True, order=True)
class IgnoredCategory:
    """A category that does not count, and the code of the reason."""

    code: str
    reason: str


@dataclass(frozen=True)
class Counting:
    """The entries that count, by category, and what was ignored: both whatever their order.

    A category of which one entry counts is not ignored.
    """

    entries: Mapping[str, tuple[CategoryEntry, ...]]
    ignored: tuple[IgnoredCategory, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Give the categories that count."""
        return frozenset(self.entries)


def entry_of(evidence: Evidence) -> CategoryEntry:
    """Give the paper of a learner on file as it counts: numbered, and its original seen.

    A derived category, such as `rural_worker`, needs no paper: its fact is the proof.
    """
    category = category_of(evidence.category_code)
    is_derived = category is not None and category.is_derived
    is_seen = bool(evidence.paper_number) and evidence.original_seen
    return CategoryEntry(
        code=evidence.category_code,
        valid_from=evidence.valid_from,
        valid_to=evidence.valid_to,
        has_evidence=is_derived or is_seen,
    )


Objection = Callable[[CategoryEntry, date], str | None]

EVIDENCE_NOT_YET_VALID = "evidence_not_yet_valid"
EVIDENCE_EXPIRED = "evidence_expired"
EVIDENCE_MISSING = "evidence_missing"


def counting_on(
    on: date,
    entries: Iterable[CategoryEntry],
    *,
    without_paper: Collection[str] = (),
    objection: Objection | None = None,
) -> Counting:
    """Divide claims into those that count on a day and those that are ignored.

    Dates are judged first, then the paper (never asked of `without_paper`), then the scheme's
    own `objection`, which answers with the code of its reason or None.
    """
    counted: dict[str, tuple[CategoryEntry, ...]] = {}
    ignored: list[IgnoredCategory] = []
    for entry in entries:
        reason = _fault(entry, on, without_paper)
        if reason is None and objection is not None:
            reason = objection(entry, on)
        if reason is None:
            counted[entry.code] = (*counted.get(entry.code, ()), entry)
        else:
            ignored.append(IgnoredCategory(entry.code, reason))
    left = {item for item in ignored if item.code not in counted} if ignored else ()
    return Counting(counted, tuple(sorted(left)))


def _fault(entry: CategoryEntry, on: date, without_paper: Collection[str]) -> str | None:
    if entry.valid_from is not None and on < entry.valid_from:
        return EVIDENCE_NOT_YET_VALID
    if entry.valid_to is not None and on > entry.valid_to:
        return EVIDENCE_EXPIRED
    if not entry.has_evidence and entry.code not in without_paper:
        return EVIDENCE_MISSING
    return None
