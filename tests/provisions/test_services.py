"""The institution's own figures: what may be set, what is refused, which one counts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from vocational.audit.queries import history_of
from vocational.law.support import Scheme, SupportKind
from vocational.provisions import queries, services
from vocational.provisions.rules import NewFigure
from vocational.shared.errors import Refused, RuleViolation

FIRST = date(2026, 7, 1)
LAST = date(2026, 12, 31)
MEALS = NewFigure("qd46.meals", Decimal(40_000), FIRST, LAST, "NQ 12/2026/NQ-HĐND")


def test_a_figure_counts_from_its_first_to_its_last_day(home, director):
    services.add_figure(director, MEALS)
    values = [
        queries.provision_on("qd46.meals", on).value
        for on in (date(2026, 6, 30), FIRST, LAST, date(2027, 1, 1))
    ]
    assert values == [30_000, 40_000, 40_000, 30_000]


def test_the_law_of_a_scheme_has_the_figure_with_its_source(home, director):
    services.add_figure(director, MEALS)
    [meals] = queries.scheme_law(Scheme.QD46, FIRST).lines[SupportKind.MEALS]
    assert (meals.value, meals.local_source) == (40_000, "NQ 12/2026/NQ-HĐND")
    assert meals.rule_id == "QD46-MEAL"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"key": "elementary.pass_mark"}, "provisions.closed", "key"),
        ({"key": "nothing"}, "provisions.closed", "key"),
        ({"source": ""}, "provisions.source", "source"),
        ({"effective_to": date(2026, 6, 30)}, "period.reversed", "effective_to"),
        ({"value": Decimal(-1)}, "provisions.value", "value"),
        ({"value": Decimal("40000.5")}, "provisions.whole", "value"),
        ({"value": Decimal(29_999)}, "provisions.not_higher", "value"),
    ],
)
def test_a_figure_that_may_not_be_is_refused(home, director, change, code, field):
    with pytest.raises(RuleViolation) as refused:
        services.add_figure(director, replace(MEALS, **change))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_two_figures_for_one_day_are_refused(home, director):
    services.add_figure(director, MEALS)
    other = replace(MEALS, value=Decimal(45_000), effective_from=LAST, effective_to=None)
    with pytest.raises(RuleViolation, match=r"provisions.overlap"):
        services.add_figure(director, other)


def test_the_same_figure_sent_twice_is_one(home, director):
    assert services.add_figure(director, MEALS).id == services.add_figure(director, MEALS).id


def test_a_withdrawn_figure_stays_on_file_and_counts_no_more(home, director):
    row = services.add_figure(director, MEALS)
    services.withdraw_figure(director, row.id, "Nghị quyết bị bãi bỏ")
    assert queries.provision_on("qd46.meals", FIRST).value == 30_000
    assert [figure.figure_id for figure in queries.figures()] == [row.id]
    services.add_figure(director, replace(MEALS, value=Decimal(35_000)))
    assert queries.provision_on("qd46.meals", FIRST).value == 35_000
    assert {record.action for record in history_of("local_provisions", row.id)} == {
        "local_figure.added",
        "local_figure.rescinded",
    }


def test_a_registrar_sets_no_figure(home, registrar):
    with pytest.raises(Refused):
        services.add_figure(registrar, MEALS)
