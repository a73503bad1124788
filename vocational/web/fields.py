"""Form fields in Vietnamese habits: dd/mm/yyyy, decimal comma, dots between thousands."""

import re
from abc import abstractmethod
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, StringField
from wtforms.validators import ValidationError
from wtforms.widgets import TextInput

from vocational.shared import dates, money
from vocational.shared.errors import RuleViolation
from vocational.web import messages

_DECIMAL = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")


class TextField(StringField):
    """A line of text: NFC is left to the rules, outer white space goes."""

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Take what was typed without outer white space."""
        self.data = str(valuelist[0]).strip() if valuelist else ""


class ParsedField(Field):
    """A field that keeps what was typed and parses it; a bad value stays to be mended."""

    widget = TextInput()
    raw: str = ""

    @abstractmethod
    def parse(self, text: str) -> Any:
        """Turn the text into a value; raise `RuleViolation` or `ValueError`."""

    def write(self, value: Any) -> str:
        """Turn a value into the text to edit."""
        return str(value)

    def _value(self) -> str:
        if self.raw_data:
            return self.raw
        return "" if self.data is None else self.write(self.data)

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Parse the text; an empty one is None."""
        self.raw = str(valuelist[0]).strip() if valuelist else ""
        self.data = None
        if not self.raw:
            return
        try:
            self.data = self.parse(self.raw)
        except RuleViolation as violation:
            raise ValidationError(messages.sentence_of(violation)) from violation


class DateField(ParsedField):
    """A date typed as dd/mm/yyyy."""

    def parse(self, text: str) -> date:
        """Read the date."""
        return dates.parse_date(text)

    def write(self, value: date) -> str:
        """Write dd/mm/yyyy."""
        return dates.format_date(value)


class BirthDateField(ParsedField):
    """A date of birth, of which the year alone may be known."""

    def parse(self, text: str) -> dates.BirthDate:
        """Read the date or the year."""
        return dates.parse_birth_date(text)

    def write(self, value: dates.BirthDate) -> str:
        """Write dd/mm/yyyy or the year."""
        return value.shown()


class TimeField(ParsedField):
    """A time of day typed as 7:30, 07:30 or 7h30."""

    def parse(self, text: str) -> time:
        """Read the time."""
        hours, _, minutes = text.lower().replace("h", ":").replace(".", ":").partition(":")
        try:
            return time(int(hours), int(minutes or 0))
        except (ValueError, OverflowError):
            raise ValidationError(_l("Write the time as 07:30.")) from None

    def write(self, value: time) -> str:
        """Write HH:MM."""
        return value.strftime("%H:%M")


class WholeNumberField(ParsedField):
    """A whole number; dots between thousands are allowed."""

    def parse(self, text: str) -> int:
        """Read the number."""
        digits = text.replace(".", "").replace(" ", "")
        if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
            raise ValidationError(_l("Write a whole number."))
        return int(digits)


class MoneyField(ParsedField):
    """An amount of đồng such as 3.000.000."""

    def parse(self, text: str) -> int:
        """Read the amount."""
        return money.parse_dong(text)

    def write(self, value: int) -> str:
        """Write dots between thousands."""
        return money.group_digits(value)


class DecimalField(ParsedField):
    """A number with a decimal comma; a dot is accepted as well."""

    def parse(self, text: str) -> Decimal:
        """Read the number."""
        if not _DECIMAL.fullmatch(text):  # 1e999999999 would be a number of gigabytes
            raise ValidationError(_l("Write a number such as 7,5."))
        return Decimal(text.replace(",", "."))

    def write(self, value: Decimal) -> str:
        """Write a decimal comma, without trailing zeros."""
        return f"{value.normalize():f}".replace(".", ",")
