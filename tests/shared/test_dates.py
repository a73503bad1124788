from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocational.shared import clock, dates
from vocational.shared.dates import BirthDate
from vocational.shared.errors import RuleViolation

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed", ["07/03/1981", "7/3/1981", " 07-03-1981 ", "7.3.1981", "07 / 03 / 1981", "1981-03-07"]
)
def test_a_day_is_read_as_people_type_it(typed):
    assert dates.parse_date(typed) == date(1981, 3, 7)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date.invalid"),
        ("7/3/81", "date.invalid"),
        ("1981", "date.invalid"),
        ("07031981", "date.invalid"),
        ("٠٧/٠٣/١٩٨١", "date.invalid"),
        ("31/02/2024", "date.impossible"),
        ("29/02/2023", "date.impossible"),
        ("00/01/2023", "date.impossible"),
        ("12/13/2023", "date.impossible"),
        ("01/01/1899", "date.year"),
        ("01/01/0000", "date.year"),
        ("01/01/2101", "date.year"),
    ],
)
def test_what_is_no_day_is_refused(typed, code):
    with pytest.raises(RuleViolation) as caught:
        dates.parse_date(typed, "starts_on")
    assert (caught.value.code, caught.value.field) == (code, "starts_on")


def test_a_birth_date_may_be_a_year_alone():
    born = dates.parse_birth_date("1955")
    assert born == BirthDate(1955)
    assert born.is_year_alone
    assert born.counts_as() == date(1955, 1, 1)
    assert born.iso() == born.statutory() == "1955"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(1981, 2, 7), "07/02/1981"),
        (date(1981, 3, 7), "07/3/1981"),
        (date(2026, 1, 15), "15/01/2026"),
        (date(2026, 9, 30), "30/9/2026"),
        (date(2026, 10, 1), "01/10/2026"),
    ],
)
def test_papers_pad_days_and_the_first_two_months(day, written):
    assert dates.statutory_date(day) == written
    assert BirthDate.from_date(day).statutory() == written


def test_the_line_above_a_signature():
    line = dates.statutory_place_and_day("Hà Nội", date(2026, 3, 5))
    assert line == "Hà Nội, ngày 05 tháng 3 năm 2026"
    assert dates.statutory_day(date(2026, 2, 11)) == "ngày 11 tháng 02 năm 2026"


@given(days)
def test_every_way_of_writing_is_read_back(day):
    for written in (dates.format_date(day), dates.statutory_date(day), day.isoformat()):
        assert dates.parse_date(written) == day


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2011, 3, 2), date(2026, 3, 1), 14),
        (date(2011, 3, 2), date(2026, 3, 2), 15),
        (date(2008, 2, 29), date(2023, 2, 28), 14),
        (date(2008, 2, 29), date(2023, 3, 1), 15),
    ],
)
def test_years_are_completed_on_the_birthday(born, on, years):
    assert dates.completed_years(born, on) == years


def test_the_day_in_viet_nam_begins_seven_hours_before_the_one_in_utc():
    assert clock.local_day(datetime(2026, 3, 1, 17, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert clock.local_day(datetime(2026, 3, 1, 16, 59, tzinfo=UTC)) == date(2026, 3, 1)
    assert clock.now_utc().tzinfo is UTC
    assert clock.today() == clock.local_day(clock.now_utc())


def test_a_moment_without_a_zone_has_no_day():
    with pytest.raises(ValueError, match="time zone"):
        clock.local_day(datetime(2026, 3, 1))  # noqa: DTZ001 (that is what is refused)
