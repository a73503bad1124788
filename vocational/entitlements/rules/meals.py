"""The meal allowance: a sum for each full study day the learner was present."""

from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.outcomes import SupportLine
from vocational.law.support import SchemeLaw, SupportKind


def meal_line(
    law: SchemeLaw, group: Group, days_present: int, decided: str | None
) -> SupportLine | None:
    """Work out the meal allowance of one learner for one class.

    `decided` is the category of the training cost: it is named where it gives meals too. None
    when no category gives meals or no day counts.

    Source: QĐ 46/2015/QĐ-TTg art. 5; NĐ 338/2025/NĐ-CP art. 25 cl. 1b; TT 43/2016/TT-BLĐTBXH.
    """
    if days_present == 0:
        return None
    for rule in law.lines[SupportKind.MEALS]:
        category = group.giver(rule, decided)
        if category is not None:
            return SupportLine(SupportKind.MEALS, days_present * int(rule.value), category, rule)
    return None
