"""How often the public may try, counted in all processes. Many phones share one address."""

from datetime import datetime, timedelta

from vocational.accounts.rules import Limit
from vocational.accounts.services import throttle

APPLICATIONS_BY_ADDRESS = Limit("application.address", 60, timedelta(minutes=15))
APPLICATIONS_BY_NUMBER = Limit("application.number", 6, timedelta(minutes=60))
LOOK_UPS_BY_ADDRESS = Limit("receipt.address", 40, timedelta(minutes=15))
LOOK_UPS_BY_RECEIPT = Limit("receipt.code", 8, timedelta(minutes=60))


def check_applying(address: str, citizen_number: str, now: datetime) -> None:
    """Count an application that is about to be handed in.

    Raises `RuleViolation` `throttle.wait`.
    """
    throttle.attempt_each(
        ((APPLICATIONS_BY_ADDRESS, address), (APPLICATIONS_BY_NUMBER, citizen_number)), now
    )


def check_looking_up(address: str, receipt_code: str, now: datetime) -> None:
    """Count a receipt with a date of birth that is about to be compared.

    Raises `RuleViolation` `throttle.wait`.
    """
    throttle.attempt_each(
        ((LOOK_UPS_BY_ADDRESS, address), (LOOK_UPS_BY_RECEIPT, receipt_code)), now
    )
