"""What becomes of an offered seat."""

from enum import StrEnum


class OfferAnswer(StrEnum):
    """What became of an offered seat."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
