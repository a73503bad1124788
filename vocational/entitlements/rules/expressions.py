"""Who a rule is for, as its data say it: `ethnic_minority+poor_household|disability`.

`+` asks for both, `|` for any, `@` for that attribute beside what stands before it;
`@` binds closer than `+`, `+` closer than `|`; brackets group.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vocational.entitlements.rules.cases import Attribute
from vocational.learners.rules.categories import PriorityCategory

_SIGNS = "|+@()"
_TOKEN = re.compile(r"\s*([a-z0-9_]+|[|+@()])")
_POOR = PriorityCategory.POOR_HOUSEHOLD.value
_GROUPS_REMEMBERED = 65536


@dataclass(frozen=True)
class Condition:
    """One way to belong: all of `codes` with all of `attributes`; `names_as` is the category
    that an answer names for it: the poor household part of a combination.
    """

    codes: frozenset[str]
    attributes: frozenset[Attribute]
    names_as: str

    def joined(self, other: "Condition") -> "Condition":
        """Ask for both."""
        return Condition(
            self.codes | other.codes,
            self.attributes | other.attributes,
            _POOR if _POOR in self.codes | other.codes else self.names_as,
        )


@dataclass(frozen=True)
class Expression:
    """Who a rule is for: any of several ways to belong, in the order of the data."""

    conditions: tuple[Condition, ...]

    @property
    def codes(self) -> frozenset[str]:
        """Give every category that it names."""
        return frozenset().union(*(condition.codes for condition in self.conditions))

    def givers(self, codes: frozenset[str], attributes: frozenset[Attribute]) -> tuple[str, ...]:
        """Give the categories by which a person belongs, in the order of the data."""
        conditions = [
            condition.names_as
            for condition in self.conditions
            if condition.codes <= codes and condition.attributes <= attributes
        ]
        return tuple(dict.fromkeys(conditions))


@lru_cache(maxsize=_GROUPS_REMEMBERED)
def givers(text: str, codes: frozenset[str], attributes: frozenset[Attribute]) -> tuple[str, ...]:
    """Give what `Expression.givers` does: few groups of people ask the same again and again."""
    return expression(text).givers(codes, attributes)


@cache
def expression(text: str) -> Expression:
    """Read an expression.

    Raises `ValueError` when it is not written so, or names an unknown attribute.
    """
    reader = _Reader(text)
    conditions = reader.any_of()
    reader.check_end()
    return Expression(tuple(dict.fromkeys(conditions)))


class _Reader:
    """Reads from left to right; every part is a list of ways to belong."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _TOKEN.findall(text)
        self._place = 0
        if "".join(self._tokens) != re.sub(r"\s", "", text):
            raise self._error()

    def any_of(self) -> list[Condition]:
        of = self._all_of()
        while self._take("|"):
            of = of + self._all_of()
        return of

    def check_end(self) -> None:
        if self._place != len(self._tokens):
            raise self._error()

    def _all_of(self) -> list[Condition]:
        result = self._with_attribute()
        while self._take("+"):
            others = self._with_attribute()
            result = [item.joined(other) for item in result for other in others]
        return result

    def _with_attribute(self) -> list[Condition]:
        result = self._group()
        while self._take("@"):
            attribute = Attribute(self._name())
            result = [
                Condition(item.codes, item.attributes | {attribute}, item.names_as)
                for item in result
            ]
        return result

    def _group(self) -> list[Condition]:
        if not self._take("("):
            code = self._name()
            return [Condition(frozenset({code}), frozenset(), code)]
        result = self.any_of()
        if not self._take(")"):
            raise self._error()
        return result

    def _name(self) -> str:
        name = self._tokens[self._place] if self._place < len(self._tokens) else ""
        if not name or name in _SIGNS:
            raise self._error()
        self._place += 1
        return name

    def _take(self, sign: str) -> bool:
        if self._place < len(self._tokens) and self._tokens[self._place] == sign:
            self._place += 1
            return True
        return False

    def _error(self) -> ValueError:
        return ValueError(f"not a list of categories: {self._text!r}")
