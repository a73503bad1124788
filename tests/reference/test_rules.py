"""Ethnic groups, schooling levels and holidays: the shipped files and their strict reading."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vocational.reference.rules import communes
from vocational.reference.rules.communes import HolidayKind
from vocational.shared.data_files import DataFileError

NEW_YEARS_OF_THE_LUNAR_CALENDAR = [
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 2),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "file.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_there_are_54_ethnic_groups_and_the_name_is_the_key() -> None:
    groups = communes.ethnic_groups()
    assert len({group.name for group in groups}) == 54
    assert groups[0].name == "Kinh"


def test_the_decree_names_16_very_small_groups() -> None:
    very_small = {group.name for group in communes.ethnic_groups() if group.very_small}
    assert len(very_small) == 16
    assert {"Ơ Đu", "Brâu", "La Hủ"} <= very_small
    assert not {"Kinh", "Tày", "La Chí", "Phù Lá", "Kháng"} & very_small


def test_a_very_small_group_outside_the_list_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        'source="x"\nvery_small_source="y"\nnames=["Kinh"]\nvery_small=["Kính"]',
    )
    with pytest.raises(DataFileError, match=r"file\.toml: very_small names no group.*Kính"):
        communes.ethnic_groups(path)


def test_an_ethnic_group_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = written(
        tmp_path, 'source="x"\nvery_small_source="y"\nnames=["Kinh","Kinh"]\nvery_small=[]'
    )
    with pytest.raises(DataFileError, match="Kinh stands twice"):
        communes.ethnic_groups(path)


def test_schooling_goes_from_illiterate_to_university() -> None:
    codes = [level.code for level in communes.schooling_levels()]
    assert codes[0] == "illiterate"
    assert codes[-1] == "university"
    assert len(set(codes)) == 8


def test_each_year_has_the_eleven_days_of_the_labour_code() -> None:
    years = Counter(holiday.on_date.year for holiday in communes.public_holidays())
    assert years == dict.fromkeys(range(2024, 2031), 11)


def test_no_day_is_two_holidays() -> None:
    days = [holiday.on_date for holiday in communes.public_holidays()]
    assert days == sorted(set(days))


@pytest.mark.parametrize("new_year", NEW_YEARS_OF_THE_LUNAR_CALENDAR)
def test_the_five_days_of_tet_hold_the_vietnamese_lunar_new_year(new_year: date) -> None:
    tet = [
        holiday.on_date
        for holiday in communes.public_holidays()
        if holiday.kind is HolidayKind.TET and holiday.on_date.year == new_year.year
    ]
    assert len(tet) == 5
    assert new_year in tet[1:3]


def test_the_hung_kings_are_honoured_about_two_months_after_tet() -> None:
    days = [h.on_date for h in communes.public_holidays() if h.kind is HolidayKind.HUNG_KINGS]
    for new_year, day in zip(NEW_YEARS_OF_THE_LUNAR_CALENDAR, days, strict=True):
        assert (day - new_year).days in {67, 68, 69}


def test_national_day_is_2_september_and_one_day_beside_it() -> None:
    days = [h.on_date for h in communes.public_holidays() if h.kind is HolidayKind.NATIONAL_DAY]
    assert [day for day in days if (day.month, day.day) == (9, 2)] == [
        date(year, 9, 2) for year in range(2024, 2031)
    ]
    assert {(day.month, day.day) for day in days} <= {(9, 1), (9, 2), (9, 3)}


def test_an_unsettled_holiday_is_kept_but_gives_no_day_off() -> None:
    culture_day = [r for r in communes.holiday_rules() if r.kind is HolidayKind.CULTURE_DAY]
    assert culture_day[0].confidence is communes.Certainty.UNSETTLED
    assert date(2026, 11, 24) not in {h.on_date for h in communes.public_holidays()}


def holidays_text() -> str:
    return (communes.DATA / "holidays.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("2026-02-16, 2026-02-17,", "2026-02-15, 2026-02-17,", "tet must be days in a row"),
        ("tet = [2026-02-16, ", "tet = [", "tet must have 5 days"),
        ("national_day = [2026-09-01,", "national_day = [2026-09-03,", "national_day must be days"),
        ("hung_kings = 2026-04-26", 'hung_kings = "26/4"', "hung_kings must be a date"),
        ("hung_kings = 2026-04-26", "", "hung_kings is missing"),
        ('kind = "tet"', 'kind = "tết"', "tết is no kind of holiday"),
        ('status = "U"', 'status = "?"', "status must be V, G or U"),
        ("[[year]]", "[[years]]", "unknown key years"),
    ],
)
def test_a_fault_in_the_holidays_is_named(
    tmp_path: Path, right: str, wrong: str, fault: str
) -> None:
    path = written(tmp_path, holidays_text().replace(right, wrong))
    with pytest.raises(DataFileError, match=fault):
        communes.public_holidays(path)


def test_a_year_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = holidays_text()
    last_year = text[text.rindex("[[year]]") :]
    with pytest.raises(DataFileError, match="2030 stands twice"):
        communes.public_holidays(written(tmp_path, text + "\n" + last_year))
