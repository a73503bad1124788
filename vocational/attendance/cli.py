"""`vocational attendance standing`: may a learner sit the end-of-module test."""

from decimal import Decimal
from fractions import Fraction

import click

from vocational.attendance.rules import standing as rules
from vocational.catalogue.rules.levels import read_level
from vocational.law.parameters import NotInForce
from vocational.shared.command_line import JsonAnswer, json_command
from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject

HIGHEST_MARK = Decimal(10)
WHOLE = Decimal(100)


@click.group()
def attendance() -> None:
    """Work out attendance."""


def standing(given: JsonObject) -> JsonAnswer:
    """Say whether a learner may sit the end-of-module test, and what may still be missed."""
    try:
        result = rules.standing(
            level=read_level(given, "level"),
            on=given.day("on"),
            theory=_hours(given.child("theory")),
            practice=_hours(given.child("practice")),
            process_marks=_process_marks(given),
            own_limits=_own_limits(given),
        )
    except NotInForce as error:
        raise InputError("not_in_force", f"{error}.", "on") from None
    return {
        "may_sit": result.may_sit,
        "reasons": [_reason(reason) for reason in result.reasons],
        "can_still_miss": _can_still_miss(result.can_still_miss),
        "warnings": [{"code": code} for code in result.warnings],
    }


def _hours(given: JsonObject) -> rules.HoursSoFar:
    return rules.HoursSoFar(
        planned=given.number("planned_hours"),
        attended=given.number("attended_hours"),
        remaining=given.number("remaining_hours"),
    )


def _process_marks(given: JsonObject) -> list[Decimal]:
    if not given.has("process_marks"):
        return []
    return given.numbers("process_marks", at_least=Decimal(0), at_most=HIGHEST_MARK)


def _own_limits(given: JsonObject) -> rules.OwnLimits | None:
    if not given.has("limits"):
        return None
    limits = given.child("limits")
    return rules.OwnLimits(_percent(limits, "theory_percent"), _percent(limits, "practice_percent"))


def _percent(limits: JsonObject, key: str) -> Decimal | None:
    return limits.number(key, at_most=WHOLE) if limits.has(key) else None


def _reason(reason: rules.Reason) -> JsonAnswer:
    return {
        "code": reason.code,
        "required": float(reason.required),
        "actual": _float(reason.actual),
        "legal_basis": reason.legal_basis,
    }


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _can_still_miss(hours: rules.CanStillMiss | None) -> JsonAnswer | None:
    if hours is None:
        return None
    return {
        "theory_hours": float(hours.theory_hours),
        "practice_hours": float(hours.practice_hours),
    }


attendance.add_command(json_command("standing", standing))
