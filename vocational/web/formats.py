"""How dates, money, hours and numbers look on screens."""

from datetime import date, datetime, time
from decimal import Decimal

from flask import Flask
from flask_babel import format_decimal, get_locale, gettext
from markupsafe import Markup, escape

from vocational.law.grounds import passage
from vocational.shared import dates, money
from vocational.shared.clock import VIETNAM
from vocational.web.language import cited

NOTHING = ""


def show_date(value: date | datetime | None) -> str:
    """Write dd/mm/yyyy; nothing for None."""
    if value is None:
        return NOTHING
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM).date()
    return dates.format_date(value)


def show_datetime(value: datetime | None) -> str:
    """Write HH:MM, dd/mm/yyyy in Vietnamese time; nothing for None."""
    if value is None:
        return NOTHING
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M}, {dates.format_date(local.date())}"


def show_time(value: time | None) -> str:
    """Write HH:MM; nothing for None."""
    return NOTHING if value is None else value.strftime("%H:%M")


def show_dong(value: int | None) -> str:
    """Write 3.000.000 đ; nothing for None."""
    return NOTHING if value is None else money.format_dong(value)


def show_number(value: Decimal | float | None) -> str:
    """Write a number with the locale's separators; nothing for None."""
    return NOTHING if value is None else format_decimal(value)


def show_mark(value: Decimal | None) -> str:
    """Write a mark with one decimal, such as 7,5; nothing for None."""
    return NOTHING if value is None else format_decimal(value, format="0.0")


def show_hours(minutes: int | None) -> str:
    """Write minutes as hours, such as `2,5 giờ`; nothing for None."""
    if minutes is None:
        return NOTHING
    return str(gettext("%(hours)s h", hours=show_hour_number(minutes)))


def show_hour_number(minutes: int | None) -> str:
    """Write minutes as a bare number of hours, such as `2,5`; nothing for None."""
    return NOTHING if minutes is None else format_decimal(Decimal(minutes) / 60, format="#,##0.##")


def show_percent(value: Decimal | float | None) -> str:
    """Write a share of 0 to 100 as `94 %`; nothing for None."""
    return NOTHING if value is None else f"{format_decimal(value, format='0.#')} %"


def show_birth_date(person: object) -> str:
    """Write a learner's date of birth, or the year when only that is known."""
    day, only_year = person.birth_date, person.only_birth_year  # type: ignore[attr-defined]
    return dates.BirthDate.recorded(day, only_year).shown()


def show_file_size(size: int) -> str:
    """Write bytes as whole KB, rounded up, or as MB with one decimal."""
    if size < 1024 * 1024:
        return f"{-(-size // 1024)} KB"
    return f"{show_number(round(size / (1024 * 1024), 1))} MB"


def unbroken(text: object) -> Markup:
    """Keep a short text (a date, a unit, a name of a place) on one line."""
    return Markup('<span class="nb">{}</span>').format(escape(text))


def show_weekday(value: date) -> str:
    """Write the day of the week, such as `Thứ Ba`."""
    return _weekday_names()[value.isoweekday() - 1]


def _weekday_names() -> tuple[str, ...]:
    return (
        gettext("Monday"), gettext("Tuesday"), gettext("Wednesday"), gettext("Thursday"),
        gettext("Friday"), gettext("Saturday"), gettext("Sunday"),
    )  # fmt: skip


def weekday_name(number: int) -> str:
    """Write the name of an ISO weekday, 1 being Monday."""
    return _weekday_names()[number - 1]


def show_passage(key: str) -> str:
    """Name an article of the law by its key in `law/data/papers/grounds.toml`."""
    return cited(passage(key))


def install(app: Flask) -> None:
    """Give the filters to the templates."""
    app.jinja_env.filters.update(
        date=show_date,
        datetime=show_datetime,
        time=show_time,
        dong=show_dong,
        number=show_number,
        mark=show_mark,
        hours=show_hours,
        hour_number=show_hour_number,
        percent=show_percent,
        birth_date=show_birth_date,
        file_size=show_file_size,
        weekday=show_weekday,
        weekday_name=weekday_name,
        nb=unbroken,
        in_words=money.in_words,
        passage=show_passage,
    )
    app.jinja_env.globals.update(locale_code=lambda: str(get_locale() or "vi"))
