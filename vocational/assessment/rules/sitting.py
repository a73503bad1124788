"""Whether a learner may sit the test of a module: attendance and process marks together."""

from collections.abc import Sequence
from decimal import Decimal

from vocational.assessment.rules.marking import MarkingRule
from vocational.attendance.rules.risk import LearnerStanding
from vocational.attendance.rules.standing import Reason, process_reasons


def sitting_reasons(
    standing: LearnerStanding, module_id: int, process_marks: Sequence[Decimal], rule: MarkingRule
) -> tuple[Reason, ...]:
    """Give why a learner may not sit the test of a module as things stand; none: may sit.

    Under 3 months the law sets no limit: the institution's own counts. `required` and `actual`
    of hours are minutes here.

    Raises `NotInForce`.

    Source: TT 42/2015/TT-BLĐTBXH art. 25.
    """
    module = next(module for module in standing.modules if module.module_id == module_id)
    if not rule.is_elementary:
        return module.standing.reasons
    return (*module.standing.reasons, *process_reasons(process_marks, rule.on))
