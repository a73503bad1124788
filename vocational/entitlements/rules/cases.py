"""What is asked: one learner in one class under one scheme.

Money is whole đồng, distance kilometres, days are full study days.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from vocational.law.support import Scheme
from vocational.learners.rules.counting import CategoryEntry
from vocational.shared.sex import Sex


class Attribute(StrEnum):
    """Facts beside categories that rules read."""

    EXTREMELY_DIFFICULT_AREA = "extremely_difficult_area"
    DIFFICULT_AREA = "difficult_area"
    POLICY_VESSEL_400CV = "policy_vessel_400cv"
    BLIND = "blind"


@dataclass(frozen=True)
class PriorSupport:
    """Support that the person had before; `job_lost_certified` by the commune afterwards."""

    on: date
    scheme: str
    job_lost_certified: bool = False


@dataclass(frozen=True)
class EarlierSupport:
    """The same as it is told to others: day, scheme; where only with the person's consent."""

    on: date
    scheme: Scheme
    where: str = ""


@dataclass(frozen=True)
class Beneficiary:
    """The learner as the rules see him; a birth year alone is 1 January of it.

    `distance_km` from home to the place of training, None when nobody measured it.
    `card_issued_on` is for NĐ 61/2015, `months_worked` for TT 52/2023.
    """

    sex: Sex
    birth_date: date
    categories: tuple[CategoryEntry, ...] = ()
    attributes: frozenset[Attribute] = frozenset()
    distance_km: Decimal | None = None
    supported_before: tuple[PriorSupport, ...] = ()
    card_issued_on: date | None = None
    months_worked: Decimal = Decimal(0)


@dataclass(frozen=True)
class Case:
    """One question: what is due under the scheme to this learner for this class."""

    scheme: Scheme
    starts_on: date
    approved_cost_dong: int
    learner: Beneficiary
    days_present: int

    @property
    def attributes(self) -> frozenset[Attribute]:
        """Give the attributes; an extremely difficult area is also a difficult one."""
        held = self.learner.attributes
        if Attribute.EXTREMELY_DIFFICULT_AREA in held:
            return held | {Attribute.DIFFICULT_AREA}
        return held
