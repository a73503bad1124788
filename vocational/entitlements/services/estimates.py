"""What support would be due before anybody decides: by category, or for one person."""

from dataclasses import dataclass, field

from vocational.entitlements import queries
from vocational.entitlements.rules.estimates import CategoryEstimate, category_estimates
from vocational.entitlements.rules.terms import SupportTerms
from vocational.extensions import db
from vocational.law.parameters import NotInForce
from vocational.provisions import queries as provisions
from vocational.shared import tenancy


@dataclass(frozen=True)
class ClassEstimates:
    """The terms of a class, and what each category brings in it; empty without a scheme."""

    terms: SupportTerms
    categories: tuple[CategoryEstimate, ...] = field(default_factory=tuple)


def estimates_for_class(class_id: int) -> ClassEstimates:
    """Estimate what each category brings in a class of the institution whose scope is open.

    Raises `NoResultFound`.
    """
    return _estimates(queries.terms_of_class(class_id))


def public_estimates(class_id: int, institution_id: int) -> ClassEstimates:
    """Estimate the same for a visitor, who belongs to no institution.

    Rows loaded before leave the session: read them after. Raises `NoResultFound`.
    """
    with tenancy.institution_scope(db.session(), institution_id):
        return estimates_for_class(class_id)


def _estimates(terms: SupportTerms) -> ClassEstimates:
    if terms.scheme is None:
        return ClassEstimates(terms)
    try:
        law = provisions.scheme_law(terms.scheme, terms.starts_on)
    except NotInForce:
        return ClassEstimates(terms)
    return ClassEstimates(terms, category_estimates(law, terms))
