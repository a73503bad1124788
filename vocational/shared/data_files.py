"""Data files in TOML, read strictly: a fault names the file, the entry and the key.

Pure: no database and no web. Files belong to the package that reads them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


class DataFileError(ValueError):
    """A shipped data file does not have the shape its loader promises."""


@dataclass(frozen=True)
class Entry:
    """One table of a data file; `place` says where it stands, for messages."""

    place: str
    values: Mapping[str, object]

    def allow(self, *keys: str) -> None:
        """Refuse keys that nobody reads: they are misspelt.

        Raises `DataFileError`.
        """
        unknown = sorted(set(self.values) - set(keys))
        if unknown:
            raise DataFileError(f"{self.place}: unknown key {', '.join(unknown)}")

    def text(self, key: str) -> str:
        """Read a text that must not be blank and has no blanks at its ends.

        Raises `DataFileError`.
        """
        value = self._required(key)
        if not isinstance(value, str) or not value or value != value.strip():
            raise self._fault(key, "a text without blanks at its ends")
        return value

    def integer(self, key: str, *, at_least: int = 0) -> int:
        """Read a whole number not below `at_least`.

        Raises `DataFileError`.
        """
        value = self._required(key)
        if isinstance(value, bool) or not isinstance(value, int) or value < at_least:
            raise self._fault(key, f"a whole number of at least {at_least}")
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Read true or false, or answer `default` where the key is absent.

        Raises `DataFileError`.
        """
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self._fault(key, "true or false")
        return value

    def day(self, key: str) -> date:
        """Read a date without a time.

        Raises `DataFileError`.
        """
        return self._as_day(key, self._required(key))

    def days(self, key: str) -> tuple[date, ...]:
        """Read a list of dates, in the order of the file.

        Raises `DataFileError`.
        """
        return tuple(self._as_day(key, value) for value in self._list(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Read a list of texts, none blank, in the order of the file.

        Raises `DataFileError`.
        """
        values = self._list(key)
        texts = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len(texts) != len(values):
            raise self._fault(key, "a list of texts")
        return texts

    def entries(self, key: str) -> tuple["Entry", ...]:
        """Read a list of tables; absent means none.

        Raises `DataFileError`.
        """
        values = self._list(key) if key in self.values else []
        return tuple(
            self._as_entry(f"{self.place}.{key}[{position}]", value)
            for position, value in enumerate(values)
        )

    def entry(self, key: str) -> "Entry":
        """Read one table.

        Raises `DataFileError`.
        """
        return self._as_entry(f"{self.place}.{key}", self._required(key))

    def _required(self, key: str) -> object:
        if key not in self.values:
            raise DataFileError(f"{self.place}: {key} is missing")
        return self.values[key]

    def _list(self, key: str) -> list[object]:
        value = self._required(key)
        if not isinstance(value, list):
            raise self._fault(key, "a list")
        return value

    def _as_day(self, key: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self._fault(key, "a date such as 2026-02-17")
        return value

    def _as_entry(self, place: str, value: object) -> "Entry":
        if not isinstance(value, dict):
            raise DataFileError(f"{place}: must be a table")
        return Entry(place, value)

    def _fault(self, key: str, expected: str) -> DataFileError:
        return DataFileError(f"{self.place}: {key} must be {expected}")


def read_toml(path: Path) -> Entry:
    """Read a whole data file as its top table.

    Raises `DataFileError` when the file is no TOML.
    """
    try:
        return Entry(path.name, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"{path.name}: {error}") from error


def check_unique(place: str, keys: list[str]) -> None:
    """Refuse a key that stands twice.

    Raises `DataFileError` naming the keys.
    """
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise DataFileError(f"{place}: {', '.join(twice)} stands twice")
