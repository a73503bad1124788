"""Who a rule is for, as the data say it."""

from datetime import date
from decimal import Decimal

import pytest

from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.expressions import expression
from vocational.entitlements.rules.windows import is_past

HARD = Attribute.DIFFICULT_AREA


@pytest.mark.parametrize(
    ("text", "codes", "attributes", "expected"),
    [
        ("merit", {"merit"}, set(), ("merit",)),
        ("merit", {"fisher"}, set(), ()),
        ("merit|fisher", {"fisher", "merit"}, set(), ("merit", "fisher")),
        ("ethnic_minority+poor_household", {"ethnic_minority"}, set(), ()),
        (
            "ethnic_minority+poor_household",
            {"poor_household", "ethnic_minority"},
            set(),
            ("poor_household",),
        ),
        ("merit+fisher", {"merit", "fisher"}, set(), ("merit",)),
        ("fisher@difficult_area", {"fisher"}, set(), ()),
        ("fisher@difficult_area", {"fisher"}, {HARD}, ("fisher",)),
        ("merit|fisher@difficult_area", {"merit", "fisher"}, set(), ("merit",)),
        ("(merit|fisher)@difficult_area", {"merit", "fisher"}, set(), ()),
        ("merit|(merit|fisher)@difficult_area", {"merit"}, {HARD}, ("merit",)),
        ("(merit|fisher)+woman", {"woman", "fisher"}, set(), ("fisher",)),
    ],
)
def test_the_givers_are_found_in_the_order_of_the_data(text, codes, attributes, expected):
    givers = expression(text).givers(frozenset(codes), frozenset(attributes))
    assert givers == expected


@pytest.mark.parametrize(
    "text", ["", "merit|", "+merit", "(merit", "merit)", "merit@", "merit@home", "a b", "a&b", "*"]
)
def test_what_is_not_written_so_is_refused(text):
    with pytest.raises(ValueError, match="not a"):
        expression(text)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 1, 31), date(2025, 1, 31)),
        (date(9998, 12, 31), date(9999, 12, 31)),
    ],
)
def test_the_last_day_of_a_window_belongs_to_it(start, last):
    assert not is_past(last, start, Decimal(12))
    if last.year < 9999:
        assert is_past(date.fromordinal(last.toordinal() + 1), start, Decimal(12))
