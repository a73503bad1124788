"""The cases of learners in a class, read together: a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vocational.enrolment.models import Enrolment
from vocational.entitlements import queries
from vocational.entitlements.models import SupportFacts, SupportOverride
from vocational.entitlements.rules.cases import Attribute, Case, PriorSupport
from vocational.entitlements.rules.casework import NOTHING_KNOWN, Facts, PersonOnFile, case_of
from vocational.entitlements.rules.terms import SupportTerms
from vocational.law.support import Scheme
from vocational.learners.models import Learner


@dataclass(frozen=True)
class CaseFile:
    """A learner in a class, the case as the rules judge it, and what it was made from.

    `earlier` is what the ledger knows, also where an approved `override` passes over it.
    `facts_version` 0: no facts were entered.
    """

    enrolment: Enrolment
    case: Case
    facts: Facts
    facts_version: int
    earlier: tuple[PriorSupport, ...]
    override: SupportOverride | None

    @property
    def passes_over(self) -> bool:
        """Tell whether two people let earlier support be passed over."""
        return is_approved(self.override)


def case_files(
    people: Sequence[Enrolment],
    scheme: Scheme,
    terms: SupportTerms,
    study_days: Mapping[int, int],
) -> list[CaseFile]:
    """Make the case of everyone; `study_days` by enrolment, else those of the terms.

    The people have learner, categories and commune loaded.
    """
    ids = [person.id for person in people]
    hashes = [
        person.learner.citizen_number_hash
        for person in people
        if person.learner.citizen_number_hash
    ]
    facts, overrides = queries.facts_of(ids), queries.overrides_of(ids)
    earlier = queries.earlier_supports(hashes, ids)
    files = []
    for person in people:
        days = study_days.get(person.id, terms.study_days)
        known = tuple(earlier.get(person.learner.citizen_number_hash or "", ()))
        row, override = facts.get(person.id), overrides.get(person.id)
        of_person = facts_from(row)
        case = case_of(
            scheme,
            replace(terms, study_days=days),
            on_file(person.learner),
            of_person,
            () if is_approved(override) else known,
        )
        version = row.version if row else 0
        files.append(CaseFile(person, case, of_person, version, known, override))
    return files


def is_approved(override: SupportOverride | None) -> bool:
    """Tell whether a request to pass over earlier support was approved."""
    return override is not None and override.approved_at is not None


def on_file(learner: Learner) -> PersonOnFile:
    """Return a learner with categories and commune loaded as cases see him."""
    papers = (row.evidence for row in learner.categories if row.ended_on is None)
    return PersonOnFile(learner.sex, learner.birth_date, learner.commune.is_rural, tuple(papers))


def facts_from(row: SupportFacts | None) -> Facts:
    """Return saved facts as cases see them."""
    if row is None:
        return NOTHING_KNOWN
    return Facts(
        distance_km=row.distance_km,
        attributes=frozenset(item for item in Attribute if getattr(row, item.value)),
        does_farm_work=row.does_farm_work,
        card_issued_on=row.card_issued_on,
        months_worked=row.months_worked or 0,
        job_lost_paper=row.job_lost_paper,
    )
