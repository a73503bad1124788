"""Support is given once; again only after a job was lost, and not without end."""

from collections.abc import Iterator

from vocational.entitlements.rules.cases import Case, PriorSupport
from vocational.entitlements.rules.outcomes import Refusal, RefusalCode
from vocational.law.support import SchemeLaw


def once_only_refusals(law: SchemeLaw, case: Case) -> Iterator[Refusal]:
    """Refuse whom any scheme supported before, on or before the first day of the class.

    The commune's certificate of a job lost after the latest support opens the way again, but
    never after more than three.

    Source: QĐ 46/2015/QĐ-TTg; NĐ 61/2015/NĐ-CP art. 14; QĐ 12/2024/QĐ-TTg; TT 52/2023/TT-BTC;
    NĐ 338/2025/NĐ-CP art. 25 (its final text not seen).
    """
    earlier = [prior for prior in case.learner.supported_before if prior.on <= case.starts_on]
    if not earlier:
        return
    if not _is_open_again(earlier):
        yield Refusal(RefusalCode.SUPPORTED_BEFORE, law.once)
    if law.times_max is not None and len(earlier) > law.times_max.value:
        yield Refusal(RefusalCode.SUPPORTED_TOO_OFTEN, law.times_max)


def _is_open_again(earlier: list[PriorSupport]) -> bool:
    latest_on = max(prior.on for prior in earlier)
    return any(prior.job_lost_certified for prior in earlier if prior.on == latest_on)
