from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared.errors import RuleViolation
from vocational.shared.periods import Period, add_months, check_period, day_after

JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))

days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@st.composite
def periods(draw):
    starts_on = draw(days)
    length = draw(st.none() | st.integers(0, 400))
    return Period(starts_on, None if length is None else starts_on + timedelta(length))


def test_the_first_and_the_last_day_belong_to_it():
    period = Period(JAN, FEB)
    assert JAN in period
    assert FEB in period
    assert day_after(FEB) not in period
    assert period.days() == 32


def test_periods_that_touch_on_one_day_overlap():
    assert Period(JAN, FEB).overlaps(Period(FEB, MAR))
    assert not Period(JAN, FEB).overlaps(Period(day_after(FEB), MAR))


def test_an_open_period_has_no_end():
    assert MAR in Period(JAN)
    with pytest.raises(ValueError, match="without an end"):
        Period(JAN).days()


def test_a_period_typed_backwards_is_refused():
    with pytest.raises(RuleViolation, match=r"period\.reversed") as caught:
        check_period(FEB, JAN)
    assert caught.value.field == "ends_on"
    with pytest.raises(ValueError, match="before it starts"):
        Period(FEB, JAN)
    assert check_period(JAN, JAN) == Period(JAN, JAN)


@given(periods(), periods(), days)
def test_periods_with_a_common_day_overlap(item, other, day):
    assert item.overlaps(other) == other.overlaps(item)
    assert item.overlaps(other) or not (day in item and day in other)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2021, 3, 15), 60, date(2026, 3, 15)),
        (date(2024, 12, 1), 1, date(2025, 1, 1)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, later):
    assert add_months(day, months) == later
