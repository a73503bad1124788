"""An offered seat as its applicant sees it. Pure."""

from dataclasses import dataclass
from datetime import datetime

from vocational.admission.states import OfferAnswer


@dataclass(frozen=True)
class Offer:
    """A seat offered until a moment; `answer` None while nobody has answered."""

    answer_until: datetime
    answer: OfferAnswer | None

    def is_open(self, now: datetime) -> bool:
        """Tell whether the applicant may still answer."""
        return self.answer is None and now <= self.answer_until

    def has_lapsed(self, now: datetime) -> bool:
        """Tell whether the time to answer went by without an answer."""
        is_overdue = self.answer is None and now > self.answer_until
        return is_overdue or self.answer is OfferAnswer.LAPSED
