"""What one pays for a class, and gets for meals and the way, as the course page says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from vocational.applications.pages import fees
from vocational.applications.pages.fees import PayLine, TravelLine
from vocational.entitlements.services.estimates import ClassEstimates
from vocational.learners.rules.categories import category_of
from vocational.public_site.pages import wording
from vocational.web.formats import show_dong
from vocational.web.language import cited, localised

MOST_PAPERS = 8
SUPPORTED_WIDELY = 4
"""More categories than this share one sentence on travel without being named."""


@dataclass(frozen=True)
class PayRow:
    """Who pays and gets the same, named in one phrase; money in đồng."""

    who: str
    state_pays_dong: int
    learner_pays_dong: int
    meals_per_day_dong: int


@dataclass(frozen=True)
class Pay:
    """The whole part of the page: rows, notes, the law behind them; money in đồng.

    `others_pay_dong`: who is in none of the rows. `papers` prove the categories.
    """

    fee_dong: int
    rows: Sequence[PayRow]
    notes: Sequence[str]
    legal_bases: str
    is_unsettled: bool
    papers: Sequence[str]

    @property
    def others_pay_dong(self) -> int:
        """What everybody else pays: the fee."""
        return self.fee_dong


def pay_of(estimates: ClassEstimates) -> Pay:
    """Put the estimates of a class into words."""
    bases = fees.legal_bases(estimates)
    return Pay(
        fee_dong=estimates.terms.fee_dong,
        rows=[_row(line) for line in fees.pay_lines(estimates)],
        notes=list(_notes(estimates)),
        legal_bases="; ".join(map(cited, bases)),
        is_unsettled=fees.is_unsettled(estimates),
        papers=_papers(estimates)[:MOST_PAPERS],
    )


def _row(line: PayLine) -> PayRow:
    return PayRow(
        _named(line.codes), line.state_pays_dong, line.learner_pays_dong, line.meals_per_day_dong
    )


def _notes(estimates: ClassEstimates) -> Iterator[str]:
    days = estimates.terms.study_days
    if any(category.meals for category in estimates.categories) and days:
        yield str(_("Meals are paid for days present, about %(days)s days.", days=days))
    for line in fees.travel_lines(estimates):
        yield _travel(line)
    if estimates.categories:
        yield str(_("Everybody is supported once, at the highest level that fits."))


def _travel(line: TravelLine) -> str:
    amount = show_dong(line.amount_dong)
    if len(line.codes) > SUPPORTED_WIDELY:
        return str(
            _(
                "Travel: %(amount)s for the course when home is %(distance)s km away or more, for"
                " those who get meals.",
                amount=amount,
                distance=line.distance_km,
            )
        )
    return str(
        _(
            "Travel: %(amount)s for the course when home is %(distance)s km away or more: %(who)s.",
            amount=amount,
            distance=line.distance_km,
            who=wording.inside(_named(line.codes)),
        )
    )


def _named(codes: Sequence[str]) -> str:
    result = [category for code in codes if (category := category_of(code)) is not None]
    names = [localised(item.name, item.name_en) for item in result]
    return ", ".join([names[0], *(_small(name) for name in names[1:])]) if names else ""


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _papers(estimates: ClassEstimates) -> list[str]:
    categories = [category_of(category.code) for category in estimates.categories]
    return [
        _small(localised(item.papers[0].name, item.papers[0].name_en))
        for item in categories
        if item is not None and item.papers
    ]
