"""The categories that are weighed together, and how a rule finds its own among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from vocational.entitlements.rules.cases import Attribute
from vocational.entitlements.rules.expressions import givers
from vocational.law.parameters import Provision


@dataclass(frozen=True)
class Group:
    """Categories that count, with the attributes of the person."""

    codes: frozenset[str]
    attributes: frozenset[Attribute]

    def givers(self, rule: Provision) -> tuple[str, ...]:
        """Give the categories by which the rule reaches this person, in its own order."""
        return givers(rule.categories, self.codes, self.attributes)

    def giver(self, rule: Provision, decided: str | None) -> str | None:
        """Give the one category to name: that which decided the level, where it gives this too.

        None when the rule does not reach this person.
        """
        result = self.givers(rule)
        if not result:
            return None
        return decided if decided in result else result[0]

    def reaching(self, rules: Iterable[Provision]) -> list[Provision]:
        """Choose the rules that reach this person, in their order."""
        return [rule for rule in rules if self.givers(rule)]
