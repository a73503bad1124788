"""`vocational law`: figures that the department sets for all institutions of a province."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import click
from flask import Flask
from sqlalchemy.exc import NoResultFound

from vocational.access.actor import Actor
from vocational.law.parameters import all_provisions
from vocational.provisions import queries, services
from vocational.provisions.models import DepartmentProvision
from vocational.provisions.rules import NewFigure, unit_of
from vocational.reference import queries as reference
from vocational.shared.command_line import JsonAnswer, json_text
from vocational.shared.errors import InputError, RuleViolation
from vocational.web import messages

AppFactory = Callable[[], Flask]

_VALUE = re.compile(r"[0-9]{1,12}(\.[0-9]{1,4})?")
_THOUSANDS = re.compile(r"[0-9]{1,3}\.[0-9]{3}")
_OPTIONS = {"effective_from": "from", "effective_to": "to"}
_CODES = {
    "provisions.province": "unknown",
    "provisions.reason": "missing",
    "provisions.source": "missing",
}


@dataclass(frozen=True)
class FigureOptions:
    """The options of a new figure, as typed."""

    province: str
    key: str
    value: str
    effective_from: str
    effective_to: str
    source: str
    note: str

    def figure(self) -> NewFigure:
        """Read them.

        Raises `InputError`.
        """
        if self.key not in all_provisions():
            raise InputError("unknown", f"The law has no figure {self.key}.", "key")
        return NewFigure(
            key=self.key,
            value=_number(self.value),
            effective_from=_day(self.effective_from, "from"),
            effective_to=_day(self.effective_to, "to") if self.effective_to else None,
            source=self.source,
            note=self.note,
        )


@click.group()
def law() -> None:
    """Set figures of the department where the law leaves them open."""


@law.command("add-figure")
@click.option("--province", required=True, help="Code of the province, such as 01.")
@click.option("--key", required=True, help="Name of the figure, as docs/law.md has it.")
@click.option("--value", required=True, help="Digits, in the unit of the law's own figure.")
@click.option("--from", "effective_from", required=True, help="First day, as 2026-12-31.")
@click.option("--to", "effective_to", default="", help="Last day; open when not given.")
@click.option("--source", required=True, help="The paper that sets it: number, date, issuer.")
@click.option("--note", default="", help="What else there is to say.")
@click.option("--by", default="console", help="Who enters it.")
@click.option("--json", "as_json", is_flag=True, help="Print the figure as JSON.")
@click.pass_obj
def add_figure(make_app: AppFactory, /, by: str, as_json: bool, **given: str) -> None:
    """Set a figure for all institutions of a province; none that stands is changed by it."""
    options = FigureOptions(**given)
    figure = options.figure()
    with make_app().app_context(), _refusals_told():
        row = services.add_department_figure(Actor.system(by), options.province, figure)
        _print(row, as_json=as_json)


@law.command("withdraw-figure")
@click.argument("figure_id", metavar="ID", type=int)
@click.option("--reason", required=True, help="Why it is taken back.")
@click.option("--by", default="console", help="Who takes it back.")
@click.option("--json", "as_json", is_flag=True, help="Print the figure as JSON.")
@click.pass_obj
def withdraw_figure(
    make_app: AppFactory, figure_id: int, reason: str, by: str, as_json: bool
) -> None:
    """Take a figure back; it stays on file, and what was decided by it stands."""
    with make_app().app_context(), _refusals_told():
        try:
            row = services.withdraw_department_figure(Actor.system(by), figure_id, reason)
        except NoResultFound:
            raise InputError("unknown", f"There is no figure {figure_id}.", "id") from None
        _print(row, as_json=as_json)


@law.command("figures")
@click.option("--province", required=True, help="Code of the province, such as 01.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def figures(make_app: AppFactory, province: str, as_json: bool) -> None:
    """List all figures of a province, those taken back too, by name, newest day first."""
    with make_app().app_context(), _refusals_told():
        if province not in {row.code for row in reference.all_provinces()}:
            raise RuleViolation("provisions.province", "province")
        rows = queries.department_figures(province)
        if as_json:
            click.echo(json_text({"province": province, "figures": [_as_json(r) for r in rows]}))
        for row in () if as_json else rows:
            _print(row, as_json=False)


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Say a refusal as scripts read it."""
    try:
        yield
    except RuleViolation as violation:
        field = _OPTIONS.get(violation.field or "", violation.field)
        code = _CODES.get(violation.code, "invalid")
        raise InputError(code, messages.sentence_of(violation), field) from violation


def _print(row: DepartmentProvision, *, as_json: bool) -> None:
    if as_json:
        click.echo(json_text(_as_json(row)))
        return
    days = f"{row.effective_from} - {row.effective_to or ''}".rstrip()
    gone = f" (taken back: {row.withdrawal_reason})" if row.withdrawn_at else ""
    click.echo(f"{row.id}  {row.key} = {row.value} {unit_of(row.key)}, {days}, {row.source}{gone}")


def _as_json(row: DepartmentProvision) -> JsonAnswer:
    value = Decimal(row.value)
    return {
        "id": row.id,
        "province": row.province_code,
        "key": row.key,
        "value": int(value) if value == value.to_integral_value() else float(value),
        "unit": unit_of(row.key),
        "from": row.effective_from.isoformat(),
        "to": _iso(row.effective_to),
        "source": row.source,
        "note": row.note,
        "entered_by": row.entered_by_name,
        "entered_at": _iso(row.entered_at),
        "withdrawn_by": row.withdrawn_by_name or None,
        "withdrawn_at": _iso(row.withdrawn_at),
        "withdrawal_reason": row.withdrawal_reason or None,
    }


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _number(text: str) -> Decimal:
    """Read digits with a decimal point; 40.000 might mean either and is refused."""
    if not _VALUE.fullmatch(text) or _THOUSANDS.fullmatch(text):
        raise InputError(
            "invalid",
            "Write the value in digits without separators, such as 40000 or 12.5.",
            "value",
        )
    return Decimal(text)


def _day(text: str, field: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("invalid", f"Write the day as 2026-12-31, not {text}.", field) from None
