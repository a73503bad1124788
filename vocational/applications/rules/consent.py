"""What an applicant is told and asked about personal data: by purpose, in a dated wording. Pure.

Nothing is ticked beforehand. Without the first purpose no application can be handled; the
other is free. Source: Luật 91/2025/QH15; NĐ 356/2025/NĐ-CP.
"""

from collections.abc import Iterable
from enum import StrEnum

from vocational.learners.rules.categories import EARLIER_SUPPORT_PURPOSE
from vocational.shared.errors import RuleViolation

NOTICE_VERSION = "2026-11"
"""Which wording of the notice the forms show."""


class Purpose(StrEnum):
    """What personal data may be used for."""

    TRAINING = "training"
    EARLIER_SUPPORT = EARLIER_SUPPORT_PURPOSE


def check_consent(purposes: Iterable[str]) -> list[str]:
    """Give the purposes agreed to, in their order.

    Raises `RuleViolation` `applications.consent_missing` without the necessary one.
    """
    given = set(purposes)
    if Purpose.TRAINING not in given:
        raise RuleViolation("applications.consent_missing", "consent")
    return [purpose.value for purpose in Purpose if purpose.value in given]
