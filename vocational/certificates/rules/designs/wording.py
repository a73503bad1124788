"""How certificates put facts into words, in Vietnamese and English.

The statutory texts are not translated messages: they are printed as the papers have them.
"""

from datetime import date

from vocational.shared.dates import BirthDate, statutory_date
from vocational.shared.sex import Sex

ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
PASSED, PASSED_EN = "Đạt yêu cầu", "Passed"


def salutation(sex: Sex) -> str:
    """Return Ông or Bà."""
    return "Ông" if sex is Sex.MALE else "Bà"


def salutation_en(sex: Sex) -> str:
    """Return Mr or Ms."""
    return "Mr" if sex is Sex.MALE else "Ms"


def birth_label(birth: BirthDate) -> str:
    """Return the label for a full date, or for a year alone."""
    return "Năm sinh" if birth.is_year_alone else "Ngày sinh"


def birth_label_en(birth: BirthDate) -> str:
    """Return the English label for a full date, or for a year alone."""
    return "Year of birth" if birth.is_year_alone else "Date of birth"


def birth_date_en(birth: BirthDate) -> str:
    """Write 07 March 1981, or the year alone."""
    return str(birth.year) if birth.is_year_alone else english_date(birth.counts_as())


def english_date(day: date) -> str:
    """Write 07 March 1981."""
    return f"{day.day:02} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def training_period(starts_on: date, ends_on: date) -> str:
    """Write the first and last day of an elementary course."""
    return f"từ ngày {statutory_date(starts_on)} đến ngày {statutory_date(ends_on)}"


def training_period_en(starts_on: date, ends_on: date) -> str:
    """Write the first and last day in English."""
    return f"{english_date(starts_on)} to {english_date(ends_on)}"


def training_hours(hours: str, starts_on: date, ends_on: date) -> str:
    """Write hours, first and last day of a course under 3 months; `hours` as 120 or 37,5."""
    return f"{hours} giờ, {training_period(starts_on, ends_on)}"


def training_hours_en(hours: str, starts_on: date, ends_on: date) -> str:
    """Write hours, first and last day in English, months in three letters to save room."""
    first, last = (
        f"{d.day:02} {ENGLISH_MONTHS[d.month - 1][:3]} {d.year}" for d in (starts_on, ends_on)
    )
    return f"{hours} hours, {first} to {last}"


def recognition_decision(number: str, decided_on: date) -> str:
    """Write number and day of the decision that recognised the result."""
    return f"số {number} ngày {statutory_date(decided_on)}"
