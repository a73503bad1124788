"""The training cost: one level alone, the highest. Money is whole đồng."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from vocational.entitlements.rules.groups import Group
from vocational.entitlements.rules.outcomes import SupportLine
from vocational.law.parameters import Provision
from vocational.law.support import SchemeLaw, SupportKind, SupportUnit

_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Level:
    """The rule that decides the training cost, and the most that it pays."""

    rule: Provision
    category: str
    ceiling_dong: int

    @property
    def limits_all(self) -> bool:
        """Say whether cost, then meals, then travel must stay within it together.

        So for a level in base salaries. Source: NĐ 338/2025/NĐ-CP art. 25; NĐ 61/2015/NĐ-CP
        arts. 14-18 with TT 43/2016/TT-BLĐTBXH.
        """
        return self.rule.unit == SupportUnit.BASE_SALARIES


def highest_level(law: SchemeLaw, group: Group, approved_cost_dong: int) -> Level | None:
    """Find the level that decides; of equal ones the first in the order of the law.

    None when no rule reaches the person.

    Source: QĐ 46/2015/QĐ-TTg art. 4; NĐ 338/2025/NĐ-CP art. 25 cl. 1.
    """
    best: Level | None = None
    for rule in law.lines[SupportKind.TRAINING_COST]:
        givers = group.givers(rule)
        if not givers:
            continue
        ceiling = ceiling_dong(rule, approved_cost_dong, law.base_salary)
        if best is None or ceiling > best.ceiling_dong:
            best = Level(rule, givers[0], ceiling)
    return best


def ceiling_dong(rule: Provision, approved_cost_dong: int, base_salary: Provision) -> int:
    """Work out the most a rule pays; a part of a đồng is not paid.

    A percentage is of the approved cost, a multiple of the base salary.
    """
    if rule.unit == SupportUnit.PERCENT_OF_COST:
        return _whole(rule.value * approved_cost_dong / _PERCENT)
    if rule.unit == SupportUnit.BASE_SALARIES:
        return _whole(rule.value * base_salary.value)
    return _whole(rule.value)


def cost_line(level: Level, approved_cost_dong: int) -> SupportLine:
    """Pay the approved cost of the course up to the ceiling of the level."""
    return SupportLine(
        SupportKind.TRAINING_COST,
        min(level.ceiling_dong, approved_cost_dong),
        level.category,
        level.rule,
    )


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(rounding=ROUND_DOWN))
