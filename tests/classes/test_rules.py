"""Times of the week that overlap."""

from datetime import time

import pytest

from vocational.classes.rules import SlotLine

MORNING = SlotLine(1, time(7, 30), 240)


@pytest.mark.parametrize(
    ("other", "overlaps"),
    [
        (MORNING, True),
        (SlotLine(1, time(11, 29), 60), True),
        (SlotLine(1, time(11, 30), 60), False),
        (SlotLine(1, time(6, 30), 60), False),
        (SlotLine(1, time(6, 30), 61), True),
        (SlotLine(1, time(7), 300), True),
        (SlotLine(2, time(7, 30), 240), False),
    ],
)
def test_times_overlap_when_they_share_a_moment(other, overlaps):
    assert MORNING.overlaps(other) is overlaps
    assert other.overlaps(MORNING) is overlaps
