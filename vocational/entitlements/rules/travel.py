"""The travel allowance: one sum a course, by the distance from home."""

from collections.abc import Iterable
from decimal import Decimal

from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.outcomes import SupportLine
from vocational.law.parameters import Provision
from vocational.law.support import SchemeLaw, SupportKind


def far_enough(rules: Iterable[Provision], distance_km: Decimal | None) -> list[Provision]:
    """Choose the rules whose least distance is reached; none when it is not known."""
    if distance_km is None:
        return []
    return [
        rule
        for rule in rules
        if rule.distance_km_min is None or distance_km >= rule.distance_km_min
    ]


def travel_line(
    law: SchemeLaw, group: Group, distance_km: Decimal | None, decided: str | None
) -> SupportLine | None:
    """Find the travel allowance: the highest that distance, area and category give.

    Distances are inclusive; of equal sums the first in the order of the law. `decided` is the
    category of the training cost: it is named where it gives travel too.

    Source: QĐ 46/2015/QĐ-TTg art. 5; NĐ 338/2025/NĐ-CP art. 25 cl. 1c; TT 43/2016/TT-BLĐTBXH.
    """
    rules = group.reaching(far_enough(law.lines[SupportKind.TRAVEL], distance_km))
    if not rules:
        return None
    best = max(rules, key=lambda rule: rule.value)
    category = group.giver(best, decided) or ""
    return SupportLine(SupportKind.TRAVEL, int(best.value), category, best)
