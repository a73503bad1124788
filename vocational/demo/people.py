"""Invented people: believable, deterministic, and never a real person.

Citizen numbers begin with 000, which is no province, and phone numbers with 0990000: nobody can
have them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from vocational.shared.data_files import Entry, read_toml
from vocational.shared.sex import Sex
from vocational.shared.vietnamese_text import fold

_NAMES = Path(__file__).resolve().parent / "data" / "names.toml"
YOUNGEST_YEARS = 16
OLDEST_YEARS = 61
FEMALE_SHARE = 0.55
ONLY_YEAR_SHARE = 0.04
SCHOOLING = (
    "primary",
    "lower_secondary",
    "lower_secondary",
    "lower_secondary",
    "upper_secondary",
    "upper_secondary",
    "below_primary",
    "intermediate",
)
HAMLETS = ("Thôn 1", "Thôn 2", "Thôn 3", "Thôn 4", "Thôn Đoài", "Thôn Thượng", "Xóm Mới", "Xóm Bãi")


@dataclass(frozen=True)
class Person:
    """One invented person; `category` is a priority category or empty."""

    full_name: str
    sex: Sex
    birth_date: date
    only_birth_year: bool
    citizen_number: str
    phone: str
    hamlet: str
    schooling_code: str
    ethnic_group: str
    category: str


@cache
def _names() -> Entry:
    return read_toml(_NAMES)


def people(seed: int, on: date, first: int = 1) -> Iterator[Person]:
    """Yield invented people without end; the same arguments give the same ones.

    They are numbered from `first` on, which makes citizen and phone numbers differ. No two of one
    stream share a name and a year of birth.
    """
    random = Random(f"{seed}-{first}")
    met: set[tuple[str, int]] = set()
    number = first
    while True:
        person = _person(random, number, on)
        key = (fold(person.full_name), person.birth_date.year)
        if key in met:
            continue
        met.add(key)
        number += 1
        yield person


def name(random: Random, sex: Sex) -> str:
    """Put a name together."""
    parts = _names().entry("female" if sex is Sex.FEMALE else "male")
    return " ".join(
        (
            random.choice(_names().texts("surnames")),
            random.choice(parts.texts("middle")),
            random.choice(parts.texts("given")),
        )
    )


def _person(random: Random, number: int, on: date) -> Person:
    sex = Sex.FEMALE if random.random() < FEMALE_SHARE else Sex.MALE
    only_year = random.random() < ONLY_YEAR_SHARE
    born = _birth_date(random, on)
    ethnic_group = random.choices(("Kinh", "Mường", "Dao", "Tày"), weights=(90, 7, 2, 1))[0]
    return Person(
        full_name=name(random, sex),
        sex=sex,
        birth_date=born.replace(month=1, day=1) if only_year else born,
        only_birth_year=only_year,
        citizen_number=_citizen_number(sex, born, number),
        phone=f"0990{number % 1_000_000:06}",
        hamlet=random.choice(HAMLETS),
        schooling_code=random.choice(SCHOOLING),
        ethnic_group=ethnic_group,
        category=_category(random, sex, ethnic_group),
    )


def _birth_date(random: Random, on: date) -> date:
    years = min(OLDEST_YEARS, max(YOUNGEST_YEARS, round(random.gauss(38, 11))))
    return on - timedelta(days=years * 365 + 10 + random.randrange(350))


def _citizen_number(sex: Sex, born: date, number: int) -> str:
    """Write a number by NĐ 137/2015 art. 13, for a province that does not exist."""
    century_and_sex = (0 if born.year < 2000 else 2) + (sex is Sex.FEMALE)
    return f"000{century_and_sex}{born.year % 100:02}{number % 1_000_000:06}"


def _category(random: Random, sex: Sex, ethnic_group: str) -> str:
    if ethnic_group != "Kinh":
        return "ethnic_minority"
    choices = {
        "": 50,
        "poor_household": 9,
        "near_poor_household": 10,
        "land_recovered": 9,
        "merit": 6,
        "disability": 4,
        "discharged_soldier": 4 if sex is Sex.MALE else 0,
        "woman_job_lost": 6 if sex is Sex.FEMALE else 0,
    }
    return random.choices(list(choices), weights=list(choices.values()))[0]
