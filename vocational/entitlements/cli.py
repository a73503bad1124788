"""`vocational entitlement assess`: what support is due to a learner, and by which rule."""

import re
from datetime import date
from decimal import Decimal

import click

from vocational.catalogue.rules.levels import read_level
from vocational.entitlements.rules.assess import assess as assess_case
from vocational.entitlements.rules.cases import Attribute, Beneficiary, Case, PriorSupport
from vocational.entitlements.rules.records import outcome_of
from vocational.law.support import Scheme
from vocational.learners.rules.category_input import read_categories
from vocational.shared.command_line import JsonAnswer, json_command
from vocational.shared.json_input import JsonObject
from vocational.shared.sex import Sex

_YEAR = re.compile(r"[12][0-9]{3}")


@click.group()
def entitlement() -> None:
    """Work out what support is due."""


def assess(given: JsonObject) -> JsonAnswer:
    """Say what support a learner has a right to in a class, and by which rule."""
    return outcome_of(assess_case(read_case(given)))


def read_case(given: JsonObject) -> Case:
    """Read a case.

    Raises `InputError`: `missing`, `invalid`, `unknown` with the dotted path.
    """
    course = given.child("course")
    read_level(course, "level")
    return Case(
        scheme=given.choice("scheme", Scheme),
        starts_on=given.day("starts_on"),
        approved_cost_dong=course.whole("approved_cost_dong"),
        learner=_beneficiary(given.child("learner")),
        days_present=given.whole("days_present"),
    )


def _beneficiary(given: JsonObject) -> Beneficiary:
    return Beneficiary(
        sex=given.choice("sex", Sex),
        birth_date=_birth_date(given),
        categories=read_categories(given),
        attributes=frozenset(item for item in Attribute if _flag(given, item)),
        distance_km=given.number("distance_km") if given.has("distance_km") else None,
        supported_before=_supported_before(given),
        card_issued_on=_day_or_none(given, "card_issued_on"),
        months_worked=given.number("months_worked") if given.has("months_worked") else Decimal(0),
    )


def _birth_date(given: JsonObject) -> date:
    """Read a date, or a year alone, which counts as its 1 January."""
    is_number = given.is_number("birth_date")
    written = str(given.whole("birth_date")) if is_number else given.text("birth_date")
    return date(int(written), 1, 1) if _YEAR.fullmatch(written) else given.day("birth_date")


def _supported_before(given: JsonObject) -> tuple[PriorSupport, ...]:
    """Read earlier supports; their scheme may be one that is no longer known."""
    if not given.has("supported_before"):
        return ()
    return tuple(
        PriorSupport(
            on=prior.day("on"),
            scheme=prior.text("scheme") if prior.has("scheme") else "",
            job_lost_certified=_flag(prior, "job_lost_certified"),
        )
        for prior in given.children("supported_before")
    )


def _flag(given: JsonObject, key: str) -> bool:
    return given.has(key) and given.boolean(key)


def _day_or_none(given: JsonObject, key: str) -> date | None:
    return given.day(key) if given.has(key) else None


entitlement.add_command(json_command("assess", assess))
