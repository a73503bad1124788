"""Typed reading of JSON objects; every fault is an `InputError` with its dotted path."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from vocational.shared.errors import InputError

Choice = TypeVar("Choice", bound=StrEnum)

LARGEST_NUMBER = Decimal(10) ** 12
MOST_DECIMALS = 20


def parse_object(text: str) -> "JsonObject":
    """Parse one JSON object; fractions become exact `Decimal`.

    Raises `InputError`: `missing` for empty input, `invalid` for anything but one object.
    """
    if not text.strip():
        raise InputError("missing", "The input is empty.")
    try:
        value = json.loads(text, parse_float=Decimal, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError("invalid", f"The input is not JSON: {error}.") from None
    return JsonObject.of(value, None)


class JsonObject:
    """A JSON object and the dotted path where it stands.

    Readers raise `InputError`: `missing` when the key is absent or null, `invalid` for a
    value of another kind or out of range. Keys that nobody asks for are ignored.
    """

    def __init__(self, values: Mapping[str, object], path: str | None) -> None:
        self._values = values
        self.path = path

    @classmethod
    def of(cls, value: object, path: str | None) -> "JsonObject":
        """Wrap a value that must be an object."""
        if not isinstance(value, dict):
            raise InputError("invalid", f"{path or 'The input'} must be an object.", path)
        return cls(value, path)

    def path_of(self, key: str) -> str:
        """Give the dotted path of a key of this object."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Say whether the key is there and not null."""
        return self._values.get(key) is not None

    def is_number(self, key: str) -> bool:
        """Say whether a number stands there, where a text may stand too."""
        value = self._values.get(key)
        return isinstance(value, int | Decimal) and not isinstance(value, bool)

    def child(self, key: str) -> "JsonObject":
        """Read an object."""
        return JsonObject.of(self._present(key), self.path_of(key))

    def children(self, key: str) -> list["JsonObject"]:
        """Read a list of objects, which may be empty."""
        path = self.path_of(key)
        return [
            JsonObject.of(item, f"{path}[{place}]") for place, item in enumerate(self._list(key))
        ]

    def text(self, key: str) -> str:
        """Read a text that is not blank."""
        value = self._present(key)
        if not isinstance(value, str) or not value.strip():
            raise self._invalid(key, "must be a text")
        return value

    def boolean(self, key: str) -> bool:
        """Read true or false."""
        value = self._present(key)
        if not isinstance(value, bool):
            raise self._invalid(key, "must be true or false")
        return value

    def day(self, key: str) -> date:
        """Read an ISO 8601 date, YYYY-MM-DD."""
        value = self._present(key)
        try:
            if isinstance(value, str) and len(value) == len("YYYY-MM-DD"):
                return date.fromisoformat(value)
        except ValueError:
            pass
        raise self._invalid(key, "must be a date YYYY-MM-DD")

    def number(
        self, key: str, *, at_least: Decimal = Decimal(0), at_most: Decimal = LARGEST_NUMBER
    ) -> Decimal:
        """Read an exact number within limits that belong to the range."""
        return self._number(self._present(key), self.path_of(key), at_least, at_most)

    def numbers(self, key: str, *, at_least: Decimal, at_most: Decimal) -> list[Decimal]:
        """Read a list of exact numbers, which may be empty."""
        path = self.path_of(key)
        return [
            self._number(item, f"{path}[{place}]", at_least, at_most)
            for place, item in enumerate(self._list(key))
        ]

    def whole(self, key: str, *, at_least: int = 0) -> int:
        """Read a whole number; `25.0` is one."""
        value = self.number(key, at_least=Decimal(at_least))
        if value != value.to_integral_value():
            raise self._invalid(key, "must be a whole number")
        return int(value)

    def items(self, key: str) -> list[tuple[str, object]]:
        """Read a list of anything, which may be empty; each item with its dotted path."""
        path = self.path_of(key)
        return [(f"{path}[{place}]", item) for place, item in enumerate(self._list(key))]

    def choice(self, key: str, choices: type[Choice]) -> Choice:
        """Read one of the values of an enum.

        Raises `InputError` `unknown` for a text that is none of them.
        """
        value = self.text(key)
        try:
            return choices(value)
        except ValueError:
            path = self.path_of(key)
            known = ", ".join(choices)
            raise InputError("unknown", f"{path} must be one of: {known}.", path) from None

    def _present(self, key: str) -> object:
        value = self._values.get(key)
        if value is None:
            path = self.path_of(key)
            raise InputError("missing", f"{path} is missing.", path)
        return value

    def _list(self, key: str) -> list[object]:
        value = self._present(key)
        if not isinstance(value, list):
            raise self._invalid(key, "must be a list")
        return value

    def _invalid(self, key: str, wish: str) -> InputError:
        path = self.path_of(key)
        return InputError("invalid", f"{path} {wish}.", path)

    @staticmethod
    def _number(value: object, path: str, at_least: Decimal, at_most: Decimal) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise InputError("invalid", f"{path} must be a number.", path)
        if not at_least <= value <= at_most:
            raise InputError("invalid", f"{path} must be from {at_least} to {at_most}.", path)
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int) or exponent < -MOST_DECIMALS:
            raise InputError("invalid", f"{path} has too many decimals.", path)
        return number


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no number")
