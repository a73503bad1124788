"""Which categories of a learner count under a scheme on the first day of the class."""

from datetime import date

from vocational.entitlements.rules.cases import Case
from vocational.entitlements.rules.expressions import expression
from vocational.entitlements.rules.outcomes import WarningCode
from vocational.entitlements.rules.windows import is_past
from vocational.law.parameters import Provision
from vocational.law.support import Scheme, SchemeLaw
from vocational.learners.rules.categories import PriorityCategory
from vocational.learners.rules.counting import CategoryEntry, Counting, Objection, counting_on
from vocational.shared.sex import Sex

WOMAN = PriorityCategory.WOMAN.value
_WOMAN_BY_SEX = CategoryEntry(WOMAN, has_evidence=True)


def counting_categories(law: SchemeLaw, case: Case) -> Counting:
    """Divide the learner's categories into those that count and those that are ignored.

    `woman` follows from sex alone, whatever was listed. Under NĐ 338/2025 a service category
    that began too long ago does not count.
    """
    listed = [entry for entry in case.learner.categories if entry.code != WOMAN]
    if case.learner.sex is Sex.FEMALE:
        listed.append(_WOMAN_BY_SEX)
    return counting_on(case.starts_on, listed, objection=_objection(law))


def is_window_past(window: Provision, entry: CategoryEntry, on: date) -> bool:
    """Say whether a category began too long ago; one without a first day is open.

    A window has the categories that it is for; others are never past it.
    """
    if entry.valid_from is None or entry.code not in expression(window.categories).codes:
        return False
    return is_past(on, entry.valid_from, window.value)


def _objection(law: SchemeLaw) -> Objection | None:
    window = law.window
    if law.scheme is not Scheme.ND338 or window is None:
        return None

    def began_too_long_ago(entry: CategoryEntry, on: date) -> str | None:
        return WarningCode.WINDOW_PASSED.value if is_window_past(window, entry, on) else None

    return began_too_long_ago
