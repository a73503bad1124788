"""`vocational results classify`: the result of a course from the results of its modules."""

from decimal import Decimal

import click

from vocational.assessment.rules import results as rules
from vocational.catalogue.rules.levels import read_level
from vocational.law.parameters import NotInForce
from vocational.shared.command_line import JsonAnswer, json_command
from vocational.shared.discipline import Discipline
from vocational.shared.errors import InputError
from vocational.shared.json_input import JsonObject


@click.group()
def results() -> None:
    """Work out results."""


def classify(given: JsonObject) -> JsonAnswer:
    """Give course mark and class at elementary level, passed or not under 3 months."""
    level = read_level(given, "level")
    on = given.day("on")
    modules = given.children("modules")
    if not modules:
        raise InputError("missing", "modules must hold at least one module.", "modules")
    if not level.is_elementary:
        return {
            "passed": rules.passes_short_course([module.boolean("passed") for module in modules])
        }
    try:
        result = rules.classify(
            [_weighed_mark(module) for module in modules], on=on, discipline=_discipline(given)
        )
    except NotInForce as error:
        raise InputError("not_in_force", f"{error}.", "on") from None
    return {
        "course_mark": float(result.course_mark),
        "passed": result.passed,
        "classification": result.classification,
    }


def _weighed_mark(module: JsonObject) -> rules.WeighedMark:
    volume = module.number("volume")
    if volume == 0:
        path = module.path_of("volume")
        raise InputError("invalid", f"{path} must be above 0.", path)
    return rules.WeighedMark(volume, module.number("mark", at_most=Decimal(10)))


def _discipline(given: JsonObject) -> Discipline:
    if not given.has("discipline"):
        return Discipline.NONE
    return given.choice("discipline", Discipline)


results.add_command(json_command("classify", classify))
