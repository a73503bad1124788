"""The ages of learners: too young is refused, above the upper age only warned of."""

from collections.abc import Iterator

from vocational.entitlements.rules.cases import Case
from vocational.entitlements.rules.outcomes import Refusal, RefusalCode
from vocational.law.parameters import Provision
from vocational.law.support import SchemeLaw
from vocational.shared.dates import completed_years


def age_refusals(law: SchemeLaw, case: Case) -> Iterator[Refusal]:
    """Refuse who is too young on the first day of the class.

    Source: TT 42/2015/TT-BLĐTBXH art. 15; TT 43/2015/TT-BLĐTBXH art. 8.
    """
    if law.age_min is not None and _years(case) < law.age_min.value:
        yield Refusal(RefusalCode.UNDER_AGE, law.age_min)


def exceeded_age(law: SchemeLaw, case: Case) -> Provision | None:
    """Find the upper age that the learner is past, in completed years; contested.

    Source: TT 152/2016/TT-BTC art. 4.
    """
    limit = law.age_max.get(case.learner.sex)
    if limit is None or _years(case) <= limit.value:
        return None
    return limit


def _years(case: Case) -> int:
    return completed_years(case.learner.birth_date, case.starts_on)
