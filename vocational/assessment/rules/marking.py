"""The marks of one learner in one module, what they come to, and whether they may be given.

At elementary level a sitting is a mark, under 3 months it is passed or not. Positions are the
columns of the page; an empty one is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vocational.assessment.rules import results
from vocational.law import provisions
from vocational.shared.errors import RuleViolation
from vocational.shared.free_text import check_length

LONGEST_OVERRIDE = 300
MOST_TESTS = 6
"""Columns of one kind of process test on the page."""

Sitting = Decimal | bool


@dataclass(frozen=True)
class LearnerMarks:
    """All marks of a learner in a module; `override_reason` lets one sit against the limits."""

    enrolment_id: int
    regular: tuple[Decimal | None, ...] = ()
    periodic: tuple[Decimal | None, ...] = ()
    sittings: tuple[Sitting | None, ...] = ()
    override_reason: str = ""

    @property
    def process(self) -> list[Decimal]:
        """Give the marks of regular and periodic tests."""
        return [mark for mark in (*self.regular, *self.periodic) if mark is not None]

    @property
    def taken(self) -> list[Sitting]:
        """Give the sittings that have a result, in order."""
        return [sitting for sitting in self.sittings if sitting is not None]


@dataclass(frozen=True)
class Outcome:
    """What the marks come to: the module mark (elementary), passed, by which sitting."""

    mark: Decimal | None
    passed: bool
    sitting: int


@dataclass(frozen=True)
class MarkingRule:
    """What decides marks on a day: whether marks or passes are given, how often one may sit."""

    is_elementary: bool
    on: date

    @property
    def most_sittings(self) -> int:
        """Give the sittings that are allowed; raises `NotInForce`."""
        return results.most_sittings(self.on, elementary=self.is_elementary)

    @property
    def most_repeats(self) -> int:
        """Give how often a test may be repeated; raises `NotInForce`."""
        return self.most_sittings - 1

    def outcome(
        self, marks: LearnerMarks, sittings: Sequence[Sitting] | None = None
    ) -> Outcome | None:
        """Work out the result of a module; None while something is missing.

        `sittings` looks back: only the first ones. Raises `NotInForce`.
        """
        taken = marks.taken if sittings is None else list(sittings)
        if not taken:
            return None
        if not self.is_elementary:
            return Outcome(None, any(taken), len(taken))
        mark = results.module_mark(
            regular=[mark for mark in marks.regular if mark is not None],
            periodic=[mark for mark in marks.periodic if mark is not None],
            end_of_module=Decimal(taken[-1]),
            rule=results.MarkRule.of_law(self.on),
        )
        if mark is None:
            return None
        return Outcome(mark, mark >= provisions.pass_mark(self.on).value, len(taken))


def check_marks(
    marks: LearnerMarks, before: LearnerMarks, rule: MarkingRule, *, may_sit: bool
) -> None:
    """See that the sittings follow one another and that a new one may be given.

    Raises `RuleViolation`: `assessment.sitting_skipped`, `assessment.passed_already`,
    `assessment.no_sitting_left`, `assessment.may_not_sit`, `too_long`.
    """
    _check_order(marks)
    for number in range(1, len(marks.taken) + 1):
        earlier = rule.outcome(marks, marks.taken[: number - 1])
        results.check_sitting(
            number,
            passed_before=earlier is not None and earlier.passed,
            most_sittings=rule.most_sittings,
        )
    check_length(marks.override_reason, LONGEST_OVERRIDE, "o")
    is_new = len(marks.taken) > len(before.taken)
    if is_new and not may_sit and not marks.override_reason:
        raise RuleViolation("assessment.may_not_sit", "o")


def _check_order(marks: LearnerMarks) -> None:
    given = [sitting is not None for sitting in marks.sittings]
    if given != sorted(given, reverse=True):
        raise RuleViolation("assessment.sitting_skipped", "sitting")
