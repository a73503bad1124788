"""From what is on file of a learner in a class to the case that the rules judge. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from vocational.entitlements.rules.cases import Attribute, Beneficiary, Case, PriorSupport
from vocational.entitlements.rules.terms import SupportTerms
from vocational.law.support import Scheme
from vocational.learners.rules.categories import Evidence, PriorityCategory
from vocational.learners.rules.counting import CategoryEntry, entry_of
from vocational.shared.sex import Sex

RURAL = PriorityCategory.RURAL_WORKER.value
LAND = PriorityCategory.LAND_RECOVERED.value


@dataclass(frozen=True)
class PersonOnFile:
    """A learner as the record has him; a birth year alone is 1 January of it."""

    sex: Sex
    birth_date: date
    lives_in_rural_commune: bool
    papers: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What rules read of a person in a class beside categories; kilometres, whole months.

    `job_lost_paper` names the commune's certificate that opens the way to support again.
    """

    distance_km: Decimal | None = None
    attributes: frozenset[Attribute] = field(default_factory=frozenset)
    does_farm_work: bool = False
    card_issued_on: date | None = None
    months_worked: int = 0
    job_lost_paper: str = ""


NOTHING_KNOWN = Facts()


def case_of(
    scheme: Scheme,
    terms: SupportTerms,
    person: PersonOnFile,
    facts: Facts = NOTHING_KNOWN,
    earlier: Sequence[PriorSupport] = (),
) -> Case:
    """Put a case together; `earlier` are the supports that the ledger knows.

    What the ledger holds came before this decision even when that class begins later: the
    rules judge by days, so a later one counts as of the first day.
    """
    return Case(
        scheme=scheme,
        starts_on=terms.starts_on,
        approved_cost_dong=terms.approved_cost_dong,
        days_present=terms.study_days,
        learner=Beneficiary(
            sex=person.sex,
            birth_date=person.birth_date,
            categories=tuple(_entries(person, facts)),
            attributes=facts.attributes,
            distance_km=facts.distance_km,
            supported_before=_known_earlier(earlier, terms.starts_on, facts),
            card_issued_on=facts.card_issued_on,
            months_worked=Decimal(facts.months_worked),
        ),
    )


def _entries(person: PersonOnFile, facts: Facts) -> Iterator[CategoryEntry]:
    """Derive rural workers: who lives in a rural commune, or in a ward and works the land, or
    lost farmland there.

    Source: QĐ 1956/QĐ-TTg, QĐ 971/QĐ-TTg.
    """
    for paper in person.papers:
        entry = entry_of(paper)
        yield entry
        if entry.code == LAND:
            yield replace(entry, code=RURAL)
    if person.lives_in_rural_commune or facts.does_farm_work:
        yield CategoryEntry(RURAL, has_evidence=True)


def _known_earlier(
    earlier: Sequence[PriorSupport], starts_on: date, facts: Facts
) -> tuple[PriorSupport, ...]:
    """The certificate of a lost job concerns the latest support."""
    known = [replace(prior, on=min(prior.on, starts_on)) for prior in earlier]
    known.sort(key=lambda prior: (prior.on, prior.scheme))
    if known and facts.job_lost_paper:
        known[-1] = replace(known[-1], job_lost_certified=True)
    return tuple(known)
